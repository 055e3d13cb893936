package reports

import "slices"

// severities are from the slightest to the worst, with what each stands for.
var severities = []struct{ name, meaning string }{
	{"info", "for your information: it may be intended"},
	{"low", "it deviates from the standard or from good practice, with little effect by itself"},
	{"medium", "a protection is missing or weak, or a cookie is unreliable; an attack needs something else as well"},
	{"high", "a session can be taken over or lost, or a cookie does not do what it is for"},
	{"critical", "others can use a session, or a session goes on after its user has ended it"},
}

// Rank orders severities; one that is unknown is the least.
func Rank(severity string) int {
	return slices.IndexFunc(severities, func(s struct{ name, meaning string }) bool { return s.name == severity })
}

// Weight says why the severity of r is what it is: what it stands for, and what the check has otherwise. Empty: it is unknown.
func (r Run) Weight(of Result) string {
	rank := Rank(of.Severity)
	if rank < 0 {
		return ""
	}
	text := severities[rank].meaning
	if usual := r.Check(of.ID).Severity; usual != "" && usual != of.Severity {
		text += "; this check is otherwise of severity " + usual
	}
	return text
}
