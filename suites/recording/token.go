package recording

import "time"

// Token is what a JSON Web Token says of itself (RFC 7519).
type Token struct {
	Algorithm string     `json:"algorithm"` // of its signature, as RFC 7518 names it; "none"; "other" where it names none of these
	Signed    bool       `json:"signed"`    // there is a signature, be it right or wrong
	Issued    *time.Time `json:"issued,omitempty"`
	Expires   *time.Time `json:"expires,omitempty"`
	At        time.Time  `json:"at"` // when it was seen
}

// SignatureSuffix ends the name of the cookie into which Koa's and Express' cookie-session put the signature of another.
const SignatureSuffix = ".sig"
