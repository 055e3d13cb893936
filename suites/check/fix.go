package check

import "slices"

// Fix is the lines to write in one framework.
type Fix struct {
	In    string // one of [Frameworks], or [AnyServer]
	Lines string
}

// AnyServer is where a fix stands that is not code: what must be on the wire, whatever sends it.
const AnyServer = "any server"

// Frameworks are those in which fixes are known.
var Frameworks = []string{"Django", "Go", "Express", "PHP", "Laravel", "Rails", "Spring", "ASP.NET", "Next.js"}

// FixIn is the fix in a framework; empty: there is none.
func (x Explanation) FixIn(framework string) string {
	if i := slices.IndexFunc(x.Fixes, func(f Fix) bool { return f.In == framework }); i >= 0 {
		return x.Fixes[i].Lines
	}
	return ""
}
