package har_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	cdphar "github.com/chromedp/cdproto/har"

	"github.com/cookiespec/cookiespec/reports/har"
	"github.com/cookiespec/cookiespec/suites/recording"
)

func written(t testing.TB, r *recording.Recording) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := har.Write(&b, r); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func lab(t testing.TB) *recording.Recording {
	t.Helper()
	file, err := os.Open("../../fixtures/recordings/lab.json")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	r, err := recording.Read(file)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestAnotherReaderFindsEveryExchange: what the DevTools protocol calls a HAR is read back, exchange for exchange.
func TestAnotherReaderFindsEveryExchange(t *testing.T) {
	t.Parallel()
	r := lab(t)
	var read cdphar.HAR
	if err := json.Unmarshal(written(t, r), &read); err != nil {
		t.Fatal(err)
	}
	if read.Log.Version != "1.2" || read.Log.Creator.Name != "cookiespec" || read.Log.Browser.Name != "Chrome" || read.Log.Browser.Version == "" {
		t.Errorf("%+v, %+v, %+v", read.Log.Version, read.Log.Creator, read.Log.Browser)
	}
	pages := map[string]bool{}
	for _, p := range read.Log.Pages {
		pages[p.ID] = true
	}
	entries := read.Log.Entries
	for _, s := range r.Scenes {
		for _, e := range s.Exchanges {
			if len(entries) == 0 {
				t.Fatal("there are fewer entries than exchanges")
			}
			got := entries[0]
			entries = entries[1:]
			if got.Pageref != s.Stage.String() || !pages[got.Pageref] || got.Request.URL != e.URL || got.Request.Method != e.Method || int(got.Response.Status) != e.Status ||
				len(got.Request.Cookies) != len(e.Pairs) || len(got.Response.Cookies) != len(e.Lines) || !strings.HasPrefix(got.Comment, fmt.Sprintf("%s#%d: ", s.Stage, e.ID)) {
				t.Errorf("%s#%d is %+v", s.Stage, e.ID, got)
			}
			began, err := time.Parse(time.RFC3339, got.StartedDateTime)
			if err != nil || !began.Equal(e.BeganAt.Truncate(time.Millisecond)) {
				t.Errorf("%s#%d began at %s, not %s", s.Stage, e.ID, got.StartedDateTime, e.BeganAt)
			}
			if sum := got.Timings.Send + got.Timings.Wait + got.Timings.Receive; got.Time != sum || got.Time < 0 {
				t.Errorf("%s#%d took %v ms, its timings %v", s.Stage, e.ID, got.Time, sum)
			}
		}
	}
	if len(entries) > 0 {
		t.Errorf("%d entries more than exchanges", len(entries))
	}
}

// TestNothingRequiredIsMissing: each key that HAR 1.2 requires is there, and each that it does not name begins with an underscore.
func TestNothingRequiredIsMissing(t *testing.T) {
	t.Parallel()
	required := map[string]string{
		"log": "version creator browser pages entries comment", "creator": "name version", "browser": "name version",
		"pages": "startedDateTime id title pageTimings", "pageTimings": "",
		"entries": "pageref startedDateTime time request response cache timings comment", "cache": "",
		"timings":  "send wait receive",
		"request":  "method url httpVersion cookies headers queryString headersSize bodySize",
		"response": "status statusText httpVersion cookies headers content redirectURL headersSize bodySize",
		"content":  "size mimeType", "cookies": "name value", "headers": "name value", "queryString": "name value",
	}
	r := lab(t)
	r.Scenes[0].Exchanges[0].URL += "?q=1" // no page of the lab has a query
	var root map[string]any
	if err := json.Unmarshal(written(t, r), &root); err != nil {
		t.Fatal(err)
	}
	found := map[string]int{}
	var visit func(name string, value any)
	visit = func(name string, value any) {
		switch v := value.(type) {
		case []any:
			for _, one := range v {
				visit(name, one)
			}
		case map[string]any:
			found[name]++
			names := strings.Fields(required[name])
			for key, inner := range v {
				if strings.HasPrefix(key, "_") {
					continue
				}
				if !slices.Contains(names, key) {
					t.Errorf("%s has a key %s", name, key)
				}
				visit(key, inner)
			}
			for _, key := range names {
				if v[key] == nil {
					t.Errorf("%s lacks %s", name, key)
				}
			}
		}
	}
	visit("log", root["log"])
	for name := range required {
		if found[name] == 0 {
			t.Errorf("there is no %s", name)
		}
	}
}

func TestEntries(t *testing.T) {
	t.Parallel()
	began := time.Date(2026, 11, 25, 13, 0, 0, 1_500_000, time.UTC)
	value := recording.Value{Digest: "5fa3b21c9d0e1f22", Octets: 32}
	for name, row := range map[string]struct {
		exchange recording.Exchange
		want     []string
	}{
		"a cookie's value is a mark, the same wherever it is": {
			recording.Exchange{Wire: true, Pairs: []recording.Pair{{Name: "sid", Value: value}, {Value: value}}},
			[]string{`"value": "sid=[masked-5fa3b21c9d0e1f22-32-octets]; [masked-5fa3b21c9d0e1f22-32-octets]"`, `"name": "sid", "value": "[masked-5fa3b21c9d0e1f22-32-octets]"`},
		},
		"the empty value is empty": {
			recording.Exchange{Wire: true, Pairs: []recording.Pair{{Name: "sid"}}}, []string{`"name": "cookie", "value": "sid="`, `"name": "sid", "value": ""`},
		},
		"Set-Cookie lines are headers, masked": {
			recording.Exchange{Wire: true, Status: 200, Lines: []recording.Line{{Text: "sid=xxxx; Path=/", Name: "sid", Value: value}}},
			[]string{`"name": "set-cookie", "value": "sid=xxxx; Path=/"`, `"status": 200`},
		},
		"what Chrome withheld is told with its reasons": {
			recording.Exchange{Wire: true, Associated: []recording.Associated{{Cookie: recording.Cookie{Name: "cart"}, Withheld: []string{"NotOnPath"}}}},
			[]string{`"_withheld": [ { "name": "cart", "reasons": [ "NotOnPath" ] } ]`},
		},
		"a request that failed has the status 0 and Chrome's reason": {
			recording.Exchange{Error: "net::ERR_CONNECTION_REFUSED"}, []string{`"status": 0`, `"_error": "net::ERR_CONNECTION_REFUSED"`, `"time": 0`},
		},
		"a request that the cache answered says that nothing is known of its cookies": {
			recording.Exchange{Status: 200}, []string{"not seen on the network"},
		},
		"a redirect says where to": {
			recording.Exchange{Wire: true, Status: 302, Header: map[string]string{"location": "/in"}}, []string{`"redirectURL": "/in"`, `"name": "location", "value": "/in"`},
		},
		"times are in milliseconds": {
			recording.Exchange{Wire: true, BeganAt: began, AnsweredAt: began.Add(27 * time.Millisecond)},
			[]string{`"startedDateTime": "2026-11-25T13:00:00.001Z"`, `"time": 27`, `"wait": 27`},
		},
		"a query is split, and stays as it is written": {
			recording.Exchange{Wire: true, URL: "https://lab.test/?a=%20b&c&d=e=f#g?h"},
			[]string{`"name": "a", "value": "%20b" }, { "name": "c", "value": "" }, { "name": "d", "value": "e=f"`},
		},
		"the panel's type is that of the request": {recording.Exchange{Act: recording.WebSocket}, []string{`"_resourceType": "websocket"`}},
		"hostile text is text":                    {recording.Exchange{URL: "https://lab.test/\"}],<script>"}, []string{`"url": "https://lab.test/\"}],<script>"`}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			row.exchange.ID = 1
			r := &recording.Recording{Scenes: []recording.Scene{{Stage: recording.Visit, Exchanges: []recording.Exchange{row.exchange}}}}
			text := regexp.MustCompile(`\s+`).ReplaceAllString(string(written(t, r)), " ")
			for _, want := range row.want {
				if !strings.Contains(text, want) {
					t.Errorf("no %s in\n%s", want, text)
				}
			}
		})
	}
}

// TestARunThatSawNothing is an archive all the same: its lists are empty, not missing.
func TestARunThatSawNothing(t *testing.T) {
	t.Parallel()
	text := string(written(t, &recording.Recording{Tool: "cookiespec 1.0", Scenes: []recording.Scene{{Stage: recording.Visit, State: recording.Failed}}}))
	for _, want := range []string{`"pages": []`, `"entries": []`} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in\n%s", want, text)
		}
	}
}
