package reports

// Cover is what the head of a report says of its purpose, as its author gave it. An empty field was not given.
type Cover struct {
	Title  string `json:"title,omitempty"`      // of the report
	Client string `json:"client,omitempty"`     // for whom it was made
	Scope  string `json:"scope_note,omitempty"` // what was and was not to be tested, one paragraph
	Tester string `json:"tester,omitempty"`     // who made it
}

// Lines are the fields that are given but the title, in the order in which they are shown.
func (c Cover) Lines() (lines []CoverLine) {
	for _, l := range []CoverLine{{"Client", c.Client}, {"Scope", c.Scope}, {"Tester", c.Tester}} {
		if l.Text != "" {
			lines = append(lines, l)
		}
	}
	return lines
}

// CoverLine is one field of a [Cover].
type CoverLine struct{ Label, Text string }
