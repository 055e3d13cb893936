package redact

import (
	"encoding/base64"
	"encoding/json"
	"math"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/cookiespec/cookiespec/suites/recording"
)

// algorithms are the signatures of RFC 7518 and RFC 8037.
var algorithms = regexp.MustCompile(`^(HS|RS|ES|PS)(256|384|512)$|^ES256K$|^EdDSA$|^Ed25519$|^Ed448$`)

// tokenOf reads what a value of the form "jwt" says of itself; nil where it cannot be read.
func tokenOf(value string, at time.Time) *recording.Token {
	if u, err := url.QueryUnescape(value); err == nil {
		value = u
	}
	pieces := strings.Split(value, ".")
	if len(pieces) != 3 {
		return nil
	}
	var header struct{ Alg string }
	var claims struct{ Iat, Exp *float64 }
	if !readsJSON(pieces[0], &header) || !readsJSON(pieces[1], &claims) {
		return nil
	}
	t := &recording.Token{Algorithm: "other", Signed: pieces[2] != "", At: at, Issued: epoch(claims.Iat), Expires: epoch(claims.Exp)}
	switch {
	case strings.EqualFold(header.Alg, "none"):
		t.Algorithm = "none"
	case algorithms.MatchString(header.Alg):
		t.Algorithm = header.Alg
	}
	return t
}

func readsJSON(piece string, into any) bool {
	text, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(piece, "="))
	return err == nil && json.Unmarshal(text, into) == nil
}

// epoch is a NumericDate (RFC 7519 §2). One that no calendar has is none.
func epoch(seconds *float64) *time.Time {
	const most = 253402300799 // the last second of the year 9999
	if seconds == nil || math.IsNaN(*seconds) || *seconds < 0 || *seconds > most {
		return nil
	}
	t := time.Unix(int64(*seconds), 0).UTC()
	return &t
}
