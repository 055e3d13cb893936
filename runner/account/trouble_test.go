package account

import (
	"errors"
	"strings"
	"testing"

	"github.com/cookiespec/cookiespec/suites/recording"
)

// TestShownAgain: a password is called wrong only where the browser kept all cookies of the pages that it saw.
func TestShownAgain(t *testing.T) {
	t.Parallel()
	kept := recording.Line{Name: "theme"}
	refused := recording.Line{Name: "id", Blocked: []string{"SameSiteNoneInsecure"}}
	post := func(status int, failed string) recording.Exchange {
		return recording.Exchange{Act: recording.LoggingIn, Method: "POST", URL: "http://app.test/login", Status: status, Error: failed}
	}
	for name, row := range map[string]struct {
		seen, sent []recording.Exchange
		want       string
	}{
		"nothing was refused": {[]recording.Exchange{{TopLevel: true, Lines: []recording.Line{kept}}}, nil, "the form was shown again: check user and password"},
		"a cookie of the page was refused": {[]recording.Exchange{{TopLevel: true}, {TopLevel: true, Lines: []recording.Line{kept, refused}}}, nil,
			"the form was shown again, and Chrome had refused the cookie id (SameSiteNoneInsecure), which it may need"},
		"one of an image was refused": {[]recording.Exchange{{Lines: []recording.Line{refused}}}, nil, "the form was shown again: check user and password"},
		"nothing was sent":            {nil, []recording.Exchange{}, "no request was sent when the form's button was clicked"},
		"it was accepted":             {nil, []recording.Exchange{post(200, "")}, "the form was shown again: check user and password"},
		"it was refused":              {nil, []recording.Exchange{post(401, "")}, "the form was shown again: check user and password; POST http://app.test/login was answered 401"},
		"it broke the target":         {nil, []recording.Exchange{post(500, "")}, "POST http://app.test/login was answered 500"},
		"no connection":               {nil, []recording.Exchange{post(0, "net::ERR_EMPTY_RESPONSE")}, "POST http://app.test/login was not answered (net::ERR_EMPTY_RESPONSE)"},
		"no answer":                   {nil, []recording.Exchange{post(0, "")}, "POST http://app.test/login was not answered"},
		"a script that was refused":   {nil, []recording.Exchange{{Act: recording.Fetch, Method: "GET"}, {Act: recording.Fetch, Method: "POST", URL: "http://app.test/api", Status: 422}}, "the form was shown again: check user and password; POST http://app.test/api was answered 422"},
		"a page that was refused":     {nil, []recording.Exchange{post(200, ""), {Act: recording.Fetch, Method: "POST", Status: 401}}, "the form was shown again: check user and password"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := shownAgain(row.seen, row.sent)
			if got.What != row.want {
				t.Errorf("%s, want %s", got, row.want)
			}
			if refused := strings.Contains(row.want, "refused the cookie"); errors.Is(got, ErrRefused) == refused {
				t.Errorf("%s is a refusal: %t", got, refused)
			}
		})
	}
}
