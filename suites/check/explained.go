package check

import (
	"fmt"
	"io/fs"
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
	places := map[string]*string{
		"The rule": &x.Rule, "Why it matters": &x.Reason, "What makes it fail": &x.Fails,
		"In Django": &x.Django, "In Go": &x.Go, "In Express": &x.Express, "On the wire": &x.Any, "Its limits": &x.Limits,
	}
	for section := range strings.SplitSeq(rest, "\n## ") {
		heading, text, _ := strings.Cut(section, "\n")
		place, text := places[heading], strings.TrimSpace(text)
		code, fenced := strings.CutPrefix(text, "```")
		switch {
		case place == nil || *place != "":
			return x, fmt.Errorf("the heading %q is unknown, or stands there twice", heading)
		case text == "":
			return x, fmt.Errorf("nothing stands under %q", heading)
		case fenced:
			_, code, _ = strings.Cut(code, "\n") // what language it is in
			*place = strings.TrimSuffix(code, "\n```")
		default:
			*place = strings.Join(strings.Fields(text), " ")
		}
	}
	return x, nil
}
