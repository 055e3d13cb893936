package check

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// Explained gives each check what its file of texts says: NAME.md beside NAME.go, with a heading for each text of an [Explanation].
// It panics where a check has no such file or its file is malformed, as both are part of the program.
func Explained(texts fs.FS, checks ...Check) []Check {
	for i := range checks {
		_, name, _ := strings.Cut(checks[i].ID, "/")
		page, err := fs.ReadFile(texts, strings.ReplaceAll(name, "-", "_")+".md")
		if err == nil {
			checks[i].Explain, err = explanation(checks[i].ID, string(page))
		}
		if err != nil {
			panic(fmt.Errorf("the explanation of %s: %w", checks[i].ID, err))
		}
	}
	return checks
}

// explanation reads a page: its title is the check's id, prose is wrapped, and what is to be written stands in one block of code.
func explanation(id, page string) (Explanation, error) {
	var x Explanation
	title, rest, _ := strings.Cut(page, "\n## ")
	if strings.TrimSpace(title) != "# "+id {
		return x, fmt.Errorf("it must begin with %q", "# "+id)
	}
	places := map[string]*string{"The rule": &x.Rule, "Why it matters": &x.Reason, "What makes it fail": &x.Fails, "Its limits": &x.Limits}
	for section := range strings.SplitSeq(rest, "\n## ") {
		heading, text, _ := strings.Cut(section, "\n")
		place, in, text := places[heading], fixedIn(heading), strings.TrimSpace(text)
		switch {
		case place == nil && in == "", place != nil && *place != "", in != "" && x.FixIn(in) != "":
			return x, fmt.Errorf("the heading %q is unknown, or stands there twice", heading)
		case text == "":
			return x, fmt.Errorf("nothing stands under %q", heading)
		case in != "":
			x.Fixes = append(x.Fixes, Fix{in, fenced(text)})
		default:
			*place = strings.Join(strings.Fields(text), " ")
		}
	}
	return x, nil
}

// fixedIn is where the fix under a heading is written; empty: none stands there.
func fixedIn(heading string) string {
	if heading == "On the wire" {
		return AnyServer
	}
	if name, ok := strings.CutPrefix(heading, "In "); ok && slices.Contains(Frameworks, name) {
		return name
	}
	return ""
}

// fenced is the code between fences, without the name of its language.
func fenced(text string) string {
	_, code, _ := strings.Cut(text, "\n")
	return strings.TrimSuffix(code, "\n```")
}
