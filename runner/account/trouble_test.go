package account

import (
	"testing"

	"github.com/cookiespec/cookiespec/suites/recording"
)

// TestShownAgain: a password is called wrong only where the browser kept all cookies of the pages that it saw.
func TestShownAgain(t *testing.T) {
	t.Parallel()
	kept := recording.Line{Name: "theme"}
	refused := recording.Line{Name: "id", Blocked: []string{"SameSiteNoneInsecure"}}
	for name, row := range map[string]struct {
		seen []recording.Exchange
		want string
	}{
		"nothing was refused": {[]recording.Exchange{{TopLevel: true, Lines: []recording.Line{kept}}}, "the form was shown again: check user and password"},
		"a cookie of the page was refused": {[]recording.Exchange{{TopLevel: true}, {TopLevel: true, Lines: []recording.Line{kept, refused}}},
			"the form was shown again, and Chrome had refused the cookie id (SameSiteNoneInsecure), which it may need"},
		"one of an image was refused": {[]recording.Exchange{{Lines: []recording.Line{refused}}}, "the form was shown again: check user and password"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := shownAgain(row.seen).What; got != row.want {
				t.Errorf("%s, want %s", got, row.want)
			}
		})
	}
}
