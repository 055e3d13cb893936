package recording_test

import (
	"net/url"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

func TestLine(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ name, raw, want string }{
		{"a value becomes as many x", "sid=31d4d96e407aad42; Path=/; HttpOnly", "sid=xxxxxxxxxxxxxxxx; Path=/; HttpOnly"},
		{"an empty value stays empty", "sid=; Max-Age=0", "sid=; Max-Age=0"},
		{"an empty line", "", ""},
		{"blanks, quotes and commas stay, because the grammar is judged by them", `data="Hello, you"`, `data="xxxxx, xxx"`},
		{"control characters stay", "a=b\x01c\td\x7f", "a=x\x01x\tx\x7f"},
		{"a backslash stays", `a=b\"c`, `a=x\"x`},
		{"blanks around name and value stay", " a = b ; Path=/", " a = x ; Path=/"},
		{"further = belong to the value", "a=b=c==", "a=xxxxx"},
		{"a value without a name", "31d4d96e; Path=/", "xxxxxxxx; Path=/"},
		{"a value without a name but with =", "=31d4d96e; Path=/", "=xxxxxxxx; Path=/"},
		{"= in a value without a name refuses the line, and stays", "=ab=cd", "=xx=xx"},
		{"a prefix of names at the start of a value without a name refuses the line, and stays", " __SECURE-token", " __SECURE-xxxxx"},
		{"the longer prefix stays whole", "=__host-http-tok", "=__host-http-xxx"},
		{"a prefix in a value with a name is masked", "a=__Host-b", "a=xxxxxxxx"},
		{"an attribute in place of the pair stays", "Secure; HttpOnly", "Secure; HttpOnly"},
		{"the value of an unknown attribute is masked", "a=1; Comment=my token; Path=/", "a=x; Comment=xx xxxxx; Path=/"},
		{"a short unknown attribute without a value stays", "a=1; Secur", "a=x; Secur"},
		{"a long one is the rest of a value that a semicolon cut", "a=1;c2VjcmV0c2VjcmV0;c2VjcmV0c2VjcmV0==;Path=/", "a=x;xxxxxxxxxxxxxxxx;xxxxxxxxxxxxxxxx=x;Path=/"},
		{"known attributes are known in any case", "a=1; eXPIRES=Fri, 20 Mar 2026 12:34:56 GMT; SAMESITE=Lax", "a=x; eXPIRES=Fri, 20 Mar 2026 12:34:56 GMT; SAMESITE=Lax"},
		{"a second cookie behind a path", "a=1; Path=/, token=abc", "a=x; Path=/, token=xxx"},
		{"a second cookie behind a date", "a=1; Expires=Fri, 20 Mar 2026 12:34:56 GMT, token=abc", "a=x; Expires=Fri, 20 Mar 2026 12:34:56 GMT, token=xxx"},
		{"a second cookie behind a flag", "a=1; HttpOnly, session_token=abc", "a=x; HttpOnly, session_token=xxx"},
		{"a query in a path is no second cookie", "a=1; Path=/?b=2", "a=x; Path=/?b=2"},
		{"UTF-8 is masked and shows that it was there", "a=schön; Path=/ö", "a=xxxxé; Path=/ö"},
		{"octets that are no UTF-8 take their neighbours' place", "a=sch\xf6n", "a=xxxé"},
		{"a lone byte that is no UTF-8 is one longer", "a=\"\xf6\"", "a=\"é\""},
		{"octets that are no UTF-8 in a name or an attribute are two longer", "\xf6=1; Path=/\xf6", "\ufffd=x; Path=/\ufffd"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			if got := recording.NewMasker().Line(row.raw).Text; got != row.want {
				t.Errorf("%q\nbecame %q\nwant   %q", row.raw, got, row.want)
			}
		})
	}
}

func TestLineSplitsAsParsersDo(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name, raw, cookie string
		octets            int
	}{
		{"blanks around both", " a = b c ; Path=/", "a", 3},
		{"no =", " b c ; Path=/", "", 3},
		{"nothing but attributes", "; Path=/", "", 0},
		{"octets, not runes", "ä=ö", "ä", 2},
		{"octets that are no UTF-8", "\xff=\xff\xfe", "\ufffd", 2},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			if got := recording.NewMasker().Line(row.raw); got.Name != row.cookie || got.Value.Octets != row.octets {
				t.Errorf("%q has the name %q and %d bytes", row.raw, got.Name, got.Value.Octets)
			}
		})
	}
}

// value draws values of bytes that no name and no known attribute has.
var value = rapid.Map(rapid.SliceOfN(rapid.SampledFrom([]byte("QVWZ~!#%_+[] \t\",\\\x02\x7f\xc3\xb6\xff\xe2\x82\xac")), 0, 40),
	func(octets []byte) string { return string(octets) })

// line draws lines as awkward as servers send them.
var line = rapid.Custom(func(t *rapid.T) string {
	text := rapid.SampledFrom([]string{"a", "sid", " sid ", "__Host-a", "__Secure-a", "", "ä", "a b"}).Draw(t, "name") +
		rapid.SampledFrom([]string{"=", "=", "=", ""}).Draw(t, "equals") + value.Draw(t, "value")
	known := rapid.SampledFrom([]string{
		"Path=/", "path = /x", "Path", "Domain=.shop.test", "Domain=test", "Secure", "HTTPONLY", "Partitioned", "SameSite=None", "SameSite=x",
		"Max-Age=60", "Max-Age=0", "Max-Age=x", "Expires=Fri, 20 Mar 2026 12:34:56 GMT", "Expires=0", "Priority=High", "", " ", "=",
	})
	unknown := rapid.Custom(func(t *rapid.T) string { return "x=" + value.Draw(t, "unknown") })
	folded := rapid.Custom(func(t *rapid.T) string { return "Path=/, b=" + value.Draw(t, "folded") })
	for _, a := range rapid.SliceOfN(rapid.OneOf(known, known, unknown, folded), 0, 5).Draw(t, "attributes") {
		text += rapid.SampledFrom([]string{";", "; "}).Draw(t, "separator") + a
	}
	return text
})

func TestMaskedLineMeansTheSame(t *testing.T) {
	t.Parallel()
	shop, _ := url.Parse("https://shop.test/x/y")
	from := rfc6265.Origin{URL: shop, Received: time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC), SameSite: true}
	rapid.Check(t, func(t *rapid.T) {
		raw := line.Draw(t, "line")
		masked := recording.NewMasker().Line(raw)
		var before, after rfc6265.Jar
		a, b := before.Set(raw, from), after.Set(masked.Text, from)
		if (a.Refusal == nil) != (b.Refusal == nil) || a.Refusal != nil && *a.Refusal != *b.Refusal {
			t.Fatalf("%q: %v\n%q: %v", raw, a.Refusal, masked.Text, b.Refusal)
		}
		if a.Refusal == nil && (b.Parsed.Name != masked.Name || a.Parsed.Name != masked.Name || len(a.Parsed.Value) != masked.Value.Octets) {
			t.Fatalf("%q is %q with %d bytes\n%q is %q", raw, a.Parsed.Name, len(a.Parsed.Value), masked.Text, b.Parsed.Name)
		}
		x, y := a.Parsed, b.Parsed
		for i := range x.Attributes {
			if p, q := x.Attributes[i], y.Attributes[i]; p.Name != q.Name || p.HasValue != q.HasValue {
				t.Fatalf("%q: %+v\n%q: %+v", raw, x, masked.Text, y)
			}
		}
		if x.Secure != y.Secure || x.HTTPOnly != y.HTTPOnly || x.SameSite != y.SameSite || x.Partitioned != y.Partitioned ||
			x.Domain != y.Domain || a.Deletes != b.Deletes || a.Cookie.Persistent != b.Cookie.Persistent || !a.Cookie.Expiry.Equal(b.Cookie.Expiry) {
			t.Fatalf("%q: %+v\n%q: %+v", raw, x, masked.Text, y)
		}
	})
}

func TestMaskedLineIsAsLongAndValid(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		raw := line.Draw(t, "line")
		masked := recording.NewMasker().Line(raw).Text
		if !utf8.ValidString(masked) {
			t.Fatalf("%q is no UTF-8", masked)
		}
		alone := 0 // bytes beyond ASCII with no neighbour that is masked too
		for _, run := range strings.FieldsFunc(raw, func(r rune) bool { return strings.ContainsRune("\" \t,;\\=\x02\x7f", r) }) {
			if len(run) == 1 && run[0] >= utf8.RuneSelf {
				alone++
			}
		}
		if longer := len(masked) - len(raw); longer < 0 || longer > alone {
			t.Fatalf("%q became %q: %d bytes longer", raw, masked, longer)
		}
	})
}

func TestNothingOfAValueIsLeft(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		raw := line.Draw(t, "line")
		masked := recording.NewMasker().Line(raw).Text
		masked = strings.NewReplacer("__Host-", "", "__Secure-", "").Replace(masked)
		if i := strings.IndexAny(masked, "QVWZ~!#%_+[]"); i >= 0 {
			t.Fatalf("%q became %q: %q is left", raw, masked, masked[i])
		}
	})
}

func FuzzLine(f *testing.F) {
	for _, seed := range []string{"a=b; Path=/", "a=b; Path=/, c=d", "=a=b", "__Host-a", "a=\xff;\xff=\xff", "a;b;c", "a=1;c2VjcmV0c2VjcmV0=="} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		line := recording.NewMasker().Line(raw)
		if !utf8.ValidString(line.Text) || !utf8.ValidString(line.Name) {
			t.Fatalf("%q became %q, no UTF-8", raw, line.Text)
		}
		if strings.Count(line.Text, ";") != strings.Count(raw, ";") {
			t.Fatalf("%q became %q, which has other parts", raw, line.Text)
		}
		before, err := rfc6265.Parse(raw)
		after, again := rfc6265.Parse(line.Text)
		if len(raw) < 1000 && (err == nil) != (again == nil) { // limits on length are near for longer ones
			t.Fatalf("%q: %v\n%q: %v", raw, err, line.Text, again)
		}
		if err == nil && again == nil && (after.Name != line.Name || line.Value.Octets != len(before.Value)) {
			t.Fatalf("%q is %q with %d bytes\n%q is %q, recorded as %q with %d", raw, before.Name, len(before.Value), line.Text, after.Name, line.Name, line.Value.Octets)
		}
	})
}
