// Package har writes a recording as an HTTP Archive 1.2, which DevTools' network panel opens.
//
// It holds what the recording holds: no bodies, no values of cookies, and of the headers those that checks ask for. Keys that
// begin with an underscore are Chrome's own or ours.
package har

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/cookiespec/cookiespec/suites/recording"
)

const comment = "values of cookies are masked: equal marks are equal values; bodies, and headers that no check asks for, were not recorded"

// Write writes each stage of the run as a page, and each exchange as an entry of it.
func Write(w io.Writer, r *recording.Recording) error {
	l := archived{
		Version: "1.2", Comment: comment,
		Creator: named(r.Tool, " "), Browser: named(r.Browser.Product, "/"),
		Pages: []page{}, Entries: []entry{},
	}
	for _, s := range r.Scenes {
		if len(s.Exchanges) == 0 {
			continue
		}
		l.Pages = append(l.Pages, page{ID: s.Stage.String(), Title: s.Stage.String(), Started: stamp(s.Started)})
		for _, e := range s.Exchanges {
			l.Entries = append(l.Entries, entryOf(s.Stage.String(), e))
		}
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(archive{l}); err != nil {
		return fmt.Errorf("cannot write the HAR: %w", err)
	}
	return nil
}

// named is what "cookiespec 1.0" and "Chrome/156.0" are.
func named(text, separator string) program {
	name, version, _ := strings.Cut(text, separator)
	return program{name, version}
}

// stamp is a time in ISO 8601, to the millisecond.
func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z07:00") }
