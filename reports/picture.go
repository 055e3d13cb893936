package reports

// Picture is what a page of the target looked like, without cookie values and passwords.
type Picture struct {
	Of   string `json:"of"`   // one of [OfLogin], [OfMember], [OfStranger], [OfFailure]
	Page string `json:"page"` // URL
	Type string `json:"type"` // of the image: "image/webp", "image/png"
	Data []byte `json:"data"`
}

// What pictures are of.
const (
	OfLogin    = "login"        // where one logs in
	OfMember   = "logged-in"    // what is for those who are
	OfStranger = "logged-out"   // the same after the logout
	OfFailure  = "login-failed" // what answered a login that failed
)
