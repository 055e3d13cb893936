package entropy

import (
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/cookiespec/cookiespec/suites/check"
	. "github.com/cookiespec/cookiespec/suites/check/checktest"
	"github.com/cookiespec/cookiespec/suites/recording"
)

func TestChecksAreWhole(t *testing.T) {
	t.Parallel()
	if err := check.Catalogue(Checks).Validate(); err != nil {
		t.Error(err)
	}
}

// values are n values that a server made.
func values(n int, made func(chance *rand.Rand, i int) string) []string {
	chance := rand.New(rand.NewPCG(1, 2))
	all := make([]string, n)
	for i := range all {
		all[i] = made(chance, i)
	}
	return all
}

func digits(octets int) func(*rand.Rand, int) string {
	return func(chance *rand.Rand, _ int) string {
		b := make([]byte, octets)
		for i := range b {
			b[i] = byte(chance.Uint32())
		}
		return hex.EncodeToString(b)
	}
}

func counter(_ *rand.Rand, i int) string { return fmt.Sprintf("%032x", 0x9f3c_0000+i) }

// clock is the time in nanoseconds, of visitors who come two milliseconds apart, give or take one.
func clock(chance *rand.Rand, i int) string {
	return fmt.Sprintf("session-%020d", 1764082345_000_000_000+i*2_000_000+chance.IntN(1_000_000))
}

// uuid4 is chance but for its dashes, its version and two bits more.
func uuid4(chance *rand.Rand, i int) string {
	d := digits(16)(chance, i)
	return d[:8] + "-" + d[8:12] + "-4" + d[13:16] + "-" + "89ab"[i%4:i%4+1] + d[17:20] + "-" + d[20:]
}

// uuid7 begins with the time, and is chance from there on.
func uuid7(chance *rand.Rand, i int) string {
	return fmt.Sprintf("%012x7%03x%016x", 1764082345000+i, chance.IntN(1<<12), chance.Uint64()>>2|1<<63)
}

var session = Role("sid", "session")

// visited is the first visit, and what visitors without cookies got.
func visited(values []string) []Element {
	return []Element{session, Visit(Get("/").Sets("sid=" + values[0] + "; Path=/; HttpOnly")), Samples(Given("sid", values[1:]...))}
}

func TestUnique(t *testing.T) {
	t.Parallel()
	twice := values(21, digits(16))
	twice[20] = twice[3]
	visit := Visit(Get("/").Sets("sid=" + twice[0] + "; Path=/"))
	Table(t, Unique,
		Passes("all different", "20 values, no two of them the same", visited(values(21, digits(16)))...),
		Fails("the same twice", "the same value for two visitors", visited(twice)...),
		Fails("the same always", "the same value for two visitors", visited([]string{twice[0], twice[0], twice[0]})...),
		Skips("so short that it may be meant", "fewer than 64 bits", visited([]string{"guest", "guest", "guest"})...),
		Skips("it holds its own proof", "holds its own proof", session,
			Visit(Get("/").Sets("sid="+twice[0]+"; Path=/"), Look(recording.AtEnd), Form("sid", "signed")), Samples(Given("sid", twice[0], twice[0]))),
		Skips("its signature is beside it", "holds its own proof", session,
			Visit(Get("/").Sets("sid="+twice[0]+"; Path=/", "sid.sig=Qd0Y7mPOZ3; Path=/")), Samples(Given("sid", twice[0], twice[0]))),
		Undecided("one that only looks like a session ID, always the same", "it looks like a session ID", Visit(Get("/").Sets("PHPSESSID="+twice[0]+"; Path=/; HttpOnly")),
			Samples(Given("PHPSESSID", twice[0], twice[0]))),
		Skips("one that is too long for an ID, always the same", "is content", Visit(Get("/").Sets("basket="+strings.Repeat(twice[0], 40)+"; Path=/; HttpOnly")),
			Samples(Given("basket", strings.Repeat(twice[0], 40), strings.Repeat(twice[0], 40)))),
		Skips("one that only looks like a session ID", "it looks like a session ID", Visit(Get("/").Sets("PHPSESSID="+twice[0]+"; Path=/; HttpOnly")),
			Samples(Given("PHPSESSID", twice[0], twice[1]))),
		Skips("another cookie's", "not given it", session, visit, Samples(Given("theme", "dark", "dark"))),
		Undecided("one alone", "one visitor alone", session, visit, Samples(Given("sid", twice[1]))),
		Undecided("none could be taken", "samples: Chrome died", session, visit, Failed(recording.Samples, "Chrome died")),
		Skips("none were asked for", "samples: --samples is 0", session, visit, Unneeded(recording.Samples, "--samples is 0")),
		NoSubject("a preference", Visit(Get("/").Sets("theme=dark")), Samples(Given("theme", "dark", "dark"))),
	)
}

func TestCapacity(t *testing.T) {
	t.Parallel()
	constant := func(of func(*rand.Rand, int) string) func(*rand.Rand, int) string {
		return func(chance *rand.Rand, i int) string { return "11111111111111111111" + of(chance, i) }
	}
	Table(t, Capacity,
		Passes("128 bits", "room for 128 bits", visited(values(21, digits(16)))...),
		Fails("a UUID's worth", "room for 120 bits at most", visited(values(21, digits(15)))...).At(check.Medium).UnderStrict(),
		Fails("a UUID", "room for 124 bits at most", visited(values(21, uuid4))...).At(check.Medium).UnderStrict(),
		Fails("60 bits", "room for 56 bits at most", visited(values(21, digits(7)))...),
		Fails("60 bits after a long constant", "room for 56 bits at most", visited(values(21, constant(digits(7))))...),
		Fails("a counter", "bits at most", visited(values(21, counter))...),
		Passes("a constant that may be chance, in two values", "room for", visited(values(3, constant(digits(16))))...),
		Fails("one value of eight digits", "room for 27 bits", session, Visit(Get("/").Sets("sid=12345678; Path=/"))),
		Passes("one value, of which the alphabet is not known", "room for 165 bits", session, Visit(Get("/").Sets("sid="+values(1, digits(16))[0]+"; Path=/"))),
		Passes("a short one for guests, a long one for members", "room for 165 bits", session,
			Visit(Get("/").Sets("sid=guest; Path=/")), Login(Do(recording.LoggingIn, "/login").Sets("sid="+values(1, digits(16))[0]+"; Path=/"), Look(recording.AtEnd)),
			Samples(Given("sid", values(20, func(*rand.Rand, int) string { return "guest" })...))),
		Fails("a long one for guests, a short one for members", "room for 27 bits", session,
			Visit(Get("/").Sets("sid="+values(1, digits(16))[0]+"; Path=/")), Login(Do(recording.LoggingIn, "/login").Sets("sid=12345678; Path=/"), Look(recording.AtEnd)),
			Samples(Given("sid", values(20, digits(16))...))),
		Passes("one for all", "room for", visited(values(21, func(*rand.Rand, int) string { return "guest-of-the-house-of-many-names" }))...),
		Skips("a deletion alone", "no answer gave it a value", session, Visit(Hold("sid=1"), Get("/").Sets("sid=; Path=/; Max-Age=0"))),
		NoSubject("a preference", Visit(Get("/").Sets("theme=dark"))),
	)
}

func TestStatistics(t *testing.T) {
	t.Parallel()
	Table(t, Statistics,
		Passes("chance", "no character of 100 values", visited(values(101, digits(16)))...),
		Passes("little room, all of it chance", "no character of 100 values", visited(values(101, digits(8)))...),
		Passes("the time, and enough chance behind it", "no character of 200 values", visited(values(201, uuid7))...),
		Fails("the time in nanoseconds, in a long value", "cannot be foreseen", visited(values(201, func(chance *rand.Rand, i int) string {
			return clock(chance, i) + fmt.Sprintf("-%016x", 0x9e3779b97*i)
		}))...),
		Skips("a counter, which has no room", "see entropy/capacity", visited(values(101, counter))...),
		Skips("too few", "20 values say nothing", visited(values(21, digits(16)))...),
		Skips("another kind for guests", "another kind of value", session, Visit(Get("/").Sets("sid=guest; Path=/")),
			Login(Do(recording.LoggingIn, "/login").Sets("sid="+values(1, digits(16))[0]+"; Path=/"), Look(recording.AtEnd)), Samples(Given("sid", "guest", "guest"))),
		Skips("not given", "not given it", session, Visit(Get("/").Sets("sid=1; Path=/")), Samples()),
		Undecided("none could be taken", "samples: Chrome died", session, Visit(Get("/").Sets("sid=1; Path=/")), Failed(recording.Samples, "Chrome died")),
	)
}

func TestDefaultName(t *testing.T) {
	t.Parallel()
	named := func(name string) []Element {
		return []Element{Role(name, "session"), Visit(Get("/").Sets(name + "=1; Path=/"))}
	}
	Table(t, DefaultName,
		Fails("PHP's", "PHPSESSID, by which PHP is known", named("PHPSESSID")...).UnderStrict(),
		Fails("in other letters", "by which Java", named("jsessionid")...).UnderStrict(),
		Fails("with something of its own at the end", "by which ASP is known", named("ASPSESSIONIDQQABCD")...).UnderStrict(),
		Passes("a prefixed one", "no framework", named("id")...),
		Passes("one that only begins as another", "no framework", named("PHPSESSIDS")...),
		NoSubject("a preference", Role("PHPSESSID", "preference"), Visit(Get("/").Sets("PHPSESSID=1; Path=/"))),
		Undecided("the visit broke", "visit: Chrome died", Role("PHPSESSID", "session"), Failed(recording.Visit, "Chrome died"), Restart(Get("/").Sets("PHPSESSID=1; Path=/"))),
	)
}

// TestChanceIsNeverForeseen: values of pure chance, with as little room as can pass, do not fail by chance.
func TestChanceIsNeverForeseen(t *testing.T) {
	t.Parallel()
	for seed := range uint64(300) {
		chance := rand.New(rand.NewPCG(seed, 7))
		all := make([]string, enough)
		for i := range all {
			all[i] = fmt.Sprintf("%017x", chance.Uint64()>>4) + fmt.Sprintf("%x", chance.IntN(16))
		}
		s := recording.Measure(all)
		if bits := unforeseen(&s); bits < 60 {
			t.Errorf("seed %d: %.1f bits of 64", seed, bits)
		}
	}
}

func TestJWT(t *testing.T) {
	t.Parallel()
	in := func(d time.Duration) *time.Time { at := Noon.Add(d); return &at }
	token := func(algorithm string, signed bool, expires *time.Time) Element {
		return Visit(Get("/").Sets("sid=eyJ.eyJ.x; Path=/; HttpOnly"), Look(recording.AtEnd), Form("sid", "jwt", recording.Token{
			Algorithm: algorithm, Signed: signed, Expires: expires, At: Noon,
		}))
	}
	guessed := func(p *Player) { p.Last().Jars[0].Cookies[0].Value.Guessed = true }
	hour := Account(func(s *recording.Session) { one := recording.InSeconds(time.Hour); s.Expected.Absolute = &one })
	Table(t, JWT,
		Passes("signed, and ends", "signed by HS256, and ends", session, token("HS256", true, in(time.Hour))),
		Passes("an algorithm of somebody's own", "signed by other", session, token("other", true, in(time.Hour))),
		Fails("none", "without a signature", session, token("none", false, in(time.Hour))),
		Fails("none, and something where the signature stands", "without a signature", session, token("none", true, in(time.Hour))),
		Fails("the signature left out", "without a signature", session, token("HS256", false, in(time.Hour))),
		Fails("no end", "never ends by itself", session, token("HS256", true, nil)).At(check.Medium),
		Fails("an end after what was declared", "ends 2h after it was made", session, hour, token("HS256", true, in(2*time.Hour))).At(check.Medium),
		Passes("an end as declared", "signed by", session, hour, token("HS256", true, in(time.Hour))),
		Fails("altered, and taken", "logged in by a token", session, token("HS256", true, in(time.Hour)), Replay(AskOf(recording.Tampered, "sid", recording.In, func(p *recording.Probe) { p.Place = "end" }))),
		Passes("altered, and not taken", "signed by", session, token("HS256", true, in(time.Hour)), Replay(AskOf(recording.Tampered, "sid", recording.Out, func(p *recording.Probe) { p.Place = "end" }))),
		Fails("an end in ten years", "ends 10 years after it was made", session, token("HS256", true, in(10*365*24*time.Hour))).At(check.Medium),
		Fails("a known key", "signed by a key from a list", session, token("HS256", true, in(time.Hour)), guessed).At(check.Critical),
		Fails("a known key, of what is no token", "signed by a key from a list", session, Visit(Get("/").Sets("sid=1; Path=/"), Look(recording.AtEnd)), guessed).At(check.Critical),
		Skips("a preference", "its role is unknown", token("none", false, nil)),
		NoSubject("no token", session, Visit(Get("/").Sets("sid=1; Path=/"))),
	)
}
