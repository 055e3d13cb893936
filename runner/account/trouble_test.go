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
	script := func(text string, blocked ...string) recording.Exchange { // a login by a script
		line := recording.Line{Text: "sid=xxxx" + text, Name: "sid", Value: recording.Value{Octets: 32, Digest: "d"}, Blocked: blocked}
		return recording.Exchange{Act: recording.Fetch, Method: "POST", URL: "http://app.test/api/login", Page: "http://app.test/login", Status: 200, Lines: []recording.Line{line}}
	}
	on := recording.Exchange{TopLevel: true, Act: recording.LoggingIn, Method: "GET", URL: "http://app.test/app", Status: 302, Header: map[string]string{"location": "/login"}}
	mute := script("")
	mute.Lines = nil
	for name, row := range map[string]struct {
		seen, sent []recording.Exchange
		want       string
	}{
		"nothing was refused": {[]recording.Exchange{{TopLevel: true, Lines: []recording.Line{kept}}}, nil, "the form was shown again: check user and password"},
		"a cookie of the page was refused": {[]recording.Exchange{{TopLevel: true}, {TopLevel: true, Lines: []recording.Line{kept, refused}}}, nil,
			"the form was shown again, and Chrome had refused the cookie id (SameSiteNoneInsecure), which it may need"},
		"one of an image was refused":        {[]recording.Exchange{{Lines: []recording.Line{refused}}}, nil, "the form was shown again: check user and password"},
		"nothing was sent":                   {nil, []recording.Exchange{}, "no request was sent when the form's button was clicked"},
		"it was accepted":                    {nil, []recording.Exchange{post(200, "")}, "the form was shown again: check user and password"},
		"it was refused":                     {nil, []recording.Exchange{post(401, "")}, "the form was shown again: check user and password; POST http://app.test/login was answered 401"},
		"it broke the target":                {nil, []recording.Exchange{post(500, "")}, "POST http://app.test/login was answered 500"},
		"no connection":                      {nil, []recording.Exchange{post(0, "net::ERR_EMPTY_RESPONSE")}, "POST http://app.test/login was not answered (net::ERR_EMPTY_RESPONSE)"},
		"no answer":                          {nil, []recording.Exchange{post(0, "")}, "POST http://app.test/login was not answered"},
		"a script that was refused":          {nil, []recording.Exchange{{Act: recording.Fetch, Method: "GET"}, {Act: recording.Fetch, Method: "POST", URL: "http://app.test/api", Status: 422}}, "the form was shown again: check user and password; POST http://app.test/api was answered 422"},
		"a script's cookie for another path": {nil, []recording.Exchange{script("; Path=/api"), on}, "the login leads to http://app.test/app, which leads back to the login form: the cookie sid was set with the path /api, and is not sent to /app: set it with Path=/"},
		"a script's cookie was refused":      {[]recording.Exchange{script("; Domain=example.com", "InvalidDomain"), on}, []recording.Exchange{script("; Domain=example.com", "InvalidDomain"), on}, "the form was shown again, and Chrome had refused the cookie sid (InvalidDomain), which it may need"},
		"a script's cookie was over":         {nil, []recording.Exchange{script("; Path=/; Expires=Wed, 01 Jan 2020 00:00:00 GMT"), on}, "the form was shown again: the answer to POST http://app.test/api/login sets the cookie sid with an expiry that is over, so that Chrome does not keep it"},
		"a script was given no cookie":       {nil, []recording.Exchange{mute, on}, "POST http://app.test/api/login was answered 200, the page went on to http://app.test/app, and no Set-Cookie header came: the server set no session cookie"},
		"a script stayed on its page":        {nil, []recording.Exchange{mute}, "the form was shown again: check user and password"},
		"a page that was refused":            {nil, []recording.Exchange{post(200, ""), {Act: recording.Fetch, Method: "POST", Status: 401}}, "the form was shown again: check user and password"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := shownAgain(row.seen, row.sent)
			if got.What != row.want {
				t.Errorf("%s, want %s", got, row.want)
			}
			if refused := strings.Contains(row.want, "cookie"); errors.Is(got, ErrRefused) == refused {
				t.Errorf("%s is a refusal: %t", got, refused)
			}
		})
	}
}
