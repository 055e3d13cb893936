package redact

import (
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"io"
	"net/url"
	"strings"
	"testing"
)

var (
	inBase64    = base64.StdEncoding.EncodeToString
	inBase64URL = base64.RawURLEncoding.EncodeToString
)

// packedSession is what Flask makes of {"_user_id": "ada", "csrf_token": …}: packed, because that is shorter, and signed.
var packedSession = "." + inBase64URL(packed(`{"_user_id":"ada","csrf_token":"`+strings.Repeat("b", 40)+`"}`)) + ".awdCRw.Kwm5d32PE8bnl4g0zg16GRmiXwI"

func packed(text string) []byte {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	io.WriteString(w, text)
	w.Close()
	return b.Bytes()
}

func TestFormOf(t *testing.T) {
	t.Parallel()
	signature := strings.Repeat("aB3_", 10)
	for name, row := range map[string]struct{ value, want string }{
		"nothing":                                   {"", ""},
		"letters and digits":                        {"kq7v0d1o2m9x8c4b5n6z3l1h0g2f7s8a", ""},
		"hexadecimal digits":                        {"9f86d081884c7d659a2feaa0c55ad015", ""},
		"a UUID":                                    {"0b8e3c1e-7d0a-4c55-9f0e-2f8f0a3f6d11", ""},
		"an id and the name of a node":              {"9F86D081884C7D659A2FEAA0C55AD015.node1", ""},
		"Base64 of what is random":                  {inBase64([]byte("\x01\xfe\x93\x11\x80\xaa\x00\x7f\x91\xc3\xd4\xe5\xf6\x07\x18\x29")), ""},
		"a JWT":                                     {"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0." + signature, "jwt"},
		"a JWT without a signature":                 {"eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.", "jwt"},
		"Django: data, time and signature":          {"eyJhIjoxfQ:1tAbCd:" + signature, "signed"},
		"Django: the same, packed":                  {".eJxVjEEOwiAQ:1tAbCd:" + signature, "signed"},
		"Express: an id and its signature":          {"s:kq7v0d1o2m9x." + signature, "signed"},
		"Express: the same, percent-encoded":        {url.QueryEscape("s:kq7v0d1o2m9x." + signature), "signed"},
		"Gorilla: Base64 of time, text, MAC":        {inBase64([]byte("1700000000|c29tZXRoaW5n|\x01\xfe\x93\x11")), "signed"},
		"Base64 of a text that is no time":          {inBase64([]byte("17|c29tZXRoaW5n|\x01\xfe\x93\x11")), ""},
		"a short word behind a dot is no signature": {"kq7v0d1o2m9x.short", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := formOf(row.value); got != row.want {
				t.Errorf("formOf(%q) = %q, want %q", row.value, got, row.want)
			}
		})
	}
}

func TestHolds(t *testing.T) {
	t.Parallel()
	const user, password = "ada", "correct-horse"
	for name, row := range map[string]struct{ value, want string }{
		"nothing":                         {"", ""},
		"a random value":                  {"kq7v0d1o2m9x8c4b5n6z3l1h0g2f7s8a", ""},
		"the name alone":                  {"ada", "the user name"},
		"the name between marks":          {"user=ada&x=1", "the user name"},
		"a piece of a longer word":        {"adam-canada-7ada7", ""},
		"a piece first, then the name":    {"canada ada", "the user name"},
		"the name in other letters":       {"ADA", ""},
		"the password, percent-encoded":   {"p%3Dcorrect%2Dhorse", "the password"},
		"Base64":                          {inBase64([]byte(`{"user":"ada"}`)), "the user name"},
		"Base64 of the kind for URLs":     {inBase64URL([]byte("\xff\xfe ada \xfb\xff")), "the user name"},
		"Base64, percent-encoded":         {url.QueryEscape(inBase64([]byte("name: ada!"))), "the user name"},
		"Base64 in Base64":                {inBase64([]byte(inBase64([]byte("name: ada!")))), "the user name"},
		"Flask: packed and signed":        {packedSession, "the user name"},
		"packed, of nobody":               {"." + inBase64URL(packed(`{"user":"bob"}`)) + ".Zx.sig", ""},
		"packed, and cut off":             {"." + inBase64URL(packed(`{"user":"ada"}`)[:12]) + ".Zx.sig", ""},
		"packed, and larger than cookies": {"." + inBase64URL(packed(strings.Repeat(" ", 1<<20)+"ada")) + ".Zx.sig", ""},
		"a piece of a JWT":                {"eyJhbGciOiJIUzI1NiJ9." + inBase64URL([]byte(`{"sub":"ada"}`)) + ".c2lnbmF0dXJl", "the user name"},
		"both, in the order found":        {"ada:correct-horse", "the user name, the password"},
		"twice is said once":              {"ada ada", "the user name"},
		"an address of e-mail":            {"x=bob@example.org", "an e-mail address"},
		"an at sign alone":                {"x@y", ""},
		"a private address":               {"host=10.1.2.3:8000", "a private address"},
		"another private address":         {"192.168.0.7", "a private address"},
		"a public address":                {"8.8.8.8", ""},
		"BIG-IP: 10.1.1.100:8080":         {"1677787402.36895.0000", "a private address"},
		"BIG-IP, in a route domain":       {"rd5o00000000000000000000ffff0a010164o8080", "a private address"},
		"NetScaler: 10.1.1.100":           {"ffffffff09091f7545525d5f4f58455e445a4a423660", "a private address"},
		"NetScaler: a public address":     {"ffffffff0b00161945525d5f4f58455e445a4a423660", ""},
		"BIG-IP: a public address":        {"134744072.36895.0000", ""},
		"a key of JSON":                   {`{"ada":7,"x":"bob"}`, ""},
		"Flask: a key of JSON":            {inBase64URL([]byte(`{"_user_ada":true,"ada" : 7}`)) + ".Zx.sig", ""},
		"a value of JSON":                 {`{"bob":"ada"}`, "the user name"},
		"a version is no address":         {"1.10.0.0.1", ""},
		"numbers too large for addresses": {"10.1.2.300", ""},
		"a lone percent sign":             {"100% ada", "the user name"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := holds(row.value, user, password); got != row.want {
				t.Errorf("holds(%q) = %q, want %q", row.value, got, row.want)
			}
		})
	}
}

// TestWord: what is too short to tell from chance is never found.
func TestWord(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		text, one string
		want      bool
	}{
		{"", "ada", false},
		{"ada", "", false},
		{"al", "al", false},
		{"bob", "bob", true},
		{"_bob_", "bob", true},
		{"bobbob", "bob", false},
		{"bobob bob", "bob", true},
		{"bob9", "bob", false},
		{"Zbob", "bob", false},
		{"grüße", "grüße", true},
	} {
		if got := word(row.text, row.one); got != row.want {
			t.Errorf("word(%q, %q) = %v", row.text, row.one, got)
		}
	}
}
