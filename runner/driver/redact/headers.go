package redact

import (
	"strings"

	"github.com/chromedp/cdproto/network"

	"github.com/cookiespec/cookiespec/suites/recording"
)

// pairs splits a Cookie header as RFC 6265bis §4.2.1 joins it.
func (m *Redactor) Pairs(header string) []recording.Pair {
	if header == "" {
		return nil
	}
	var pairs []recording.Pair
	for _, pair := range strings.Split(header, "; ") {
		name, value, found := strings.Cut(pair, "=")
		if !found { // a nameless cookie is sent as its bare value
			name, value = "", pair
		}
		pairs = append(pairs, recording.Pair{Name: name, Value: m.Value(value)})
	}
	return pairs
}

// lines splits the Set-Cookie lines, which Chrome joins by line feeds, and lays Chrome's refusals beside them.
func (m *Redactor) Lines(header string, blocked []*network.BlockedSetCookieWithReason) []recording.Line {
	if header == "" {
		return nil
	}
	reasons := map[string][][]string{}
	for _, b := range blocked {
		if b == nil {
			continue
		}
		var names []string
		for _, reason := range b.BlockedReasons {
			names = append(names, string(reason))
		}
		key := canonicalLine(b.CookieLine)
		reasons[key] = append(reasons[key], names)
	}
	var lines []recording.Line
	beside := signatures(header)
	for _, raw := range strings.Split(header, "\n") {
		m.mu.Lock()
		line := m.m.Line(raw)
		m.mu.Unlock()
		if r := reasons[canonicalLine(raw)]; len(r) > 0 {
			line.Blocked = r[0]
			if len(r) > 1 {
				reasons[canonicalLine(raw)] = r[1:]
			}
		}
		value := recording.ValueIn(raw)
		line.Value = m.of(line.Name, value)
		if signature := beside[line.Name]; signature != "" && !line.Value.Guessed {
			line.Value.Guessed = guessedBeside(line.Name, value, signature)
		}
		lines = append(lines, line)
	}
	return lines
}

// signatures are the values of the cookies NAME.sig that an answer sets, by NAME.
func signatures(header string) map[string]string {
	found := map[string]string{}
	for _, raw := range strings.Split(header, "\n") {
		name, _, _ := strings.Cut(raw, "=")
		if of, is := strings.CutSuffix(strings.TrimSpace(name), recording.SignatureSuffix); is {
			found[of] = recording.ValueIn(raw)
		}
	}
	return found
}

// canonicalLine makes a line comparable with what Chrome calls it when it refuses it, which may be decoded otherwise.
func canonicalLine(raw string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' {
			return -1
		}
		return r
	}, raw)
}
