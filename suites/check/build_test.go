package check_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cookiespec/cookiespec/suites/check"
	. "github.com/cookiespec/cookiespec/suites/check/checktest"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// TestCookies tells which cookies a recording holds: "name domain path", those of other sites in parentheses.
func TestCookies(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name string
		want string
		is   Element
	}{
		{"in the order in which they appear", "b shop.test /, a shop.test /", Visit(Get("/").Sets("b=1", "a=1"), Get("/").Sets("b=2"))},
		{"a cookie of another path is another cookie", "a shop.test /, a shop.test /cart", Visit(Get("/").Sets("a=1", "a=1; Path=/cart"))},
		{"a domain cookie is another than the host's", "a shop.test /, a .shop.test /", Visit(Get("/").Sets("a=1", "a=1; Domain=shop.test"))},
		{"a script's cookie is in the jar only", "theme shop.test /", Visit(Get("/"), Hold("theme=dark"))},
		{"a cookie that came and went on the wire only", "flash shop.test /", Visit(Get("/"), Get("/").Carries("flash=1"))},
		{"a deletion of what was never there", "old shop.test /", Visit(Get("/").Sets("old=; Max-Age=0"))},
		{"another site's cookies are not judged", "a shop.test /, (t ads.example /)", Visit(Get("/").Sets("a=1"), Do(recording.SubResource, "https://ads.example/p").Sets("t=1; SameSite=None; Secure"))},
		{"a subdomain is of the same site", "a www.shop.test /", Visit(Get("https://www.shop.test/").Sets("a=1"))},
		{"a refused line belongs to the host that sent it", "a shop.test /", Visit(Get("/").Sets("a=1; Domain=other.example"))},
		{"another site cannot speak of the target's cookies", "a shop.test /, (a ads.example /)", Visit(Get("/").Sets("a=1"), Get("https://ads.example/").Sets("a=2; Domain=shop.test"))},
		{"a refused domain of the same site", "a .www.shop.test /", Visit(Get("/").Sets("a=1; Domain=www.shop.test"))},
		{"a line that does not parse", "a shop.test /app", Visit(Get("/app/x").Sets("a=\x01"))},
		{"a partitioned cookie", "a shop.test / https://shop.test", Visit(Get("/").Sets("a=1; Secure; Partitioned"))},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			c := Case(row.is)
			var names []string
			for _, k := range c.Cookies {
				names = append(names, described(k))
			}
			for _, k := range c.Foreign {
				names = append(names, "("+described(k)+")")
			}
			if got := strings.Join(names, ", "); got != row.want {
				t.Errorf("cookies are %s\nexpected    %s", got, row.want)
			}
		})
	}
}

func described(k *check.Cookie) string {
	dot := "."
	if k.Key.HostOnly {
		dot = ""
	}
	return strings.TrimSpace(fmt.Sprintf("%s %s%s %s %s", k.Key.Name, dot, k.Key.Domain, k.Key.Path, k.Key.Partition))
}

func TestDeclarations(t *testing.T) {
	t.Parallel()
	c := Case(
		Declare([]recording.Declaration{
			{Name: "s*", Role: "preference"}, {Name: "se?", Role: "consent"}, {Name: "sid", Role: "session"},
			{Name: "gone", Role: "csrf"}, {Name: "old"}, {Name: "SID"},
		}...),
		Visit(Get("/").Sets("sid=1", "seen=1", "set=1", "other=1", "old=; Max-Age=0")))
	want := []string{"sid session", "seen preference", "set preference", "other unknown", "old unknown"}
	for i, k := range c.Cookies {
		if got := k.Key.Name + " " + string(k.Role()); got != want[i] {
			t.Errorf("%s, expected %s", got, want[i])
		}
	}
	var missing []string
	for _, d := range c.Missing {
		missing = append(missing, d.Name)
	}
	if want := []string{"se?", "gone", "old", "SID"}; !slices.Equal(missing, want) {
		t.Errorf("missing are %q, expected %q", missing, want)
	}
}

func TestRequestsKnowTheLineThatSetTheirValue(t *testing.T) {
	t.Parallel()
	c := Case(
		Visit(Get("/").Sets("sid=31d4"), Get("/"), Get("/").Sets("sid=77aa")),
		Browse(Get("/"), Get("/").Sets("sid=9c01")),
		Fresh(Get("/").Carries("sid=31d4")))
	k := c.Cookies[0]
	var set []string
	for _, r := range k.Requests {
		if r.Set == nil {
			set = append(set, "none")
			continue
		}
		set = append(set, fmt.Sprintf("%s#%d", r.Set.Scene.Stage, r.Set.Exchange.ID))
	}
	if want := []string{"visit#1", "visit#1", "visit#3", "visit#3", "none"}; !slices.Equal(set, want) {
		t.Errorf("set by %q, expected %q", set, want)
	}
}

func TestJars(t *testing.T) {
	t.Parallel()
	c := Case(
		Visit(Get("/").Sets("sid=1", "data=1; Max-Age=60; HttpOnly"), Hold("theme=dark; Max-Age=60")),
		Restart())
	for name, want := range map[string]string{"sid": "session, not at restart", "data": "persistent hidden, at restart", "theme": "persistent, at restart"} {
		k := Named(c, name).Cookie
		got := "session"
		if k.Persistent() {
			got = "persistent"
		}
		if k.Hidden() {
			got += " hidden"
		}
		if k.In(c.Scene(recording.Restart).Jar(recording.AtStart)) == nil {
			got += ", not at restart"
		} else {
			got += ", at restart"
		}
		if got != want {
			t.Errorf("%s is %s, expected %s", name, got, want)
		}
	}
}

func TestCrowded(t *testing.T) {
	t.Parallel()
	for cookies, want := range map[int]bool{check.Roomy - 1: false, check.Roomy: true} {
		c := check.NewCase(busy(cookies, 2))
		if got := c.Crowded(c.Cookies[0]); got != want {
			t.Errorf("a jar with %d cookies of the site: crowded is %t", cookies, got)
		}
	}
}

func TestGlob(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		pattern, text string
		want          bool
	}{
		{"sid", "sid", true}, {"sid", "sid2", false}, {"*", "", true}, {"?", "", false}, {"s?d", "sid", true},
		{"set/*", "set/stored", true}, {"*a*b", "xaxxbab", true}, {"*a*b", "xaxxba", false}, {"[a]", "[a]", true}, {"[a]", "a", false},
	} {
		if got := check.Glob(row.pattern, row.text); got != row.want {
			t.Errorf("%q stands for %q: %t", row.pattern, row.text, got)
		}
	}
	// Many stars against a long text must not take long.
	if check.Glob(strings.Repeat("*a", 50)+"b", strings.Repeat("a", 4000)) {
		t.Error("many stars stand for too much")
	}
}

func TestSpan(t *testing.T) {
	t.Parallel()
	for d, want := range map[time.Duration]string{
		14 * 24 * time.Hour: "14d", 36 * time.Hour: "36h", time.Minute: "60s", 90 * time.Second: "90s", 500 * time.Millisecond: "0.5s", 0: "0s",
	} {
		if got := check.Span(d); got != want {
			t.Errorf("%v is written %s, expected %s", d, got, want)
		}
	}
}
