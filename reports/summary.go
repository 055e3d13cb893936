package reports

import "fmt"

// Summary counts results, each once. Fail counts those that block, Waived and Known those that are excused, Warning the other
// fails.
type Summary struct {
	Pass          int `json:"pass"`
	Fail          int `json:"fail"`
	Warning       int `json:"warning"`
	Waived        int `json:"waived"`
	Known         int `json:"known"`
	NotApplicable int `json:"not_applicable"`
	Inconclusive  int `json:"inconclusive"`
}

// Count counts the results. An outcome that is none of the four counts as inconclusive: nothing passes by a slip.
func (r Run) Count() Summary {
	var s Summary
	for _, result := range r.Results {
		switch {
		case result.Outcome == Pass:
			s.Pass++
		case result.Outcome == Fail && result.Waived != nil:
			s.Waived++
		case result.Outcome == Fail && result.Known:
			s.Known++
		case result.Warning():
			s.Warning++
		case result.Outcome == Fail:
			s.Fail++
		case result.Outcome == NotApplicable:
			s.NotApplicable++
		default:
			s.Inconclusive++
		}
	}
	return s
}

// Total is the number of results.
func (s Summary) Total() int {
	return s.Pass + s.Fail + s.Warning + s.Waived + s.Known + s.NotApplicable + s.Inconclusive
}

// String is the counts in words. Of excuses it speaks where there are some.
func (s Summary) String() string {
	text := fmt.Sprintf("%d passed, %d failed, %d warning", s.Pass, s.Fail, s.Warning)
	if s.Warning != 1 {
		text += "s"
	}
	if s.Waived > 0 {
		text += fmt.Sprintf(", %d waived", s.Waived)
	}
	if s.Known > 0 {
		text += fmt.Sprintf(", %d known", s.Known)
	}
	return text + fmt.Sprintf(", %d not applicable, %d inconclusive", s.NotApplicable, s.Inconclusive)
}
