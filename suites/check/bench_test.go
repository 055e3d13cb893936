package check_test

import (
	"fmt"
	"testing"

	"github.com/cookiespec/cookiespec/suites/check"
	. "github.com/cookiespec/cookiespec/suites/check/checktest"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// BenchmarkNewCase shows that a case costs as much as its recording is long: cookies times exchanges.
func BenchmarkNewCase(b *testing.B) {
	for _, size := range []struct{ cookies, exchanges int }{{1, 100}, {15, 100}, {150, 100}, {150, 10}} {
		r := busy(size.cookies, size.exchanges)
		b.Run(fmt.Sprintf("%d cookies, %d exchanges", size.cookies, size.exchanges), func(b *testing.B) {
			for b.Loop() {
				check.NewCase(r)
			}
		})
	}
}

// busy is a recording of a visit in which the first answer sets all cookies.
func busy(cookies, exchanges int) *recording.Recording {
	first := Get("/")
	for i := range cookies {
		first.Sets(fmt.Sprintf("cookie%d=0123456789abcdef; Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age=3600", i))
	}
	steps := []Step{first}
	for i := range exchanges - 1 {
		steps = append(steps, Get(fmt.Sprintf("/page/%d", i)))
	}
	return Record(Visit(steps...))
}
