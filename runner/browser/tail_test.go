package browser

import (
	"errors"
	"strings"
	"testing"
)

func TestReason(t *testing.T) {
	t.Parallel()
	other := errors.New("the first line\nthe second")
	for _, row := range []struct{ name, printed, want string }{
		{"nothing said", "", "the first line"},
		{"nothing fatal said", "[1:2:ERROR:dbus.cc(1)] Failed to connect to the bus\n", "the first line"},
		{"no sandbox", "x\n[1:2:FATAL:zygote_host_impl_linux.cc(128)] No usable sandbox! If you are running on Ubuntu 23.10+\ny", "its sandbox cannot be used on this system; allow unprivileged user namespaces, or run it in a container"},
		{"a full disk", "mkdir: No space left on device\n", "no space left on device; free some, or set TMPDIR to a disk that has room"},
		{"another fatal error", "[1:2:0101/1.1:ERROR:a.cc(1)] b\n[1:2:0101/1.1:FATAL:c.cc(2)] it is broken  \n", "it says c.cc(2)] it is broken"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			var printed tail
			for _, line := range strings.SplitAfter(row.printed, "\n") {
				if n, err := printed.Write([]byte(line)); n != len(line) || err != nil {
					t.Fatal(n, err)
				}
			}
			if got := printed.reason(other); got != row.want {
				t.Errorf("got  %s\nwant %s", got, row.want)
			}
		})
	}
}

func TestTailKeepsTheEnd(t *testing.T) {
	t.Parallel()
	var printed tail
	for range 1000 {
		printed.Write([]byte("one line of many\n"))
	}
	printed.Write([]byte("the last"))
	if len(printed.text) != 2000 || !strings.HasSuffix(printed.text, "many\nthe last") {
		t.Errorf("%d bytes are kept, up to %q", len(printed.text), printed.text[len(printed.text)-20:])
	}
}
