package rfc6265_test

import (
	"fmt"
	"strings"
)

// pairRows are about name and value: §5.6 up to step 6, §5.7 steps 2 to 4.
func pairRows() []row {
	long := func(n int) string { return strings.Repeat("v", n) }
	rows := []row{
		{name: "a name and a value are stored", line: "a=1", want: "a=1"},
		{name: "a value may be empty", line: "a=", want: "a="},
		{name: "a pair without = is a value without a name", line: "abc", want: "=abc"},
		{name: "a pair that starts with = is a value without a name", line: "=abc", want: "=abc"},
		{name: "blanks before a leading = leave the name empty", line: "  =abc", want: "=abc"},
		{name: "of two = at the start the second belongs to the value", line: "==abc", want: "==abc", deviation: "nameless-equals"},
		{name: "behind a leading = another one belongs to the value", line: "=a=b", want: "=a=b", deviation: "nameless-equals"},
		{name: "neither name nor value is nothing", line: "=", want: ""},
		{name: "an empty line is nothing", line: "", want: ""},
		{name: "a lone semicolon is nothing", line: ";", want: ""},
		{name: "attributes alone are nothing", line: "; Path=/; HttpOnly", want: ""},
		{name: "blanks alone are nothing", line: "  ;", want: ""},
		{name: "the first pair counts although it looks like an attribute", line: "Secure; HttpOnly", want: "=Secure; HttpOnly"},
		{name: "a first pair that looks like Path is a cookie named Path", line: "Path=/x; HttpOnly", want: "Path=/x; HttpOnly"},
		{name: "a first pair that looks like Domain is a cookie named Domain", line: "Domain={host}", want: "Domain={host}"},
		{name: "blanks around name and value are removed", line: "  a  =  1  ; HttpOnly", want: "a=1; HttpOnly"},
		{name: "tabs around name and value are removed", line: "\ta\t=\t1\t; HttpOnly", want: "a=1; HttpOnly"},
		{name: "blanks inside a name stay", line: "a b=1", want: "a b=1"},
		{name: "blanks inside a value stay", line: "a=1 2  3", want: "a=1 2  3"},
		{name: "further = belong to the value", line: "a=b=c==", want: "a=b=c=="},
		{name: "quotes stay a part of the value", line: `a="1"`, want: `a="1"`},
		{name: "blanks inside quotes stay", line: `a=" 1 "`, want: `a=" 1 "`},
		{name: "a semicolon ends a value even inside quotes", line: `a="1;2"`, want: `a="1`},
		{name: "one quote alone is kept", line: `a="`, want: `a="`},
		{name: "quotes inside a value are kept", line: `a=1"2"3`, want: `a=1"2"3`},
		{name: "quotes in a name are kept", line: `"a"=1`, want: `"a"=1`},
		{name: "a comma is kept", line: "a=1,2", want: "a=1,2"},
		{name: "a second cookie after a comma belongs to the value", line: "a=1, b=2", want: "a=1, b=2"},
		{name: "a backslash is kept", line: `a=1\2`, want: `a=1\2`},
		{name: "percent signs are not decoded", line: "a=%3B%20%00", want: "a=%3B%20%00"},
		{name: "separators of HTTP may be in a name", line: "a(b)<c>@,:\\/[]?{}=1", want: "a(b)<c>@,:\\/[]?{}=1"},
		{name: "a dollar sign has no meaning", line: "$Version=1", want: "$Version=1"},
		{name: "names keep their case", line: "AbC=1\nabc=2", want: "AbC=1\nabc=2"},
		{name: "UTF-8 in a value is kept", line: "a=žluťoučký 🍪", want: "a=žluťoučký 🍪"},
		{name: "UTF-8 in a name is kept", line: "kůň=1", want: "kůň=1"},
		{name: "octets that are not UTF-8 are kept in a value", line: "a=1\xff\xfe2", want: "a=1\xff\xfe2"},
		{name: "octets that are not UTF-8 are kept in a name", line: "a\xe9=1", want: "a\xe9=1"},
		{name: "octets that are Latin-1 are kept", line: "a=caf\xe9", want: "a=caf\xe9"},
		{name: "octets 80 to 9F are not control characters", line: "a=\xc2\x80\xc2\x9f", want: "a=\xc2\x80\xc2\x9f"},
		{name: "a no-break space is not a blank", line: "a=\u00a01\u00a0", want: "a=\u00a01\u00a0"},
		{name: "4096 bytes of name and value are kept", line: "a=" + long(4095), want: "a=" + long(4095)},
		{name: "4097 bytes of name and value are too many", line: "a=" + long(4096), want: ""},
		{name: "4096 bytes of name with an empty value are kept", line: long(4096) + "=", want: long(4096) + "="},
		{name: "4097 bytes of name are too many", line: long(4097) + "=", want: ""},
		{name: "4096 bytes of value without a name are kept", line: long(4096), want: "=" + long(4096)},
		{name: "4097 bytes of value without a name are too many", line: long(4097), want: ""},
		{name: "name and value of 2048 bytes each are kept", line: long(2048) + "=" + long(2048), want: long(2048) + "=" + long(2048)},
		{name: "attributes do not count as name or value", line: "a=" + long(4095) + "; HttpOnly; x=" + long(1000), want: "a=" + long(4095) + "; HttpOnly"},
		{name: "blanks that are removed do not count", line: "  a  =  " + long(4095) + "  ", want: "a=" + long(4095)},
		{name: "octets count, not characters", line: "a=" + strings.Repeat("é", 2048), want: ""},
		{name: "4095 bytes of UTF-8 are kept", line: "a=" + strings.Repeat("é", 2047), want: "a=" + strings.Repeat("é", 2047)},
		{name: "a name of one digit is kept", line: "0=1", want: "0=1"},
		{name: "a tab inside a name is not a control character", line: "a\tb=1", want: "a\tb=1", deviation: "tab"},
		{name: "a tab inside a value is not a control character", line: "a=1\t2", want: "a=1\t2", deviation: "tab"},
	}
	for _, c := range controls() {
		rows = append(rows,
			row{name: fmt.Sprintf("control character %02X in a name refuses the line", c), line: fmt.Sprintf("a%cb=1", c)},
			row{name: fmt.Sprintf("control character %02X in a value refuses the line", c), line: fmt.Sprintf("a=1%c2", c)},
		)
	}
	for _, c := range `!#$%&'*+-./:<>?@[]^_{}|~()` + "`" {
		pair := fmt.Sprintf("a%[1]cb=1%[1]c2", c)
		rows = append(rows, row{name: fmt.Sprintf("%c is kept in a name and in a value", c), line: pair, want: pair})
	}
	return rows
}

// controls are the control characters that can come in a header: NUL, CR and LF cannot.
func controls() []rune {
	var cs []rune
	for c := rune(0x01); c <= 0x1F; c++ {
		if c != '\t' && c != '\n' && c != '\r' {
			cs = append(cs, c)
		}
	}
	return append(cs, 0x7F)
}
