package recording

// table has one row a stage, in the order in which they are reported. A fact that is not given is the usual one: a user asks, the
// target answers, and nobody but the target filled the jar.
//
// CookieLoss and Echo are given copies of the restarted browser's cookies, as Replay is. So their jars count as filled by the harness,
// and what is seen there is part of no cookie's life: the checks that are about them read the scene itself.
var table = []Facts{
	{
		Stage: Visit, Name: "visit", Process: FirstProcess, Unasked: Always, Predicted: true, Life: FirstBrowser,
		Doc: "A browser with an empty profile opens the entry page and the pages that are listed or found.",
	}, {
		Stage: Browse, Name: "browse", Process: FirstProcess, Follows: Visit, Predicted: true, Life: FirstBrowser,
		Doc: "The same browser makes every kind of request to what it visited: a new tab, a reload, the way back, fetch, images, frames, a form.",
	}, {
		Stage: Login, Name: "login", Process: FirstProcess, Follows: Browse, Login: true, Unasked: WithLogin, Predicted: true, Life: FirstBrowser,
		Doc: "The same browser logs in and uses the protected pages.",
	}, {
		Stage: Restart, Name: "restart", Process: RestartProcess, Predicted: true, Life: FirstBrowser, Begins: ByRestart,
		Doc: "The browser is quit and started again.",
	}, {
		Stage: Crash, Name: "crash", Process: TrialProcess, Again: true, Predicted: true, Life: FirstBrowser, Begins: ByCrash,
		Doc: "The browser is killed once its cookies are on disk, and started again.",
	}, {
		Stage: Restore, Name: "restore", Process: RestoreProcess, Answers: ByNobody, Life: FirstBrowser, Begins: ByRestore,
		Doc: `The browser is quit, and started with "Continue where you left off".`,
	}, {
		Stage: OtherHosts, Name: "other-hosts", Process: RestoreProcess, Follows: Restore, Answers: ByStandIn, Predicted: true, Life: FirstBrowser,
		Doc: "The restored browser makes requests to hosts, schemes and paths that the cookies do not belong to.",
	}, {
		Stage: Fresh, Name: "fresh", Process: RestartProcess, Predicted: true,
		Doc: "A second visitor opens the pages in an empty browser context.",
	}, {
		Stage: CookieLoss, Name: "cookie-loss", Process: RestartProcess, Pulls: Restart, Jar: FilledByHarness,
		Doc: "The entry page is opened without any cookie, and without one cookie at a time.",
	}, {
		Stage: Aged, Name: "aged", Process: AgedProcess, Answers: ByStandIn, Life: FirstBrowser, Begins: ByAgeing,
		Doc: "Each persistent cookie is fast-forwarded to its last seconds in the closed profile, and looked for before and after it expires.",
	}, {
		Stage: Waited, Name: "waited", Process: AgedProcess, Answers: ByStandIn, Life: FirstBrowser, Begins: ByWaiting,
		Doc: "Short-lived cookies expire on the real clock.",
	}, {
		Stage: SecondBrowser, Name: "second-browser", Process: TrialProcess, Login: true,
		Doc: "A second browser logs in to the same account.",
	}, {
		Stage: Logout, Name: "logout", Process: TrialProcess, Login: true, Predicted: true, Life: LogoutBrowser,
		Doc: "A third browser logs in, logs out, goes back, and logs in again.",
	}, {
		Stage: Fixation, Name: "fixation", Process: TrialProcess, Login: true, Jar: FilledByHarness,
		Doc: "A browser logs in with a session ID that the server never issued.",
	}, {
		Stage: WrongPassword, Name: "wrong-password", Process: TrialProcess, Login: true, Predicted: true,
		Doc: "A browser tries to log in with a wrong password.",
	}, {
		Stage: Replay, Name: "replay", Process: TrialProcess, Login: true, Unasked: WithLogin, Jar: FilledByHarness,
		Doc: "Copies of other browsers' cookies are used in empty browser contexts: all, all but one, altered.",
	}, {
		Stage: CookiesCleared, Name: "cookies-cleared", Process: RestartProcess, Login: true, Jar: FilledByHarness,
		Doc: "The restarted browser loses all cookies, keeps its storage, and asks for the protected page.",
	}, {
		Stage: RememberMe, Name: "remember-me", Process: RestartProcess, Login: true, Predicted: true, Life: RememberMeBrowser,
		Doc: `A browser logs in with "remember me".`,
	}, {
		Stage: RememberMeRestart, Name: "remember-me-restart", Process: RestartProcess, Again: true, Login: true, Predicted: true,
		Life: RememberMeBrowser, Begins: ByRestart,
		Doc: `The browser that logged in with "remember me" is quit and started again.`,
	}, {
		Stage: RememberMeLogout, Name: "remember-me-logout", Process: RestartProcess, Follows: RememberMeRestart, Login: true, Pulls: RememberMe | RememberMeRestart, Jar: FilledByHarness,
		Doc: "The cookies of the remembered login are tried alone, and the browser logs out.",
	}, {
		Stage: Timeout, Name: "timeout", Process: TrialProcess, Login: true, Jar: FilledByHarness,
		Doc: "Sessions are left idle, and used, past their timeouts.",
	}, {
		Stage: PasswordChange, Name: "password-change", Process: TrialProcess, Login: true,
		Doc: "The password is changed while another browser is logged in.",
	}, {
		Stage: PrivilegeChange, Name: "privilege-change", Process: TrialProcess, Login: true,
		Doc: "A step is done that raises what the session may do.",
	}, {
		Stage: Samples, Name: "samples", Process: RestartProcess, Asks: Harness,
		Doc: "Visitors without cookies ask, one after the other, for the address that issues session IDs.",
	}, {
		Stage: Plain, Name: "plain", Process: RestartProcess, Asks: Harness,
		Doc: "The pages of a site on https are asked for over plain http.",
	}, {
		Stage: CrossSite, Name: "cross-site", Process: RestoreProcess, Follows: OtherHosts, Asks: AnotherSite, Answers: ByStandIn,
		Doc: "A page of another site embeds, fetches and posts to the target while the cookies are young.",
	}, {
		Stage: CrossAged, Name: "cross-aged", Process: CrossAgedProcess, Asks: AnotherSite, Answers: ByStandIn,
		Doc: "A page of another site posts to the target when the cookies are older.",
	}, {
		Stage: Overlay, Name: "overlay", Process: RestoreProcess, Follows: CrossSite, Answers: ByStandIn, Jar: FilledByHarness,
		Doc: "Answers over plain http set cookies of the same names.",
	}, {
		Stage: Linked, Name: "linked", Process: TrialProcess, Asks: AnotherSite, Answers: ByBoth, Jar: FilledByHarness,
		Doc: "A link on a page of another site is followed to the target.",
	}, {
		Stage: Forged, Name: "forged", Process: TrialProcess, Login: true, Asks: AnotherSite, Answers: ByBoth, Jar: FilledByHarness,
		Doc: "A page of another site posts the declared action with the cookies of a user who is logged in.",
	}, {
		Stage: Echo, Name: "echo", Process: RestartProcess, Pulls: Restart, Jar: FilledByHarness,
		Doc: "The page that shows the cookies it receives is opened.",
	},
}
