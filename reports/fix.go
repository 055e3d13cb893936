package reports

import "strings"

// Fix is the lines to write in one framework.
type Fix struct {
	In    string `json:"in"` // such as "Django", or [AnyServer]
	Lines string `json:"lines"`
}

// AnyServer is where a fix stands that is not code, but what must be on the wire.
const AnyServer = "any server"

// String is a fix as a text of one line or more shows it.
func (f Fix) String() string {
	lines := strings.Trim(f.Lines, "\n")
	if strings.Contains(lines, "\n") {
		return f.In + ":\n" + lines
	}
	return f.In + ": " + lines
}

// FixesFor are those of all that an output shows: those in the framework of the application, or what must be on the wire where there is
// none, or all where that is not said either.
func FixesFor(framework string, all []Fix) []Fix {
	for _, in := range []string{framework, AnyServer} {
		var fit []Fix
		for _, f := range all {
			if in != "" && f.In == in {
				fit = append(fit, f)
			}
		}
		if len(fit) > 0 {
			return fit
		}
	}
	return all
}
