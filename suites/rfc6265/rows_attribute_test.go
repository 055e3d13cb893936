package rfc6265_test

import (
	"fmt"
	"strings"
)

// attributeRows are about how attributes are told apart: the second algorithm of §5.6.
func attributeRows() []row {
	path := func(n int) string { return "/" + strings.Repeat("p", n-1) }
	rows := []row{
		{name: "names of attributes are read in any case", line: "a=1; hTTPoNLY; pATH=/; mAX-aGE=60; sAMEsITE=lAX", want: "a=1; HttpOnly; SameSite=Lax; for 1m0s"},
		{name: "blanks around attributes are removed", line: "a=1 ;  HttpOnly  ;  Path  =  /  ;  Max-Age  =  60  ", want: "a=1; HttpOnly; for 1m0s"},
		{name: "tabs around attributes are removed", line: "a=1\t;\tHttpOnly\t;\tMax-Age\t=\t60\t", want: "a=1; HttpOnly; for 1m0s"},
		{name: "empty attributes are skipped", line: "a=1;;; ;HttpOnly;;", want: "a=1; HttpOnly"},
		{name: "attributes without a name are skipped", line: "a=1; =x; HttpOnly", want: "a=1; HttpOnly"},
		{name: "unknown attributes are ignored", line: "a=1; Priority=High; Foo; Bar=baz; Version=1; Comment=x", want: "a=1"},
		{name: "a value of HttpOnly is ignored", line: "a=1; HttpOnly=false", want: "a=1; HttpOnly"},
		{name: "an empty value of HttpOnly is ignored", line: "a=1; HttpOnly=", want: "a=1; HttpOnly"},
		{name: "a value of Secure is ignored", at: "https://{host}/", line: "a=1; Secure=false", want: "a=1; Secure"},
		{name: "HttpOnly must be spelled in full", line: "a=1; Http-Only", want: "a=1"},
		{name: "an attribute joined by a comma is another name", line: "a=1; HttpOnly, b=2", want: "a=1"},
		{name: "an attribute in quotes is unknown", line: `a=1; "HttpOnly"`, want: "a=1"},
		{name: "HttpOnly twice is HttpOnly", line: "a=1; HttpOnly; HttpOnly", want: "a=1; HttpOnly"},
		{name: "a Path of 1024 bytes counts", line: "a=1; Path=" + path(1024), want: "a=1; Path=" + path(1024)},
		{name: "a Path of 1025 bytes is ignored", line: "a=1; Path=" + path(1025), want: "a=1"},
		{name: "an earlier Path stands when a later one is too long", line: "a=1; Path=/x; Path=" + path(1025), want: "a=1; Path=/x"},
		{name: "a Domain of 1025 bytes is ignored", line: "a=1; Domain=" + strings.Repeat("a", 1025), want: "a=1"},
		{name: "an earlier Domain stands when a later one is too long", line: "a=1; Domain={host}; Domain=" + strings.Repeat("a", 1025), want: "a=1; Domain={host}"},
		{name: "a Max-Age of 1025 bytes is ignored", line: "a=1; Max-Age=" + strings.Repeat("0", 1023) + "60", want: "a=1"},
		{name: "a Max-Age of 1024 bytes counts", line: "a=1; Max-Age=" + strings.Repeat("0", 1022) + "60", want: "a=1; for 1m0s"},
		{name: "an HttpOnly with a value of 1025 bytes is ignored", line: "a=1; HttpOnly=" + strings.Repeat("x", 1025), want: "a=1"},
		{name: "a Secure with a value of 1025 bytes is ignored", at: "https://{host}/", line: "a=1; Secure=" + strings.Repeat("x", 1025), want: "a=1"},
		{name: "a SameSite of 1025 bytes is ignored", line: "a=1; SameSite=Lax; SameSite=" + strings.Repeat("x", 1025), want: "a=1; SameSite=Lax"},
		{name: "an unknown attribute of 1025 bytes does no harm", line: "a=1; x=" + strings.Repeat("x", 1025) + "; HttpOnly", want: "a=1; HttpOnly"},
		{name: "a name of 1025 bytes does no harm to an attribute", line: "a=1; " + strings.Repeat("x", 1025) + "=1; HttpOnly", want: "a=1; HttpOnly"},
		{name: "blanks do not count to the length of an attribute", line: "a=1; Path=  " + path(1024) + "  ", want: "a=1; Path=" + path(1024)},
		{name: "UTF-8 in an unknown attribute does no harm", line: "a=1; x=é; HttpOnly", want: "a=1; HttpOnly"},
		{name: "a tab inside the value of an attribute does no harm", line: "a=1; x=1\t2; HttpOnly", want: "a=1; HttpOnly", deviation: "tab"},
		{name: "a tab inside the name of an attribute does no harm", line: "a=1; x\ty; HttpOnly", want: "a=1; HttpOnly", deviation: "tab"},
		{name: "a tab inside a Path is kept", line: "a=1; Path=/\tx", want: "a=1; Path=/\tx", deviation: "tab"},
		{name: "a tab at the end of a line is removed", line: "a=1\t", want: "a=1"},
	}
	for _, c := range controls() {
		rows = append(rows, row{name: fmt.Sprintf("control character %02X in an attribute refuses the line", c), line: fmt.Sprintf("a=1; x=1%c2", c)})
	}
	return rows
}
