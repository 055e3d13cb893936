package account

import (
	"slices"
	"testing"

	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/recipe"
	"github.com/cookiespec/cookiespec/suites/recording"
)

const account = "http://a.test/account/"

// The protected page as members see it, and what a stranger gets in its place.
var (
	members = Seen{Status: 200, Look: driver.Look{URL: account, Logout: &driver.LogoutControl{Way: "link"}, Lines: []string{"Shop", "Hello ada"}}}
	turned  = Seen{Status: 200, Look: driver.Look{URL: "http://a.test/login", Password: true, Lines: []string{"Shop", "Log in"}}}
	broken  = Seen{Err: driver.NavigationTrouble(account, "net::ERR_EMPTY_RESPONSE")}
	offline = Seen{Err: driver.NavigationTrouble(account, "net::ERR_INTERNET_DISCONNECTED")}
)

// but is a visit that differs from another in some things.
func (s Seen) but(change func(*Seen)) Seen {
	change(&s)
	return s
}

func answering(status int) func(*Seen) { return func(s *Seen) { s.Status = status } }
func offering(s *Seen)                 { s.Entry = true }
func at(url string) func(*Seen)        { return func(s *Seen) { s.URL = url } }

func TestLearn(t *testing.T) {
	t.Parallel()
	bare := Seen{Status: 200, Look: driver.Look{URL: account}}
	for name, row := range map[string]struct {
		outs, ins []Seen
		signs     []string
		refused   string
	}{
		"all that differs is a sign": {
			[]Seen{turned, turned}, []Seen{members, members}, []string{"it ends on", "a password field", "a logout control"}, "",
		},
		"the status alone": {
			[]Seen{bare.but(answering(403)), bare.but(answering(403))}, []Seen{bare, bare}, []string{"status"}, "",
		},
		"what is asked for does not count in an address": {
			[]Seen{bare.but(at(account + "?next=1")), bare.but(at(account + "?next=2"))}, []Seen{bare, bare}, nil, "it looks the same before and after the login",
		},
		"what changes by itself for strangers is no sign": {
			[]Seen{bare.but(answering(403)), bare.but(answering(404))}, []Seen{bare, bare}, nil, "it looks the same before and after the login",
		},
		"what changes by itself for members is no sign": {
			[]Seen{turned, turned}, []Seen{members, members.but(at("http://a.test/news/"))}, []string{"a password field", "a logout control"}, "",
		},
		"a page that is the same for all": {
			[]Seen{members, members}, []Seen{members, members}, nil, "it looks the same before and after the login",
		},
		"no login is offered any more": {
			[]Seen{bare.but(offering), bare.but(offering)}, []Seen{bare, bare}, []string{"a way to log in"}, "",
		},
		"a login is offered only to members": {
			[]Seen{bare, bare}, []Seen{bare.but(offering), bare.but(offering)}, nil, "it looks the same before and after the login",
		},
		"a page that did not open for a stranger": {[]Seen{turned, offline}, []Seen{members, members}, nil, "it could not be opened"},
		"a page that did not open for a member":   {[]Seen{turned, turned}, []Seen{broken, members}, nil, "it could not be opened"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o, err := learn(account, row.outs, row.ins, nil)
			if err != nil || row.refused != "" {
				if err == nil || err.Error() != row.refused {
					t.Errorf("error %v, want %q", err, row.refused)
				}
				return
			}
			var signs []string
			for _, s := range o.signs {
				signs = append(signs, s.name)
			}
			if !slices.Equal(signs, row.signs) || o.Explain == "" {
				t.Errorf("signs %q (%s), want %q", signs, o.Explain, row.signs)
			}
		})
	}
}

// TestNoTextThatWasShownEarlierIsASign: a text may be of this browser's own, whoever is logged in.
func TestNoTextThatWasShownEarlierIsASign(t *testing.T) {
	t.Parallel()
	visitor := func(line string) Seen {
		return Seen{Look: driver.Look{URL: account, Lines: []string{line}}, Status: 200}
	}
	outs, ins := []Seen{visitor("visitor 1"), visitor("visitor 1")}, []Seen{visitor("visitor 2"), visitor("visitor 2")}
	if o, err := learn(account, outs, ins, []string{"visitor 2"}); err == nil {
		t.Errorf("learnt from it: %s", o.Explain)
	}
	if o, err := learn(account, outs, ins, nil); err != nil || !o.textual {
		t.Errorf("a text of members alone tells nothing: %v", err)
	}
}

func TestLearntOracleSays(t *testing.T) {
	t.Parallel()
	o, err := learn(account, []Seen{turned, turned}, []Seen{members, members}, nil)
	if err != nil {
		t.Fatal(err)
	}
	guard, err := learn(account, []Seen{turned.but(answering(401)), turned.but(answering(401))}, []Seen{members, members}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, row := range map[string]struct {
		oracle *Oracle
		visit  Seen
		want   recording.Answer
	}{
		"as members see it":                              {o, members, recording.In},
		"with another text":                              {o, members.but(func(s *Seen) { s.Lines = nil }), recording.In},
		"as strangers see it":                            {o, turned, recording.Out},
		"led elsewhere than before":                      {o, turned.but(at("http://a.test/welcome")), recording.Out},
		"refused where it stands":                        {o, members.but(func(s *Seen) { s.Status, s.Logout = 403, nil }), recording.Out},
		"no such page, where it stands":                  {o, members.but(answering(404)), recording.Out},
		"a form for the login where it stands":           {o, members.but(func(s *Seen) { s.Password = true }), recording.Out},
		"the page without its way to log out":            {o, members.but(func(s *Seen) { s.Logout = nil }), recording.Unclear},
		"too many requests":                              {o, members.but(answering(429)), recording.Unclear},
		"a fault of the target":                          {o, members.but(answering(500)), recording.Broken},
		"the target out of order":                        {o, turned.but(answering(503)), recording.Broken},
		"a connection that was closed":                   {o, broken, recording.Broken},
		"redirects in a circle":                          {o, Seen{Err: driver.NavigationTrouble(account, "net::ERR_TOO_MANY_REDIRECTS")}, recording.Broken},
		"no network":                                     {o, offline, recording.Unclear},
		"the status is a sign":                           {guard, members.but(answering(401)), recording.Out},
		"the status does not count where none was given": {guard, members.but(answering(0)), recording.In},
		"and the rest of the signs does":                 {guard, turned.but(answering(0)), recording.Out},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got, sign := row.oracle.Says(row.visit); got != row.want || got == recording.In && sign == "" {
				t.Errorf("%s (%q), want %s", got, sign, row.want)
			}
		})
	}
}

func TestGivenOracleSays(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		given recipe.Oracle
		visit Seen
		want  recording.Answer
	}{
		"the selector is there":             {recipe.Oracle{Selector: "#logout"}, turned.but(func(s *Seen) { s.Has = true }), recording.In},
		"the selector is not there":         {recipe.Oracle{Selector: "#logout"}, members, recording.Out},
		"the text is there":                 {recipe.Oracle{Text: "Hello"}, turned.but(func(s *Seen) { s.Says = true }), recording.In},
		"the text is not there":             {recipe.Oracle{Text: "Hello"}, members, recording.Out},
		"it ended where it should":          {recipe.Oracle{URL: "/account/*"}, members, recording.In},
		"it ended elsewhere":                {recipe.Oracle{URL: "/account/*"}, turned, recording.Out},
		"the status is as it should be":     {recipe.Oracle{Status: 200}, turned, recording.In},
		"the status is another":             {recipe.Oracle{Status: 200}, members.but(answering(403)), recording.Out},
		"a fault of the target comes first": {recipe.Oracle{Selector: "#logout"}, members.but(func(s *Seen) { s.Status, s.Has = 500, true }), recording.Broken},
		"so do too many requests":           {recipe.Oracle{Status: 429}, members.but(answering(429)), recording.Unclear},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := &Oracle{given: row.given, Page: account}
			if got, sign := o.Says(row.visit); got != row.want || sign == "" && got == recording.In {
				t.Errorf("%s (%q), want %s", got, sign, row.want)
			}
		})
	}
}

func TestMatches(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		pattern, landed string
		want            bool
	}{
		{"/account/", account, true},
		{"/account", account, true}, // a slash at the end is no difference
		{"/account/", "http://a.test/account/orders", false},
		{"/account/", "http://a.test/my/account/", false},
		{"/account/", account + "?tab=1#top", true},
		{"/", "http://a.test/", true},
		{"/", account, false},
		{"/account/*", account, true},
		{"/account/*", "http://a.test/account/orders", true},
		{"/account/*", "http://a.test/login", false},
		{"*/orders", "http://a.test/account/orders", true},
		{"/*/orders/*", "http://a.test/ada/orders/7", true},
		{"/*/orders/*", "http://a.test/ada/7", false},
		{"/*b*a", "http://a.test/a/b", false}, // in this order
		{account, account, true},
		{account, "https://a.test/account/", false},
		{"http://*.test/account/*", "http://a.test/account/x", true},
		{"http://*.test/account/*", "http://a.example/account/x", false},
		{"/account/", "http://a.test/%zz", false},
	} {
		if got := matches(row.pattern, row.landed); got != row.want {
			t.Errorf("matches(%q, %q) = %v", row.pattern, row.landed, got)
		}
	}
}

func TestExpects(t *testing.T) {
	t.Parallel()
	learnt, err := learn(account, []Seen{turned, turned}, []Seen{members, members}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, row := range map[string]struct {
		of      *Oracle
		in, out string
	}{
		"learnt":     {learnt, "it ends on http://a.test/account/; no password field; a logout control", "it ends on http://a.test/login; a password field; no logout control"},
		"a selector": {&Oracle{given: recipe.Oracle{Selector: "#out"}}, "#out is there", "#out is not there"},
		"a text":     {&Oracle{given: recipe.Oracle{Text: "Hello"}}, `the text "Hello" is there`, `the text "Hello" is not there`},
		"an address": {&Oracle{given: recipe.Oracle{URL: "/me"}}, "it ends on /me", "it does not end on /me"},
		"a status":   {&Oracle{given: recipe.Oracle{Status: 200}}, "the status is 200", "the status is not 200"},
	} {
		if in, out := row.of.Expects(true), row.of.Expects(false); in != row.in || out != row.out {
			t.Errorf("%s: %q and %q, want %q and %q", name, in, out, row.in, row.out)
		}
	}
}
