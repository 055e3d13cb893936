package har

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/cookiespec/cookiespec/suites/recording"
)

// entryOf is one exchange of a stage.
func entryOf(stage string, e recording.Exchange) entry {
	one := entry{
		Page: stage, Started: stamp(e.BeganAt), Request: requestOf(e), Response: responseOf(e),
		Comment: fmt.Sprintf("%s#%d: %s", stage, e.ID, e.Act), Type: kind(e.Act),
	}
	if !e.Wire {
		one.Comment += "; not seen on the network, so that its cookies are not known"
	}
	if took := e.AnsweredAt.Sub(e.BeganAt); !e.AnsweredAt.IsZero() && took > 0 {
		one.Time = float64(took) / float64(time.Millisecond)
		one.Timings.Wait = one.Time
	}
	return one
}

func requestOf(e recording.Exchange) request {
	r := request{Method: e.Method, URL: e.URL, Cookies: []cookie{}, Headers: []pair{}, Query: query(e.URL), HeadersSize: -1, BodySize: -1}
	var sent []string
	for _, p := range e.Pairs {
		r.Cookies = append(r.Cookies, cookie{p.Name, mark(p.Value)})
		if p.Name == "" { // as a browser sends it
			sent = append(sent, mark(p.Value))
		} else {
			sent = append(sent, p.Name+"="+mark(p.Value))
		}
	}
	if len(sent) > 0 {
		r.Headers = append(r.Headers, pair{"cookie", strings.Join(sent, "; ")})
	}
	for _, a := range e.Associated {
		if len(a.Withheld) > 0 {
			r.Withheld = append(r.Withheld, withheld{a.Cookie.Name, a.Withheld})
		}
	}
	return r
}

func responseOf(e recording.Exchange) response {
	r := response{
		Status: e.Status, Cookies: []cookie{}, Headers: []pair{}, RedirectURL: e.Header["location"],
		Content: content{0, cmp.Or(e.Header["content-type"], "x-unknown")}, HeadersSize: -1, BodySize: -1, Error: e.Error,
	}
	for _, name := range slices.Sorted(maps.Keys(e.Header)) {
		r.Headers = append(r.Headers, pair{name, e.Header[name]})
	}
	for _, l := range e.Lines {
		r.Headers = append(r.Headers, pair{"set-cookie", l.Text})
		r.Cookies = append(r.Cookies, cookie{l.Name, mark(l.Value)})
	}
	return r
}

// mark stands for a value: equal values have equal marks, and the empty value none.
func mark(v recording.Value) string {
	if v.Octets == 0 {
		return ""
	}
	return fmt.Sprintf("[masked-%s-%d-octets]", v.Digest, v.Octets)
}

// query is the parameters of a URL, as they are written there.
func query(url string) []pair {
	all := []pair{}
	url, _, _ = strings.Cut(url, "#")
	_, text, _ := strings.Cut(url, "?")
	for parameter := range strings.SplitSeq(text, "&") {
		if parameter != "" {
			name, value, _ := strings.Cut(parameter, "=")
			all = append(all, pair{name, value})
		}
	}
	return all
}

// kind is what Chrome calls what was asked for.
func kind(a recording.Act) string {
	switch a {
	case recording.Fetch, recording.XHR, recording.WebSocket, recording.Preflight:
		return string(a)
	case recording.SubResource, recording.Polling:
		return "other"
	}
	return "document"
}
