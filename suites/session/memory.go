package session

import (
	"fmt"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// nameData is what makes data of the session known.
const nameData = "name some with `memory:`"

// noMemory is why nothing can be said of data in the session where the config names none.
const noMemory = "no page shows data of the session that could be recognised"

// memory is one time that data of the session were looked for, and the part in which; seen is nil where nobody looked.
type memory struct {
	part recording.Stage
	seen *recording.Memory
}

// put is what was put into the session and shown. What the config names outweighs what was recognised. Without it the verdict is
// the second value.
func put(c *check.Case) (memory, *check.Verdict) {
	var best memory
	given := false
	all := c.Scene(recording.SecondBrowser).Memories
	for i := range all {
		m := &all[i]
		if m.Kind != recording.Put {
			continue
		}
		given = given || m.Given
		if m.Value.Octets > 0 && (best.seen == nil || m.Given && !best.seen.Given) {
			best = memory{recording.SecondBrowser, m}
		}
	}
	switch {
	case given && (best.seen == nil || !best.seen.Given):
		v := check.Unknown("what was put into the session was not shown")
		return best, &v
	case best.seen == nil:
		v := check.Skip(noMemory).Advise(nameData)
		return best, &v
	}
	return best, nil
}

// later is another look for the same data.
func (m memory) later(c *check.Case, part recording.Stage, kind recording.MemoryKind) memory {
	if scene := c.Scene(part); scene != nil {
		for i := range scene.Memories {
			if l := &scene.Memories[i]; l.Kind == kind && l.What == m.seen.What {
				return memory{part, l}
			}
		}
	}
	return memory{part: part}
}

// missing is why a look decides nothing; empty: it does.
func (m memory) missing(kind recording.MemoryKind) string {
	switch {
	case m.seen == nil:
		return fmt.Sprintf("nobody looked for the data of the session (%s)", kind)
	case m.seen.Error != "":
		return fmt.Sprintf("the data of the session could not be looked for (%s): %s", kind, m.seen.Error)
	}
	return ""
}

func (m memory) same(as memory) bool { return m.seen.Value.Digest == as.seen.Value.Digest }

func (m memory) shown() check.Evidence {
	text := fmt.Sprintf("%s on %s: %s", m.seen.What, m.seen.Page, check.Count(m.seen.Value.Octets, "octet"))
	if m.seen.Value.Octets == 0 {
		text = fmt.Sprintf("%s on %s: empty", m.seen.What, m.seen.Page)
	}
	return check.Evidence{At: fmt.Sprintf("%s:%s", m.part, m.seen.Kind), Text: text}
}
