package redact

import (
	"encoding/base64"
	"net/url"
	"testing"
)

func TestUnwrapped(t *testing.T) {
	t.Parallel()
	const token = "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0."
	for name, row := range map[string]struct{ value, want string }{
		"a token":                      {token, token},
		"an opaque value":              {"kq7v0d1o2m9x8c4b", "kq7v0d1o2m9x8c4b"},
		"an opaque value, encoded":     {"a%20b", "a%20b"},
		"Bearer":                       {"Bearer " + token, token},
		"Bearer in quotes":             {`"Bearer ` + token + `"`, token},
		"Bearer, percent-encoded":      {url.QueryEscape("Bearer " + token), token},
		"JSON, percent-encoded":        {url.QueryEscape(`{"expires":9,"access_token":"` + token + `"}`), token},
		"a list of JSON":               {`["` + token + `",null]`, token},
		"Base64 of JSON":               {"base64-" + base64.RawURLEncoding.EncodeToString([]byte(`{"access_token":"`+token+`"}`)), token},
		"Express: JSON":                {url.QueryEscape(`j:{"t":"` + token + `"}`), token},
		"JSON with nothing of a token": {`{"a":"b"}`, `{"a":"b"}`},
	} {
		if got := unwrapped(row.value); got != row.want {
			t.Errorf("%s: unwrapped(%q) = %q, want %q", name, row.value, got, row.want)
		}
	}
}
