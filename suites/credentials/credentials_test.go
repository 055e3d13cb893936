package credentials_test

import (
	"testing"

	"github.com/cookiespec/cookiespec/suites/credentials"
	"github.com/cookiespec/cookiespec/suites/recording"
)

func TestStoreNothing(t *testing.T) {
	t.Parallel()
	value := func(digest string) recording.Value { return recording.Value{Digest: digest, Octets: 32} }
	line := func(name, digest, attributes string) recording.Line {
		return recording.Line{Text: name + "=xxxx" + attributes, Name: name, Value: value(digest)}
	}
	page := recording.Exchange{Act: recording.Navigation, URL: "https://shop.test/", SameSite: true, TopLevel: true, Wire: true, Began: 1, Answered: 2}
	fetch := recording.Exchange{Act: recording.Fetch, URL: "https://shop.test/api", SameSite: true, Wire: true, Began: 3, Answered: 4}
	jar := func(digests ...string) recording.Snapshot {
		s := recording.Snapshot{Seq: 9}
		for _, d := range digests {
			s.Cookies = append(s.Cookies, recording.Cookie{Name: "sid", Value: value(d), Domain: "shop.test", Path: "/"})
		}
		return s
	}
	setBy := func(e recording.Exchange, lines ...recording.Line) recording.Exchange { e.Lines = lines; return e }
	later := recording.Exchange{Act: recording.Navigation, URL: "https://shop.test/two", SameSite: true, TopLevel: true, Wire: true, Began: 5, Answered: 6}
	hidden, open := "; Path=/; HttpOnly", "; Path=/"
	for name, row := range map[string]struct {
		e         recording.Exchange
		exchanges []recording.Exchange
		jars      []recording.Snapshot
		want      bool
	}{
		"a preflight":                            {e: recording.Exchange{Act: recording.Preflight}, want: true},
		"never seen, and out of scripts' reach":  {e: setBy(fetch, line("sid", "b", hidden)), jars: []recording.Snapshot{jar()}, want: true},
		"never seen, where a script may reach":   {e: setBy(fetch, line("sid", "b", open)), jars: []recording.Snapshot{jar()}},
		"the browser's own cookie stayed behind": {e: setBy(fetch, line("sid", "b", open)), exchanges: []recording.Exchange{setBy(page, line("sid", "a", open))}, jars: []recording.Snapshot{jar("a")}, want: true},
		"not carried by the next page":           {e: setBy(fetch, line("sid", "b", hidden)), exchanges: []recording.Exchange{later}, want: true},
		"not carried, but for another path":      {e: setBy(fetch, line("sid", "b", "; Path=/api; HttpOnly")), exchanges: []recording.Exchange{later}},
		"over when it came":                      {e: setBy(fetch, line("sid", "b", "; Path=/; HttpOnly; Max-Age=0")), exchanges: []recording.Exchange{later}},
		"in the jar":                             {e: setBy(fetch, line("sid", "b", hidden)), jars: []recording.Snapshot{jar("b")}},
		"nobody looked":                          {e: setBy(fetch, line("sid", "b", hidden))},
		"a page, not a fetch":                    {e: setBy(page, line("sid", "b", hidden)), jars: []recording.Snapshot{jar()}},
		"refused, so that Chrome had a look":     {e: setBy(fetch, recording.Line{Text: "sid=x", Name: "sid", Value: value("b"), Blocked: []string{"InvalidDomain"}}), jars: []recording.Snapshot{jar()}},
		"it carried cookies": {e: func() recording.Exchange {
			e := setBy(fetch, line("sid", "b", hidden))
			e.Pairs = []recording.Pair{{Name: "a", Value: value("a")}}
			return e
		}(), jars: []recording.Snapshot{jar()}},
		"the browser's own, from before the scene": {e: setBy(fetch, line("sid", "b", open)), jars: []recording.Snapshot{{Cookies: jar("a").Cookies}, jar("a")}, want: true},
	} {
		if got := credentials.StoreNothing(&row.e, row.exchanges, row.jars); got != row.want {
			t.Errorf("%s: %t", name, got)
		}
	}
}
