package reports

// Check is one rule that was applied, in words for readers: all that `cookiespec explain` says of it.
type Check struct {
	ID       string   `json:"id"`
	Title    string   `json:"title"`    // what is so when it passes
	Severity string   `json:"severity"` // of its failures, where what was seen does not make them weigh less or more
	Rule     string   `json:"rule"`     // in plain words
	Reason   string   `json:"reason"`   // why it matters
	Fails    string   `json:"fails"`    // what makes it fail
	Limits   string   `json:"limits"`   // what it cannot see
	Fixes    []Fix    `json:"fixes"`    // examples, by framework
	Needs    []string `json:"needs"`    // stages of the run that it reads
}

// Check is the check of an id, or one that says nothing more than the id.
func (r Run) Check(id string) Check {
	for _, c := range r.Checks {
		if c.ID == id {
			return c
		}
	}
	return Check{ID: id}
}
