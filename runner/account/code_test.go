package account

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/cookiespec/cookiespec/runner/driver"
)

// TestCodes are those of RFC 6238, appendix B, from what a site shows of its secret.
func TestCodes(t *testing.T) {
	t.Parallel()
	for secret, want := range map[string]string{
		"GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ":                                         "287082",
		"gezd gnbv gy3t qojq gezd gnbv gy3t qojq":                                  "287082",
		"otpauth://totp/Shop:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&digits=8": "94287082",
	} {
		g, err := newGenerator(secret)
		if err != nil {
			t.Errorf("%s: %v", secret, err)
			continue
		}
		if got, err := g.at(time.Unix(59, 0)); got != want || err != nil {
			t.Errorf("%s: %s, %v", secret, got, err)
		}
	}
	for _, wrong := range []string{"", "no Base32!", "otpauth://hotp/a?secret=GEZDGNBV&counter=1", "otpauth://totp/a?secret=%zz"} {
		if _, err := newGenerator(wrong); err != errNoSecret {
			t.Errorf("%q: %v", wrong, err)
		}
	}
}

// TestNoCodeTwice: the next one is that of the next period.
func TestNoCodeTwice(t *testing.T) {
	t.Parallel()
	g, err := newGenerator("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := g.code(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if wait := time.Until(g.next); wait <= 0 || wait > 30*time.Second || g.next.Unix()%30 != 0 {
		t.Errorf("the next code is of %s", g.next)
	}
}

// TestSpread: no character of a code is lost.
func TestSpread(t *testing.T) {
	t.Parallel()
	for fields, want := range map[int]string{1: "12345678", 8: "1 2 3 4 5 6 7 8", 6: "the target has 6 fields for a code of 8 characters", 9: "the target has 9 fields for a code of 8 characters"} {
		texts, err := spread("12345678", fields)
		got := strings.Join(texts, " ")
		if trouble := (*driver.Trouble)(nil); errors.As(err, &trouble) {
			got = trouble.What
		}
		if got != want {
			t.Errorf("%d fields: %s, want %s", fields, got, want)
		}
	}
}
