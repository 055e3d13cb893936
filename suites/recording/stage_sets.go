package recording

// Stages are all stages, in the order in which they are reported.
var Stages = Where(func(Facts) bool { return true }).Each()

var (
	// First are the stages of the first browser, one after the other.
	First = FirstProcess.Stages()

	// NeedLogin are the stages that need a way to log in.
	NeedLogin = Where(func(f Facts) bool { return f.Login })

	// Trial are the stages that try what sessions are good for, before the browser that hosts them crashes.
	Trial = TrialProcess.Stages() &^ Crash

	// NeedStandIn are the stages that must not, or not alone, reach the target.
	NeedStandIn = Where(func(f Facts) bool { return f.Answers != ByTarget })

	// FromOtherSites are the stages in which a page of another site asks.
	FromOtherSites = Where(func(f Facts) bool { return f.Asks == AnotherSite })

	// Filled are the stages whose jars the harness filled: no answer of the target need have put there what is in them.
	Filled = Where(func(f Facts) bool { return f.Jar == FilledByHarness })

	// Lives are the stages that show the lives which the target gives its cookies: a user asks, and nobody else has filled the jar.
	Lives = Where(func(f Facts) bool { return f.Asks == User }) &^ Filled

	// OfTarget are those of Lives in which the target itself answers.
	OfTarget = Lives &^ NeedStandIn

	// OfProfile are those of Lives that begin with the profile of the first browser, or fill it.
	OfProfile = Where(func(f Facts) bool { return f.Life == FirstBrowser })

	// Told are the stages by which the life of a cookie is told.
	Told = Where(func(f Facts) bool { return f.Life != "" })
)

// Gathered are the stages of a run that wants some: these, what they pull in, and what is gathered in any case. With a login Login and
// Replay always are: logged in users are given cookies that nobody else is, and Replay shows which of them carry the login.
func Gathered(wanted Stage, login bool) Stage {
	wanted |= Where(func(f Facts) bool { return f.Unasked == Always || login && f.Unasked == WithLogin })
	for _, stage := range wanted.Each() {
		wanted |= stage.Facts().Pulls
	}
	return wanted
}

// BrowserStarts is how often a run of some stages starts a browser, at most: CrossAged needs none where every cookie has a SameSite
// attribute.
func (s Stage) BrowserStarts() int {
	count, seen := 0, map[Process]bool{}
	for _, stage := range s.Each() {
		f := stage.Facts()
		if !seen[f.Process] {
			seen[f.Process] = true
			count++
		}
		if f.Again {
			count++
		}
	}
	return count
}
