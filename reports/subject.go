package reports

import "cmp"

// String names a subject for readers: a cookie by its name, domain and path. It is not made harmless; see [Line].
func (s Subject) String() string {
	if s.Kind == "site" {
		return "the site"
	}
	name := cmp.Or(s.Name, "(nameless)")
	if s.Domain+s.Path == "" { // declared, and never seen
		return name
	}
	return name + " (" + s.Domain + s.Path + ")"
}

// Labels names each subject of the results as shortly as sets it apart from all others: by its name, then with its path,
// then with its domain too. The label of a subject is the same in all results of a run.
func Labels(results []Result) map[Subject]string {
	forms := []func(Subject) string{
		func(s Subject) string { return cmp.Or(s.Name, "(nameless)") },
		func(s Subject) string { return cmp.Or(s.Name, "(nameless)") + " " + s.Path },
		func(s Subject) string { return cmp.Or(s.Name, "(nameless)") + " " + s.Path + " " + s.Domain },
	}
	labels := map[Subject]string{}
	for _, r := range results {
		labels[r.Subject] = "the site"
	}
	open := map[Subject]bool{}
	for s := range labels {
		open[s] = s.Kind != "site"
	}
	for _, form := range forms {
		count := map[string]int{}
		for s, undecided := range open {
			if undecided {
				labels[s] = form(s)
				count[labels[s]]++
			}
		}
		for s := range open {
			open[s] = open[s] && count[labels[s]] > 1
		}
	}
	return labels
}
