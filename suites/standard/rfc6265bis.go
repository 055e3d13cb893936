package standard

import "github.com/cookiespec/cookiespec/suites/check"

// rfc6265bis are the sections of RFC 6265bis that require something, and those that say what a requirement is for.
var rfc6265bis = Document{"RFC 6265bis, Cookies: HTTP State Management Mechanism (draft-ietf-httpbis-rfc6265bis)", []Requirement{
	section("1", Part, "a server keeps state across requests by cookies"),
	section("3", Whole, "several Set-Cookie lines are never joined to one"),
	section("3.1", Part, "a cookie is deleted by one of the same name, Domain and Path that has ended"),
	section("4.1.1", Whole, "a Set-Cookie line keeps to the grammar for servers, one line a name"),
	section("4.1.2", Part, "a cookie comes back as it was set, and replaces none but its own"),
	section("4.1.2.1", Whole, "Expires is a date that the server's clock agrees with"),
	section("4.1.2.2", Whole, "Max-Age is the lifetime; without it and Expires the cookie ends with the browser's session"),
	section("4.1.2.3", Whole, "Domain covers the host, and is left out where no other host is meant"),
	section("4.1.2.4", Whole, "Path says where the cookie goes, and protects nothing"),
	section("4.1.2.5", Whole, "Secure keeps a cookie to secure connections"),
	section("4.1.2.6", Whole, "HttpOnly keeps a cookie from scripts"),
	section("4.1.2.7", Whole, "SameSite says whether other sites' requests carry the cookie"),
	section("4.1.3.1", Whole, "__Secure- promises Secure"),
	section("4.1.3.2", Whole, "__Host- promises Secure, Path=/ and no Domain"),
	section("4.2.1", Whole, "the Cookie header is what servers can take"),
	section("4.2.2", Part, "servers do not rely on the order of cookies, nor on which of two of a name comes"),
	own("5.1.1", "how dates are read"),
	own("5.1.2", "how host names are made canonical"),
	own("5.1.3", "when a host belongs to a Domain"),
	section("5.1.4", Part, "the default-path, and which paths a cookie's Path stands for"),
	section("5.2", Part, "which requests are of the same site"),
	own("5.2.2", "which site a worker's requests are of"),
	section("5.3", Part, "Set-Cookie counts on answers of any status but 100 to 199"),
	section("5.4", Whole, "the prefixes of names are held to what they promise"),
	section("5.5", Whole, "a cookie lives 400 days at most"),
	section("5.6", Whole, "a Set-Cookie line is read as it was meant, and is not too long"),
	section("5.6.7", Whole, "SameSite is Strict, Lax or None"),
	section("5.6.7.1", Whole, "Strict and Lax withhold the cookie from other sites' requests"),
	section("5.6.7.2", Part, "a young cookie without SameSite may go with another site's POST"),
	section("5.7", Whole, "what the lines set is stored as they say, and is removed when it ends"),
	section("5.8.1", Whole, "a request carries the cookies that it should"),
	section("5.8.2", Whole, "scripts see no HttpOnly cookie"),
	section("5.8.3", Whole, "a request carries no others, and they are as they were stored"),
	section("6.1", Part, "few and small cookies; a site bears the loss of any of them"),
	own("6.2", "what programmers are given to set and read cookies"),
	section("7.1", Part, "cookies of other sites on a page"),
	own("7.2", "which cookies the browser refuses by its user's choice"),
	section("7.3", Part, "users can take their cookies away, and are strangers then"),
	section("7.4", Whole, "lifetimes are no longer than needed"),
	section("8.2", Part, "cookies are sent whoever made the request, so that they alone do not show that it is meant"),
	section("8.3", Whole, "cookies that matter go over TLS, Secure; their values tell nothing"),
	section("8.4", Part, "a session's id cannot be guessed, and no one can be given one that somebody else knows"),
	own("8.5", "other ports and schemes of a host share its cookies"),
	section("8.6", Part, "cookies that other hosts, paths or schemes could set are not trusted"),
	own("8.7", "cookies rely on DNS"),
	section("8.8.1", Part, "SameSite is not the only defence"),
	section("8.8.2", Part, "links from other sites still work where cookies are Strict"),
	section("8.8.6", Part, "requests that change something are not answered for other sites' POSTs"),
	own("8.9", "the list of public suffixes"),
}}

func section(number string, sight Sight, text string) Requirement {
	return Requirement{Citation: check.RFC6265bis(number), Text: text, Sight: sight}
}

// own is a section that no site can meet or break.
func own(number, text string) Requirement {
	return Requirement{Citation: check.RFC6265bis(number), Text: text, Sight: Nothing, Reason: "it is the browser's doing, whatever the site sends"}
}
