package links

import "testing"

func TestPatterns(t *testing.T) {
	for _, row := range []struct {
		pattern string
		yes, no []string
	}{
		{"/admin", []string{"https://a.test/admin", "http://b.test:8080/admin/", "https://a.test/Admin?x=1", "https://a.test/%61dmin", "wss://a.test/admin"}, []string{"https://a.test/", "https://a.test/admin/users", "https://a.test/x/admin", "https://a.test/?/admin"}},
		{"/admin/*", []string{"https://a.test/admin/", "https://a.test/admin/users/7?x"}, []string{"https://a.test/administrators"}},
		{"*delete*", []string{"https://a.test/x/delete/7", "https://a.test/DELETE"}, []string{"https://a.test/x?delete"}},
		{"*?*action=*", []string{"https://a.test/x?a=1&action=2"}, []string{"https://a.test/action=3", "https://a.test/x"}},
		{"/x?a=1", []string{"https://a.test/x?a=1"}, []string{"https://a.test/x", "https://a.test/x?a=1&b"}},
		{"https://a.test/pay*", []string{"https://a.test/pay", "https://A.test:443/payment"}, []string{"http://a.test/pay", "https://b.test/pay", "https://a.test:8443/pay"}},
		{"http://a.test/live", []string{"ws://a.test/live", "http://a.test:80/live"}, []string{"wss://a.test/live"}},
		{"https://*.ads.test/*", []string{"https://x.ads.test/", "https://x.ads.test"}, []string{"https://ads.test/"}},
		{"/", []string{"https://a.test/", "https://a.test", "https://a.test/?x"}, []string{"https://a.test/x"}},
		{"/a.b", []string{"https://a.test/a.b"}, []string{"https://a.test/axb"}},
		{"/l%C3%B6schen", []string{"https://a.test/l%C3%B6schen", "https://a.test/löschen"}, nil},
		{"*", []string{"https://a.test/", "https://a.test/x?y"}, []string{"http://%zz/"}},
	} {
		p, err := ParsePattern(row.pattern)
		if err != nil || p.String() != row.pattern {
			t.Errorf("%s: %v, %q", row.pattern, err, p)
			continue
		}
		for _, address := range row.yes {
			if _, ok := (Patterns{p}).Match(address); !ok {
				t.Errorf("%s does not match %s", row.pattern, address)
			}
		}
		for _, address := range row.no {
			if _, ok := (Patterns{p}).Match(address); ok {
				t.Errorf("%s matches %s", row.pattern, address)
			}
		}
	}
}

func TestWrongPatterns(t *testing.T) {
	for _, text := range []string{"", "admin", "a.test/admin", "/a b", "/a#b", "?x"} {
		if _, err := ParsePattern(text); err == nil {
			t.Errorf("%q is taken", text)
		}
	}
}
