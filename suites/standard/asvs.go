package standard

import "github.com/cookiespec/cookiespec/suites/check"

// asvs are the requirements of ASVS 5.0.0 that are about cookies, sessions, their tokens and what keeps them. Its levels are the
// document's own; the texts are ours.
var asvs = Document{"OWASP Application Security Verification Standard 5.0.0", []Requirement{
	demand("3.3.1", 1, Whole, "cookies are Secure, and have the prefix __Host- or else __Secure-"),
	demand("3.3.2", 2, Part, "each cookie's SameSite is what its purpose needs"),
	demand("3.3.3", 2, Whole, "cookies have the prefix __Host-, unless they are made to be shared with other hosts"),
	demand("3.3.4", 2, Whole, "what scripts need not read is HttpOnly, and its value comes by Set-Cookie alone"),
	demand("3.3.5", 3, Whole, "a cookie's name and value are no longer than 4096 bytes"),
	demand("3.4.1", 1, Whole, "all answers have Strict-Transport-Security of a year or more; from level 2 on for all subdomains"),
	demand("3.5.1", 1, Part, "requests of other sites are told apart and refused, where no CORS preflight prevents them"),
	demand("3.5.2", 1, Part, "what relies on a CORS preflight cannot be called without one"),
	demand("3.5.3", 1, Part, "what changes something is asked for by POST and its like, not by GET"),
	demand("3.5.8", 3, Part, "what is for logged-in users can be embedded elsewhere only where that is meant"),
	demand("4.2.5", 3, Part, "requests do not become too long for those who get them, as with a long Cookie header"),
	unseen("7.1.1", 2, "timeouts of sessions are documented and justified", document),
	demand("7.1.2", 2, Part, "how many sessions an account may have at once is documented, and what happens beyond"),
	unseen("7.1.3", 2, "the lifetimes of sessions of a federation are documented", document),
	demand("7.2.1", 1, Part, "session tokens are verified by the server"),
	demand("7.2.2", 1, Part, "session tokens are made for each session, and are no fixed keys"),
	demand("7.2.3", 1, Part, "reference tokens are unique, random, and of 128 bits or more"),
	demand("7.2.4", 1, Whole, "a login makes a new token and ends the one before"),
	demand("7.3.1", 2, Whole, "a session that is left alone ends"),
	demand("7.3.2", 2, Whole, "a session that is used ends at last"),
	demand("7.4.1", 1, Whole, "a session that has ended, by logout or by its time, cannot be used any more"),
	unseen("7.4.2", 1, "all sessions of an account that is closed end", "it takes closing an account"),
	demand("7.4.3", 2, Part, "other sessions can be ended when the password or another factor is changed"),
	demand("7.4.4", 2, Part, "every page for those who are logged in offers a visible way to log out"),
	unseen("7.4.5", 2, "administrators can end the sessions of a user", "it takes an administrator"),
	demand("7.5.1", 2, Part, "what concerns authentication is changed only after another full authentication"),
	demand("7.5.2", 2, Part, "users can see their sessions and end them"),
	demand("7.5.3", 3, Part, "what is very sensitive is done only after another factor"),
	unseen("7.6.1", 2, "sessions of relying parties and identity providers end as documented", document),
	demand("7.6.2", 2, Part, "no session begins without the user's doing"),
	demand("9.1.1", 1, Part, "the signature or MAC of a self-contained token is verified"),
	demand("9.1.2", 1, Part, "only algorithms that are meant are accepted for tokens, and never none"),
	unseen("9.1.3", 1, "keys that verify tokens come from trusted sources", "it takes a token that is signed with another key"),
	demand("9.2.1", 1, Part, "a self-contained token is accepted only within its time"),
	demand("11.5.1", 2, Part, "what must not be guessed is random, and of 128 bits or more"),
	demand("12.2.1", 1, Whole, "all goes over TLS, and nothing falls back to plain http"),
	demand("14.2.1", 1, Whole, "no session token is in a URL"),
	demand("14.2.2", 2, Part, "servers do not keep sensitive data in caches"),
	demand("14.2.5", 3, Part, "caches keep only what is meant, and nothing that is sensitive"),
	demand("14.3.1", 1, Whole, "what the browser keeps of a session is cleared when it ends"),
	demand("14.3.2", 2, Whole, "what is sensitive is not for the browser's cache: no-store"),
	demand("14.3.3", 2, Part, "the browser's storage, cookies too, holds nothing that is sensitive but session tokens"),
}}

const document = "it is about a document, which no page shows"

func demand(id string, level int, sight Sight, text string) Requirement {
	return Requirement{Citation: check.ASVS(id), Text: text, Level: level, Sight: sight}
}

func unseen(id string, level int, text, reason string) Requirement {
	return Requirement{Citation: check.ASVS(id), Text: text, Level: level, Sight: Nothing, Reason: reason}
}
