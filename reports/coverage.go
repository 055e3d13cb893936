package reports

// Coverage is what a run says of the requirements of one document.
type Coverage struct {
	Source       string        `json:"source"` // short name of the document: "ASVS 5.0", "WSTG", "RFC 6265bis"
	Title        string        `json:"title"`
	Requirements []Requirement `json:"requirements"` // in the order of the document
}

// States of a requirement.
const (
	Verified      = "verified"       // the checks that decide it ran and passed, and none of it failed or stayed undecided
	Partly        = "partly"         // a part of it was tested, and passed; see Reason for what was not
	Violated      = "failed"         // a check of it failed, whether that blocks or not
	NotVerified   = "not-verified"   // a check could, and did not in this run, or there is none yet; see Reason
	NotVerifiable = "not-verifiable" // nobody can tell from outside; see Reason
)

// Requirement is one requirement, test or section of a document.
type Requirement struct {
	ID     string   `json:"id"`    // as the document numbers it: "3.3.1", "SESS-02", "5.7"
	Text   string   `json:"text"`  // what is required, in our own words
	Level  int      `json:"level"` // the lowest of ASVS's levels that demands it, 1 to 3; 0: the document has none
	URL    string   `json:"url"`
	State  string   `json:"state"`  // one of [Verified], [Partly], [Violated], [NotVerified], [NotVerifiable]
	Partly bool     `json:"partly"` // the checks see only a part of what is required, whatever they find
	Checks []string `json:"checks"` // ids of the checks behind it, in the order of the catalogue
	Reason string   `json:"reason,omitempty"`
}
