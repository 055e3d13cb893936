package judge

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// locate says of a result when its evidence was seen, and how to ask for it again.
func locate(r *reports.Result, of *check.Case) {
	for i := range r.Evidence {
		e := &r.Evidence[i]
		stage, place, _ := strings.Cut(e.At, "#")
		if asked := exchange(of, stage, place); asked != nil {
			e.Time = asked.AnsweredAt.UTC()
			if asked.AnsweredAt.IsZero() {
				e.Time = asked.BeganAt.UTC()
			}
			if r.Curl == "" && r.Outcome == reports.Fail && shown(e.Text) {
				r.Curl = curl(asked)
			}
			continue
		}
		stage, place, _ = strings.Cut(e.At, "@")
		e.Time = taken(of, stage, place)
	}
}

// shown tells whether a text of evidence says what the headers of an answer were.
func shown(text string) bool {
	return strings.HasPrefix(text, "Set-Cookie: ") || strings.Contains(text, ", answered with ")
}

// curl asks for an answer again; empty: that takes more than a GET of the address.
func curl(e *recording.Exchange) string {
	url := address(e.URL)
	if e.Method != "GET" || strings.Contains(url, redacted) {
		return ""
	}
	var names []string
	for _, p := range e.Pairs {
		if p.Name != "" && !slices.Contains(names, p.Name) {
			names = append(names, p.Name)
		}
	}
	return reports.Curl(url, names)
}

// exchange is that of an address such as visit#2; nil: there is none.
func exchange(of *check.Case, stage, place string) *recording.Exchange {
	id, err := strconv.Atoi(place)
	if scene := sceneOf(of, stage); scene != nil && err == nil {
		for i := range scene.Exchanges {
			if scene.Exchanges[i].ID == id {
				return &scene.Exchanges[i]
			}
		}
	}
	return nil
}

// taken is when the jar of an address such as visit@end was read; zero: it is the address of no jar.
func taken(of *check.Case, stage, moment string) (at time.Time) {
	if scene := sceneOf(of, stage); scene != nil {
		for _, jar := range scene.Jars {
			if string(jar.Moment) == moment {
				at = jar.At.UTC()
			}
		}
	}
	return at
}

func sceneOf(of *check.Case, stage string) *recording.Scene {
	for i := range of.Scenes {
		if of.Scenes[i].Stage.String() == stage {
			return &of.Scenes[i]
		}
	}
	return nil
}
