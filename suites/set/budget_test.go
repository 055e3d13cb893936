package set_test

import (
	"fmt"
	"strings"
	"testing"

	. "github.com/cookiespec/cookiespec/suites/check/checktest"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/set"
)

// numbered are n lines of small cookies.
func numbered(n int, attributes string) []string {
	lines := make([]string, n)
	for i := range lines {
		lines[i] = fmt.Sprintf("c%d=1; Path=/%s", i, attributes)
	}
	return lines
}

func TestJarBudget(t *testing.T) {
	t.Parallel()
	half := strings.Repeat("x", 4090)
	Table(t, set.JarBudget,
		Passes("fifty", "at most 50 cookies of one domain", Visit(Get("/").Sets(numbered(50, "")...), Get("/"))),
		Fails("one more", "51 cookies of shop.test", Visit(Get("/").Sets(numbered(51, "")...))),
		Fails("one more, for members", "51 cookies of shop.test", Visit(Get("/").Sets("a=1")), Login(Get("/account").Sets(numbered(50, "")...))),
		Passes("fifty and more on two hosts", "at most 40 cookies", Visit(Get("/").Sets(numbered(40, "")...), Get("https://img.shop.test/").Sets(numbered(40, "")...))),
		Passes("many of another site", "at most 1 cookie of one domain", Visit(Get("/").Sets("a=1; Path=/"), Get("https://other.example/").Sets(numbered(60, "")...))),
		Passes("8190 bytes in a request", "8190 bytes in a request", Visit(Get("/").Sets("a="+half+"; Path=/", "b="+half+"; Path=/", "c=; Path=/"), Get("/"))),
		Fails("one more byte", "a Cookie field of 8191 bytes", Visit(Get("/").Sets("a="+half+"; Path=/", "b="+half+"; Path=/", "c=1; Path=/"), Get("/"))),
		Fails("in one folder alone", "a Cookie field of", Visit(Get("/").Sets("a="+half+"; Path=/cart", "b="+half+"; Path=/cart", "c=1; Path=/"), Get("/"), Get("/cart"))),
		Passes("no request yet", "at most 1 cookie of one domain", Visit(Get("/").Sets("a=1"))),
		Skips("no cookie", "keeps no cookie", Visit(Get("/"))),
		Undecided("nothing was visited", "visit: Chrome died", Failed(recording.Visit, "Chrome died")),
	)
}

func TestPrefixUsed(t *testing.T) {
	t.Parallel()
	session := Role("sid", "session")
	Table(t, set.PrefixUsed,
		Passes("__Host-", "binds it to the host", Visit(Get("/").Sets("__Host-sid=1; Path=/; Secure"))),
		Passes("in another case", "binds it to the host", Visit(Get("/").Sets("__host-sid=1; Path=/; Secure"))),
		Passes("__Secure-", "would bind it", Visit(Get("/").Sets("__Secure-sid=1; Path=/; Secure; Domain=shop.test"))),
		Fails("a session cookie without", "a session cookie without a prefix", session, Visit(Get("/").Sets("sid=1; Path=/; Secure"))).UnderStrict(),
		Fails("another without", "a name without a prefix", Visit(Get("/").Sets("theme=dark; Path=/; Secure"))).UnderASVS(),
		Fails("the words elsewhere in the name", "a name without a prefix", Visit(Get("/").Sets("my__Host-sid=1; Path=/; Secure"))).UnderASVS(),
		Skips("plain http", "over plain http", Target("http://shop.test/"), session, Visit(Get("/").Sets("sid=1; Path=/"))),
		Skips("set by a script", "no answer sets it", Visit(Hold("theme=dark; Secure"), Get("/"))),
		NoSubject("only a deletion", Visit(Get("/").Sets("old=; Max-Age=0"))),
	)
}

func TestPiles(t *testing.T) {
	t.Parallel()
	Table(t, set.JarBudget,
		Fails("a new name on each visit", "state_*: 3 in one browser", Visit(Get("/login").Sets("state_1f3a77c0=a"), Get("/login").Sets("state_8c2e19b4=b"), Get("/login").Sets("state_5d10aa3f=c"))),
		Passes("each is deleted when the next one comes", "at most", Visit(Get("/login").Sets("state_1f3a77c0=a"),
			Get("/login").Sets("state_8c2e19b4=b", "state_1f3a77c0=; Max-Age=0"), Get("/login").Sets("state_5d10aa3f=c", "state_8c2e19b4=; Max-Age=0"))),
		Passes("one name for each page", "at most", Visit(Get("/a").Sets("seen_1f3a77c0=a"), Get("/b").Sets("seen_8c2e19b4=b"), Get("/c").Sets("seen_5d10aa3f=c"))),
		Passes("one name", "at most", Visit(Get("/login").Sets("state=a"), Get("/login").Sets("state=b"), Get("/login").Sets("state=c"))),
	)
}
