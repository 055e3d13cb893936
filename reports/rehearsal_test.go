package reports

import "testing"

func TestRehearsalWorked(t *testing.T) {
	t.Parallel()
	want := func(states ...string) (all []Want) {
		for i, s := range states {
			all = append(all, Want{Name: string(rune('a' + i)), State: s})
		}
		return all
	}
	for name, row := range map[string]struct {
		of     Rehearsal
		worked bool
		answer string
	}{
		"all is met":           {Rehearsal{Wants: want("met", "met")}, true, "Logged in, out and in again"},
		"nothing was wanted":   {Rehearsal{}, false, "The login was not tried to its end"},
		"the second is not":    {Rehearsal{Wants: want("met", "unmet", "untried")}, false, `Failed at "b"`},
		"the last was untried": {Rehearsal{Wants: want("met", "untried")}, false, "The login was not tried to its end"},
		"the target is gone":   {Rehearsal{Wants: want("met"), Trouble: "no answer"}, false, "The login was not tried to its end"},
	} {
		if row.of.Worked() != row.worked || row.of.Answer() != row.answer {
			t.Errorf("%s: %v, %q", name, row.of.Worked(), row.of.Answer())
		}
	}
}
