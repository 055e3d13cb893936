package grade

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/runner/config"
)

// TestPointsByHand holds a file of the teacher's to the grade of amira, who has 10 of 10 for the first part and an open second one.
func TestPointsByHand(t *testing.T) {
	t.Parallel()
	rubric := config.Rubric{Parts: []config.Part{{Title: "It comes", Points: 10}, {Title: "It goes", Points: 20}}}
	for what, c := range map[string]struct{ text, want string }{
		"a part by its title":      {"submission,part,points,comment\namira,it goes,15,nice\n", "25 of 30, 0 open; 10 pass ; 15 fail by hand nice"},
		"a part by its number":     {"submission,part,points\namira,2,20\n", "30 of 30, 0 open; 10 pass ; 20 pass by hand "},
		"a comment alone":          {"Submission;Part;Comment\nAmira;1;well done\n", "10 of 30, 1 open; 10 pass well done; 0 inconclusive "},
		"the whole submission":     {"submission,points,comment\namira,22,late\n", "22 of 30, 0 open late; 10 pass ; 0 inconclusive "},
		"0 is a mark":              {"submission,points\namira,0\n", "0 of 30, 0 open; 10 pass ; 0 inconclusive "},
		"another submission":       {"submission,points\nben,3\n", "10 of 30, 1 open; 10 pass ; 0 inconclusive "},
		"a row that says nothing":  {"submission,part,points,comment\namira,1,,\n", "10 of 30, 1 open; 10 pass ; 0 inconclusive "},
		"both rows":                {"submission,part,points\namira,1,9\namira,,29\n", "29 of 30, 0 open; 9 fail by hand ; 0 inconclusive "},
		"as class.csv has it":      {"submission,points\n'amira,3\n", "3 of 30, 0 open; 10 pass ; 0 inconclusive "},
		"no such part":             {"submission,part,points\namira,it gose,1\namira,3,1\n", `m.csv:2: the rubric has no part "it gose"` + "|" + `m.csv:3: the rubric has no part "3"`},
		"more than a part has":     {"submission,part,points\namira,1,11\n", `m.csv:2: points: "11" is not a whole number from 0 to 10, which the part is worth`},
		"more than there is":       {"submission,points\namira,31\n", `m.csv:2: points: "31" is not a whole number from 0 to 30, which the submission is worth`},
		"less than nothing":        {"submission,points\namira,-1\n", `m.csv:2: points: "-1" is not a whole number from 0 to 30, which the submission is worth`},
		"half a point":             {"submission,points\namira,1.5\n", `m.csv:2: points: "1.5" is not a whole number from 0 to 30, which the submission is worth`},
		"said twice":               {"submission,part,points\namira,1,1\nAmira,It comes,2\n", "m.csv:3: line 2 is about the same"},
		"nobody's":                 {"submission,points\n,1\n", "m.csv:2: the submission is missing"},
		"class.csv itself":         {"submission,score,points,It comes,comment\namira,10,30,10,\n", "m.csv:1: several columns mean the same: score, points"},
		"a column twice":           {"submission,part,Part,points\namira,1,2,3\n", "m.csv:1: several columns mean the same: part, Part"},
		"columns that are missing": {"name,points\namira,1\n", "m.csv:1: the columns submission, and points or comment, are missing"},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			path := filepath.Join(dir, "m.csv")
			if err := os.WriteFile(path, []byte(c.text), 0o600); err != nil {
				t.Fatal(err)
			}
			by, err := LoadByHand(path, rubric)
			before := reports.Grade{Submission: "amira", Parts: []reports.Mark{
				{Title: "It comes", Points: 10, Score: 10, Outcome: reports.Pass}, {Title: "It goes", Points: 20, Outcome: reports.Inconclusive},
			}}
			got := shown(by.Of(before))
			if err != nil {
				var lines []string
				for line := range strings.Lines(err.Error()) {
					if at, ok := strings.CutPrefix(line, dir+"/"); ok {
						lines = append(lines, strings.TrimSpace(at))
					}
				}
				got = strings.Join(lines, "|")
			}
			if got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
			if was := shown(before); was != "10 of 30, 1 open; 10 pass ; 0 inconclusive " {
				t.Errorf("the grade itself changed: %s", was)
			}
		})
	}
}

func shown(g reports.Grade) string {
	text := strings.TrimRight(fmt.Sprintf("%d of %d, %d open %s", g.Score(), g.Points(), g.Unjudged(), g.Comment), " ")
	for _, m := range g.Parts {
		hand := map[bool]string{true: "by hand "}[m.ByHand]
		text += fmt.Sprintf("; %d %s %s%s", m.Score, m.Outcome, hand, m.Comment)
	}
	return text
}

func TestStraysAreFound(t *testing.T) {
	t.Parallel()
	by := ByHand{{submission: "amira"}, {submission: "bne"}, {submission: "bne", part: 1}}
	if got := strings.Join(by.Strays([]string{"Amira", "ben"}), " "); got != "bne" {
		t.Errorf("got %s", got)
	}
}
