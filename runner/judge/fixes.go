package judge

import (
	"regexp"
	"slices"
	"strings"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/suites"
	"github.com/cookiespec/cookiespec/suites/check"
)

// fixes are how to fix a finding: what the check says of this very subject, or else its examples with the name of the cookie.
func fixes(f suites.Finding) []reports.Fix {
	if len(f.Verdict.Fixes) > 0 {
		return reported(f.Verdict.Fixes)
	}
	examples := reported(f.Check.Explain.Fixes)
	if k := f.Subject.Cookie; k != nil {
		return FixesOf(k.Key.Name, examples)
	}
	return examples
}

// reported are fixes as reports, which know no check, have them.
func reported(fixes []check.Fix) (all []reports.Fix) {
	for _, f := range fixes {
		all = append(all, reports.Fix(f))
	}
	return all
}

// FixesOf are examples with the name of a cookie in the place of theirs. An example of several cookies stays as it is, and so does one
// whose name has a prefix, as it is about the name.
func FixesOf(name string, examples []reports.Fix) []reports.Fix {
	if !PlainName(name) {
		return examples
	}
	fitted := slices.Clone(examples)
	for i, example := range fitted {
		names := map[string]bool{}
		for _, place := range cookieNames.FindAllStringSubmatch(example.Lines, -1) {
			names[place[2]] = true
		}
		if len(names) == 1 {
			fitted[i].Lines = cookieNames.ReplaceAllStringFunc(example.Lines, func(place string) string {
				found := cookieNames.FindStringSubmatch(place)
				if strings.HasPrefix(found[2], "__") {
					return place
				}
				return found[1] + name
			})
		}
	}
	return fitted
}

// cookieNames are the places of a cookie's name in the lines of the frameworks, and in the header.
var cookieNames = regexp.MustCompile(`((?:Name: |set_cookie\(|delete_cookie\(|clearCookie\(|res\.cookie\(|setcookie\(|cookies\[|cookies\.delete\(|` +
	`\bcookie\(|Cookie::forget\(|ResponseCookie\.from\(|Cookies\.(?:Append|Delete)\(|deleteCookies\(|cookieStore\.(?:set|delete)\()["']|Set-Cookie: )([^"'=]+)`)

// PlainName tells whether a name is no code in a string of any of the languages.
func PlainName(name string) bool { return plainName.MatchString(name) }

var plainName = regexp.MustCompile(`^[!#$%&+\-.^_|~0-9A-Za-z]+$`)
