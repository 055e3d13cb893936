package set

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// pile are cookies that differ in a random part of their names, of which each answer of one address adds another.
type pile struct {
	pattern string // of the names: "state_*"
	url     string
	added   []*check.Setting // the first header of each name, in the order of time
	jar     *recording.Snapshot
	scene   *recording.Scene
	held    int // how many of them one jar held at once, at most
}

// random is a part of a name that is another each time.
var random = regexp.MustCompile(`[0-9a-f]{6,}|[0-9A-F]{6,}|[0-9]{4,}|[0-9A-Za-z]{16,}`)

// patternOf is a name with its random parts as "*", or nothing where it has none.
func patternOf(name string) string {
	pattern := random.ReplaceAllString(name, "*")
	if pattern == name || strings.Trim(pattern, "*") == "" {
		return ""
	}
	return pattern
}

// fewest is how many of a pattern make a pile: two may be an old and a new one.
const fewest = 3

// piled is the largest pile that the first browser was left with, or nil. A new name on each of several answers of one address is no list
// of what was looked at: that grows with the addresses.
func piled(c *check.Case) *pile {
	type place struct{ pattern, url string }
	piles := map[place]*pile{}
	var order []*pile
	for _, k := range c.Cookies {
		pattern := patternOf(k.Key.Name)
		first := where(k, func(s *check.Setting) bool { return accepted(s) && recording.First.Has(s.Scene.Stage) })
		if pattern == "" || len(first) == 0 {
			continue
		}
		at := place{pattern, address(first[0].Exchange)}
		if piles[at] == nil {
			piles[at] = &pile{pattern: pattern, url: at.url}
			order = append(order, piles[at])
		}
		if p := piles[at]; len(p.added) == 0 || p.added[len(p.added)-1].Exchange != first[0].Exchange {
			p.added = append(p.added, first[0])
		}
	}
	var largest *pile
	for _, p := range order {
		p.count(c)
		if len(p.added) >= fewest && p.held >= fewest && (largest == nil || p.held > largest.held) {
			largest = p
		}
	}
	return largest
}

// count finds the jar that held the most of them.
func (p *pile) count(c *check.Case) {
	for i := range c.Scenes {
		scene := &c.Scenes[i]
		if !recording.First.Has(scene.Stage) {
			continue
		}
		for j := range scene.Jars {
			n := 0
			for _, one := range scene.Jars[j].Cookies {
				if patternOf(one.Name) == p.pattern {
					n++
				}
			}
			if n > p.held {
				p.held, p.jar, p.scene = n, &scene.Jars[j], scene
			}
		}
	}
}

// verdict says what comes of it: the browser's limit, or the server's for one request, is reached after so many visits.
func (p *pile) verdict() check.Verdict {
	octets := 0
	for _, s := range p.added {
		octets = max(octets, len(s.Line.Name)+s.Line.Value.Octets+len("=; "))
	}
	visits := check.Roomy
	what := "the browser has no room for more of the site's cookies, and throws out others, the session's too"
	if full := mostOctets / max(1, octets); full < visits {
		visits, what = full, fmt.Sprintf("a Cookie field is longer than %d bytes, which many servers refuse", mostOctets)
	}
	shown := append(evidence(p.added), check.AtJar(p.scene, p.jar, check.Count(p.held, "cookie")+" named "+p.pattern))
	return check.Fail("one name for what is needed once, or names that are deleted when they are used",
		fmt.Sprintf("each answer of %s adds a cookie of a new name, %s: %d in one browser, and none of them is deleted; after some %d visits %s", p.url, p.pattern, p.held, visits, what), shown...)
}
