package recording_test

import (
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/cookiespec/cookiespec/suites/recording"
)

// unmasked are the texts that MaskText leaves alone, and why. Keys of maps stand in brackets.
var unmasked = map[string]string{
	"Recording.Tool":          "ours",
	"Browser.Path":            "the user's",
	"Browser.Product":         "Chrome's",
	"Browser.Flags":           "ours",
	"Target.Sites":            "hosts",
	"Target.Digest":           "ours",
	"Asked.Key":               "ours",
	"Asked.Digest":            "ours",
	"Declaration.Name":        "the user's",
	"Declaration.Role":        "the user's",
	"Declaration.SameSite":    "the user's",
	"Declaration.Domain":      "the user's",
	"Declaration.File":        "the user's",
	"Scene.State":             "one of ours",
	"Snapshot.Moment":         "one of ours",
	"Value.Digest":            "made when it was recorded",
	"Value.Classes":           "made when it was recorded",
	"Cookie.Name":             "a name",
	"Cookie.Domain":           "a host",
	"Cookie.SameSite":         "one of Chrome's",
	"Cookie.Partition":        "a site",
	"Exchange.Act":            "one of ours",
	"Exchange.Method":         "one of HTTP's",
	"Target.AppPath":          "the user's",
	"Target.Name":             "the user's",
	"Target.Framework":        "one of ours",
	"Pair.Name":               "a name",
	"Associated.Withheld":     "some of Chrome's",
	"Line.Text":               "masked when it was recorded, but for its attributes",
	"Line.Name":               "made when it was recorded",
	"Line.Blocked":            "some of Chrome's",
	"Script.Names":            "names",
	"Which.Name":              "a name",
	"Which.Domain":            "a host",
	"Which.Partition":         "a site",
	"Session.By":              "one of ours",
	"Expectations.Restart":    "the user's",
	"Expectations.Concurrent": "the user's",
	"Probe.Kind":              "one of ours",
	"Probe.Place":             "one of ours",
	"Probe.Answer":            "one of ours",
	"Probe.From":              "one of ours",
	"Control.Way":             "one of ours",
	"Control.Method":          "one of HTTP's",
	"Kept.Moment":             "one of ours",
	"Kept.Area":               "one of ours",
	"Leak.Where":              "one of ours",
	"Leak.Digest":             "ours",
	"Memory.Kind":             "one of ours",
	"Value.Form":              "one of ours",
	"Value.Holds":             "one of ours",
	"Value.Serialized":        "one of ours",
	"Token.Algorithm":         "one of ours",
}

func TestEveryTextIsMasked(t *testing.T) {
	t.Parallel()
	var r recording.Recording
	fill(reflect.ValueOf(&r).Elem(), "secret")
	r.MaskText(func(text string) string { return strings.ReplaceAll(text, "secret", "masked") })
	left := map[string]bool{}
	texts(reflect.ValueOf(&r).Elem(), "Recording", func(field, text string) { left[field] = left[field] || text == "secret" })
	for field, is := range left {
		if reason, ok := unmasked[field]; is && !ok {
			t.Errorf("MaskText leaves %s as it is: mask it, or say here why a target cannot put a value into it", field)
		} else if !is && ok {
			t.Errorf("%s is masked, although it should not be: it is %s", field, reason)
		}
	}
	for field := range unmasked {
		if _, ok := left[field]; !ok {
			t.Errorf("there is no %s any more", field)
		}
	}
}

func TestEveryTextBecomesUTF8(t *testing.T) {
	t.Parallel()
	// What these hold comes from this program or the user, who write UTF-8, or from Chrome, whose protocol is JSON.
	given := map[string]bool{
		"ours": true, "the user's": true, "Chrome's": true, "one of ours": true, "one of Chrome's": true, "some of Chrome's": true,
		"hosts": true, "a host": true, "a site": true, "one of HTTP's": true, "made when it was recorded": true,
		"masked when it was recorded, but for its attributes": true,
	}
	var r recording.Recording
	fill(reflect.ValueOf(&r).Elem(), "\xe9\xff")
	r.MaskText(func(text string) string { return text })
	texts(reflect.ValueOf(&r).Elem(), "Recording", func(field, text string) {
		if !utf8.ValidString(text) && !given[unmasked[field]] {
			t.Errorf("%s stays %q", field, text)
		}
	})
}

// fill puts one element into everything and text into every string.
func fill(v reflect.Value, text string) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(text)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), text)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0), text)
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		for _, key := range []string{"date", "age", "location", "vary"} {
			v.SetMapIndex(reflect.ValueOf(key), reflect.ValueOf(text))
		}
	case reflect.Struct:
		if v.Type() != reflect.TypeFor[time.Time]() {
			for i := range v.NumField() {
				fill(v.Field(i), text)
			}
		}
	}
}

// texts calls see for every string, with the struct and field that it belongs to.
func texts(v reflect.Value, field string, see func(field, text string)) {
	switch v.Kind() {
	case reflect.String:
		see(field, v.String())
	case reflect.Pointer:
		texts(v.Elem(), field, see)
	case reflect.Slice:
		for i := range v.Len() {
			texts(v.Index(i), field, see)
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			texts(v.MapIndex(key), field+"["+key.String()+"]", see)
		}
	case reflect.Struct:
		if v.Type() != reflect.TypeFor[time.Time]() {
			for i := range v.NumField() {
				texts(v.Field(i), v.Type().Name()+"."+v.Type().Field(i).Name, see)
			}
		}
	}
}

func TestURLsStayThemselves(t *testing.T) {
	t.Parallel()
	const page = "https://www.winter-jackets.test/winter-jackets/men/"
	for _, row := range []struct{ name, secret, raw, want string }{
		{"a value in the query", "0123456789abcdef", page + "?t=0123456789abcdef&u", page + "?t=[masked]&u"},
		{"in the fragment", "0123456789abcdef", page + "#0123456789abcdef", page + "#[masked]"},
		{"in the path", "0123456789abcdef", "https://shop.test/u/0123456789abcdef/x", "https://shop.test/u/[masked]/x"},
		{"in a path parameter", "0123456789abcdef", "https://shop.test/a;jsessionid=0123456789abcdef?b", "https://shop.test/a;jsessionid=[masked]?b"},
		{"a password", "hunter2", "https://me:hunter2@shop.test/hunter2", "https://me:[masked]@shop.test/[masked]"},
		{"a value that is the host", "www.winter-jackets.test", page, page},
		{"a value that is the page", page, page, page},
		{"a value that is the path", "/winter-jackets/men/", page, page},
		{"a value that is the page, in a query", page, "https://shop.test/?next=" + page, "https://shop.test/?next=[masked]"},
		{"a secret that is the scheme", "https", page, page},
		{"a URL in the query of a relative URL", "0123456789abcdef", "/login?next=https://0123456789abcdef/", "/login?next=https://[masked]/"},
		{"no URL", "0123456789abcdef", "0123456789abcdef", "[masked]"},
		{"a value with slashes in the path", "q7Zk91ab/W9xzK7vR", "https://shop.test/u/q7Zk91ab/W9xzK7vR/x", "https://shop.test/u/[masked]/[masked]/x"},
		{"a host without a path", "0123456789abcdef", "https://shop.test?0123456789abcdef", "https://shop.test?[masked]"},
		{"an empty page", "0123456789abcdef", "about:blank", "about:blank"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			m := recording.NewMasker()
			m.Secret(row.secret)
			m.Value(row.secret)
			r := recording.Recording{Target: recording.Target{URL: row.raw}}
			r.MaskText(m.Text)
			if r.Target.URL != row.want {
				t.Errorf("%s\nbecame %s\nwant   %s", row.raw, r.Target.URL, row.want)
			}
		})
	}
}

// TestRequestsHaveNoUser: what a mask leaves of a password is no URL to those who read the recording.
func TestRequestsHaveNoUser(t *testing.T) {
	t.Parallel()
	m := recording.NewMasker()
	m.Secret("hunter2")
	r := recording.Recording{Scenes: []recording.Scene{{Exchanges: []recording.Exchange{
		{URL: "https://me:hunter2@shop.test/a", Page: "https://me:hunter2@shop.test:8443?b=@c"},
		{URL: "https://me@shop.test/", Page: "/me@shop.test"},
	}}}}
	r.MaskText(m.Text)
	for i, want := range []recording.Exchange{{URL: "https://shop.test/a", Page: "https://shop.test:8443?b=@c"}, {URL: "https://shop.test/", Page: "/me@shop.test"}} {
		if got := r.Scenes[0].Exchanges[i]; got.URL != want.URL || got.Page != want.Page {
			t.Errorf("%s on %s, want %s on %s", got.URL, got.Page, want.URL, want.Page)
		}
	}
}

// TestAttributesAreMasked, but for what a browser reads in them.
func TestAttributesAreMasked(t *testing.T) {
	t.Parallel()
	const (
		token = "s3cret-0123456789abcdef"
		date  = "Wed, 25 Nov 2026 10:00:00 GMT"
		large = "1764064800000000"
	)
	for line, want := range map[string]string{
		"a=1; SameSite=" + token:               "a=x; SameSite=[masked]",
		"a=1; HttpOnly=" + token + "; Secure":  "a=x; HttpOnly=[masked]; Secure",
		"a=1; priority = " + token:             "a=x; priority = [masked]",
		"a=1; Path=/in/" + token:               "a=x; Path=/in/[masked]",
		"a=1; Expires=" + token:                "a=x; Expires=[masked]",
		"a=1; Max-Age=" + token:                "a=x; Max-Age=[masked]",
		"a=1; Expires=" + date:                 "a=x; Expires=" + date,
		"a=1; Max-Age=" + large:                "a=x; Max-Age=" + large,
		"a=1; Domain=" + token:                 "a=x; Domain=" + token, // a host, which is always shown
		"a=1; SameSite=Strict; Partitioned; x": "a=x; SameSite=Strict; Partitioned; x",
	} {
		m := recording.NewMasker()
		for _, known := range []string{token, date, large} {
			m.Value(known)
		}
		r := recording.Recording{Scenes: []recording.Scene{{Exchanges: []recording.Exchange{{
			Lines: []recording.Line{m.Line(line)}, Header: map[string]string{"date": date, "age": large, "vary": token},
		}}}}}
		r.MaskText(m.Text)
		e := r.Scenes[0].Exchanges[0]
		if e.Lines[0].Text != want {
			t.Errorf("%s\nbecame %s\nwant   %s", line, e.Lines[0].Text, want)
		}
		if e.Header["date"] != date || e.Header["age"] != large || e.Header["vary"] != "[masked]" {
			t.Errorf("the header is %v", e.Header)
		}
	}
}

func TestPathsAgree(t *testing.T) {
	t.Parallel()
	for name, user := range map[string]string{"a long value": "0123456789abcdef", "a shorter one": "ann-2025"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			pathsAgree(t, user)
		})
	}
}

func pathsAgree(t *testing.T, user string) {
	m := recording.NewMasker()
	before := "user=" + strings.Repeat("x", len(user)) + "; PATH = "
	line := m.Line("user=" + user + "; PATH = /u/" + user + "; HttpOnly")
	declared := []recording.Declaration{{Name: "user", Path: "/u/" + user}}
	r := recording.Recording{
		Declared: declared,
		Scenes: []recording.Scene{{
			Exchanges: []recording.Exchange{{URL: "https://shop.test/u/" + user + "/x", Lines: []recording.Line{line}}},
			Jars:      []recording.Snapshot{{Cookies: []recording.Cookie{{Path: "/u/" + user}}}},
			Aged:      []recording.Ageing{{Which: recording.Which{Path: "/u/" + user}}},
			Drops:     []recording.Drop{{Which: recording.Which{Path: "/u/" + user}}},
		}},
	}
	r.MaskText(m.Text)
	s := r.Scenes[0]
	for what, got := range map[string]string{
		"the line":         s.Exchanges[0].Lines[0].Text[len(before):],
		"the URL":          s.Exchanges[0].URL[len("https://shop.test"):],
		"the stored path":  s.Jars[0].Cookies[0].Path,
		"the aged path":    s.Aged[0].Path,
		"the dropped path": s.Drops[0].Path,
		"the declaration":  r.Declared[0].Path,
	} {
		if !strings.HasPrefix(got, "/u/[masked]") {
			t.Errorf("%s is %q", what, got)
		}
	}
	if declared[0].Path != "/u/"+user {
		t.Error("the caller's own declaration was changed")
	}
}
