package recording_test

import (
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/cookiespec/cookiespec/suites/recording"
)

func TestValue(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name, value string
		classes     string
		bits        float64
	}{
		{"the empty value has no digest", "", "", 0},
		{"digits", "12345678", "0", 26.6},
		{"hexadecimal digits count as letters and digits", "31d4d96e407aad42", "a0", 82.7},
		{"both cases and digits", "aB3", "aA0", 17.9},
		{"other cookie-octets", "a-b_c.d", "a-", 40.3},
		{"what RFC 6265 does not allow", "a b", "a!", 22.7},
		{"octets beyond ASCII", "\xff", "!", 7.4},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			got := recording.NewMasker().Value(row.value)
			if got.Octets != len(row.value) || got.Classes != row.classes || got.Bits != row.bits || (got.Digest == "") != (row.value == "") {
				t.Errorf("%q is %+v, want classes %q and %v bits", row.value, got, row.classes, row.bits)
			}
		})
	}
}

func TestDigests(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.String().Draw(t, "a"), rapid.String().Draw(t, "b")
		one, other := recording.NewMasker(), recording.NewMasker()
		if one.Value(a) != one.Value(a) {
			t.Fatal("one value has two digests in one recording")
		}
		if (one.Value(a).Digest == one.Value(b).Digest) != (a == b) {
			t.Fatalf("%q and %q have the digests %s and %s", a, b, one.Value(a).Digest, one.Value(b).Digest)
		}
		if a != "" && one.Value(a).Digest == other.Value(a).Digest {
			t.Fatal("a value has one digest in two recordings")
		}
		if line := one.Line("n=" + strings.TrimLeft(b, "; \t")); !strings.ContainsAny(b, "; \t") && line.Value != one.Value(b) {
			t.Fatalf("%q has one digest as a value and another in a line", b)
		}
	})
}

const token = "tq3/W+9x=zK~ 7vR%20" // needs every kind of escape

func TestText(t *testing.T) {
	t.Parallel()
	lower := strings.NewReplacer("%2F", "%2f", "%2B", "%2b", "%3D", "%3d").Replace(url.QueryEscape(token))
	for _, row := range []struct{ name, text, want string }{
		{"no value in it", "https://shop.test/?q=1", "https://shop.test/?q=1"},
		{"the value", "a " + token + " b", "a [masked] b"},
		{"twice", token + "&" + token, "[masked]&[masked]"},
		{"one behind the other", token + token, "[masked]"},
		{"escaped for a query", "/?t=" + url.QueryEscape(token) + "&u", "/?t=[masked]&u"},
		{"escaped for a path", "/" + url.PathEscape(token) + "/x", "/[masked]/x"},
		{"escaped in lower case", "/?t=" + lower, "/?t=[masked]"},
		{"escaped byte by byte", "/?t=" + strings.ReplaceAll(fmt.Sprintf(" % X", token), " ", "%"), "/?t=[masked]"},
		{"escaped twice", "/?next=" + url.QueryEscape("/?t="+url.QueryEscape(token)), "/?next=%2F%3Ft%3D[masked]"},
		{"decoded", "/?t=tq3/W+9x=zK~ 7vR ", "/?t=[masked]"},
		{"in Base64", "/?t=" + base64.StdEncoding.EncodeToString([]byte(token)), "/?t=[masked]A=="},
		{"in Base64 for URLs", "/?t=" + base64.RawURLEncoding.EncodeToString([]byte(token)), "/?t=[masked]A"},
		{"in Base64, escaped", "/?t=" + url.QueryEscape(base64.StdEncoding.EncodeToString([]byte("?>"+token+"?>"))), "/?t=Pz5[masked]Pz4%3D"},
		{"in hex", "/?t=" + hex.EncodeToString([]byte(token)), "/?t=[masked]"},
		{"in HEX", "/?t=" + strings.ToUpper(hex.EncodeToString([]byte(token))), "/?t=[masked]"},
		{"in JSON", `{"t":"` + strings.ReplaceAll(token, ">", `\u003e`) + `"}`, `{"t":"[masked]"}`},
		{"cut off", "/?t=" + token[:15], "/?t=" + token[:15]},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			m := recording.NewMasker()
			m.Value(token)
			if got := m.Text(row.text); got != row.want {
				t.Errorf("%s\nbecame %s\nwant   %s", row.text, got, row.want)
			}
		})
	}
}

func TestWhatIsTakenOut(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name string
		know func(*recording.Masker)
		text string
		want string
	}{
		{"a short value is a word like others", func(m *recording.Masker) { m.Value("accounts") }, "/accounts", "/accounts"},
		{"a long value is not", func(m *recording.Masker) { m.Value("0123456789abcdef") }, "/0123456789abcdef", "/[masked]"},
		{"a long value of a line", func(m *recording.Masker) { m.Line("a=0123456789abcdef; Path=/") }, "/0123456789abcdef", "/[masked]"},
		{"a long value without a name", func(m *recording.Masker) { m.Line("0123456789abcdef") }, "/0123456789abcdef", "/[masked]"},
		{"one of an unknown attribute", func(m *recording.Masker) { m.Line("a=1; token=0123456789abcdef") }, "/0123456789abcdef", "/[masked]"},
		{"one of a second cookie", func(m *recording.Masker) { m.Line("a=1; Path=/, b=0123456789abcdef") }, "/0123456789abcdef", "/[masked]"},
		{"what stood in quotes", func(m *recording.Masker) { m.Value(`"0123456789abcdef"`) }, "/0123456789abcdef", "/[masked]"},
		{"a value that stands for little is found as it is", func(m *recording.Masker) { m.Value("%20%20%20%20%20%20") }, "a      b %20%20%20%20%20%20", "a      b [masked]"},
		{"a secret of any length", func(m *recording.Masker) { m.Secret("pw") }, "http://me:pw@shop.test/", "http://me:[masked]@shop.test/"},
		{"a short secret, escaped", func(m *recording.Masker) { m.Secret("p/w") }, "/p%2Fw", "/[masked]"},
		{"a token behind its scheme", func(m *recording.Masker) { m.Header("Authorization", "Bearer 0123456789abcdef") }, "/?t=0123456789abcdef", "/?t=[masked]"},
		{"a header of one short word", func(m *recording.Masker) { m.Header("X-Lang", "en") }, "opening /?l=en", "opening /?l=en"},
		{"a header that says what can be read", func(m *recording.Masker) { m.Header("Accept", "text/html") }, "text/html", "text/html"},
		{"a header of 8 bytes", func(m *recording.Masker) { m.Header("X-Key", "letmein8") }, "a letmein8.", "a [masked]."},
		{"a header of cookies", func(m *recording.Masker) { m.Header("Cookie", "a=secret; b=1") }, "/?a=secret&b=secret", "/?[masked]&b=[masked]"},
		{"no secret", func(m *recording.Masker) { m.Secret(""); m.Secret(" \t") }, "a b\tc", "a b\tc"},
		{"a value that holds another", func(m *recording.Masker) { m.Secret("cde"); m.Value("abcdefghijklmnopq") }, "abcdefghijklmnopq cde", "[masked] [masked]"},
		{"values that overlap", func(m *recording.Masker) { m.Secret("ab"); m.Secret("bcde") }, "abcde", "[masked]"},
		{"what is masked already", func(m *recording.Masker) { m.Secret("mask"); m.Secret("[") }, "[masked] mask", "[masked] [masked]"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			m := recording.NewMasker()
			row.know(m)
			if got := m.Text(row.text); got != row.want {
				t.Errorf("%s\nbecame %s\nwant   %s", row.text, got, row.want)
			}
		})
	}
}

func TestWhatIsTakenOutWhole(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ name, value, text, want string }{
		{"a parameter", "abc123def456", "/in?sid=abc123def456&b=1", "/in?sid=[masked]&b=1"},
		{"a later one, in a message", "abc123def456", "http://a.test/?b=1&sid=abc123def456: no answer", "http://a.test/?b=1&sid=[masked]: no answer"},
		{"one of a fragment", "abc123def456", "/#token=abc123def456", "/#token=[masked]"},
		{"one of a path", "abc123def456", "/in;jsessionid=abc123def456?b", "/in;jsessionid=[masked]?b"},
		{"a parameter without a name", "abc123def456", "/?abc123def456", "/?[masked]"},
		{"a parameter of 6 letters", "secret", "/secret?a=secret", "/secret?a=[masked]"},
		{"a parameter of 5 bytes", "dark5", "/?theme=dark5", "/?theme=dark5"},
		{"an escaped parameter", "a/b c=d", "/?a=a%2Fb+c%3dd", "/?a=[masked]"},
		{"one that is not escaped", "a/b+c==", "/?a=a/b+c==&d", "/?a=[masked]&d"},
		{"a cookie that is escaped itself", "a%2Fb%20cd", "/?a=a/b%20cd", "/?a=[masked]"},
		{"a part of a parameter", "abc123def456", "/?a=abc123def4567", "/?a=abc123def4567"},
		{"a segment", "abc123de", "/u/abc123de/x", "/u/[masked]/x"},
		{"a segment at the end of a message", "abc123de", "see http://a.test/u/abc123de.", "see http://a.test/u/[masked]."},
		{"a segment of 7 bytes", "abc123d", "/u/abc123d/x", "/u/abc123d/x"},
		{"a segment of letters", "accounts", "/accounts/", "/accounts/"},
		{"a segment of digits", "20250101", "/20250101/", "/20250101/"},
		{"a part of a segment", "abc123de", "/u/abc123def", "/u/abc123def"},
		{"a host", "shop1234", "http://shop1234/", "http://shop1234/"},
		{"a host in a query", "shop1234", "/?next=http://shop1234/", "/?next=http://shop1234/"},
		{"a parameter of a header", "utf-8-x", "text/html; charset=utf-8-x", "text/html; charset=utf-8-x"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			m := recording.NewMasker()
			m.Value(row.value)
			if got := m.Text(row.text); got != row.want || m.Text(got) != got {
				t.Errorf("%s\nbecame %s\nwant   %s", row.text, got, row.want)
			}
		})
	}
}

func TestNoFormOfAValueIsLeft(t *testing.T) {
	t.Parallel()
	forms := map[string]func(string) string{
		"as it is": func(s string) string { return s }, "query": url.QueryEscape, "path": url.PathEscape,
		"twice":  func(s string) string { return url.QueryEscape(url.QueryEscape(s)) },
		"base64": func(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) },
	}
	long := rapid.StringMatching(`[A-Za-z0-9+/=_.~-]([A-Za-z0-9+/=_.~" -]|%20|%2F){16,40}[A-Za-z0-9+/=_.~-]`)
	rapid.Check(t, func(t *rapid.T) {
		m := recording.NewMasker()
		values := rapid.SliceOfN(long, 1, 4).Draw(t, "values")
		for _, v := range values {
			m.Value(v)
		}
		name := rapid.SampledFrom([]string{"as it is", "query", "path", "twice", "base64"}).Draw(t, "form")
		form := forms[name](rapid.SampledFrom(values).Draw(t, "value"))
		before, after := rapid.StringMatching(`[a-z/?&]{0,9}`).Draw(t, "before"), rapid.StringMatching(`[/?&][a-z/?&]{0,9}`).Draw(t, "after")
		text := before + form + after
		got := m.Text(text)
		if strings.Contains(got, form) || !strings.Contains(got, "[masked]") {
			t.Fatalf("%q, %s, is left in %q", form, name, got)
		}
		if again := m.Text(got); again != got {
			t.Fatalf("%q is masked once more to %q", got, again)
		}
	})
}

func FuzzText(f *testing.F) {
	f.Add("0123456789abcdef", "/?t=0123456789abcdef")
	f.Add("%25%32%35%25%32%35%25", "%25252525")
	f.Add("\xff+\xe2\x82 ", "%FF%2B%e2%82%20")
	f.Fuzz(func(t *testing.T, secret, text string) {
		m := recording.NewMasker()
		m.Secret(secret)
		got := m.Text(text)
		if strings.TrimSpace(secret) != "" && strings.Contains(strings.ReplaceAll(got, "[masked]", "\x00\x00"), secret) && !strings.Contains(secret, "\x00") {
			t.Fatalf("%q is left in %q", secret, got)
		}
		if !strings.Contains(got, "[masked]") && got != text {
			t.Fatalf("%q became %q", text, got)
		}
	})
}

func BenchmarkText(b *testing.B) {
	m := recording.NewMasker()
	for i := range 1000 {
		m.Value(fmt.Sprintf("eyJhbGci%032d", i))
	}
	text := "https://www.shop.test/catalogue/winter/jackets?page=3&sort=price%20down"
	for b.Loop() {
		m.Text(text)
	}
}
