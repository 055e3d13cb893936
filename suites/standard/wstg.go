package standard

import "github.com/cookiespec/cookiespec/suites/check"

// wstg are the tests of the WSTG's chapter on session management.
var wstg = Document{"OWASP Web Security Testing Guide, session management testing", []Requirement{
	test("SESS-01", Part, "how the session is held: its cookies, their flags, and whether a token could be guessed or forged"),
	test("SESS-02", Whole, "the attributes of cookies"),
	test("SESS-03", Whole, "that no one can be made to log in with a session id that somebody else knows"),
	test("SESS-04", Whole, "that session tokens do not show: in URLs, in caches, on the way"),
	test("SESS-05", Part, "that another site cannot act for the user"),
	test("SESS-06", Part, "that logging out is at hand, and ends the session for browser and server"),
	test("SESS-07", Whole, "that a session ends by its time, at the server"),
	{Citation: check.WSTG("SESS-08"), Text: "that one page's use of session variables does not serve to pass another", Sight: Nothing,
		Reason: "it takes the source, or luck, as the guide itself says"},
	test("SESS-09", Whole, "that the cookies of a session cannot be taken on the way"),
	test("SESS-10", Part, "that JSON Web Tokens are verified, and end"),
	test("SESS-11", Part, "what becomes of several sessions of one account"),
}}

func test(id string, sight Sight, text string) Requirement {
	return Requirement{Citation: check.WSTG(id), Text: text, Sight: sight}
}
