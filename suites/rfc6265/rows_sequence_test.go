package rfc6265_test

// sequenceRows are about several lines: replacing, deleting, order. §5.7 steps 23 and 24, §5.8.3 step 4.
func sequenceRows() []row {
	const root = "http://{host}/"
	return []row{
		{name: "a later line of one name replaces an earlier one", line: "a=1\na=2", want: "a=2"},
		{name: "a later answer replaces an earlier one", line: "a=1", then: []visit{{root, "a=2"}}, want: "a=2"},
		{name: "a replaced cookie keeps its place in the order", line: "a=1\nb=2", then: []visit{{root, "a=3"}}, want: "a=3\nb=2", asks: []ask{{root, "a=3; b=2"}}, deviation: "creation-time"},
		{name: "a cookie replaced by the same value keeps its place in the order", line: "a=1\nb=2", then: []visit{{root, "a=1"}}, want: "a=1\nb=2", asks: []ask{{root, "a=1; b=2"}}},
		{name: "a cookie replaced by another value in one answer keeps its place in the order", line: "a=1\nb=2\na=3", want: "a=3\nb=2", asks: []ask{{root, "a=3; b=2"}}, deviation: "creation-time"},
		{name: "a cookie replaced with other attributes keeps its place in the order", line: "a=1\nb=2", then: []visit{{root, "a=1; HttpOnly; Max-Age=60"}}, want: "a=1; HttpOnly; for 1m0s\nb=2", asks: []ask{{root, "a=1; b=2"}}},
		{name: "a cookie that was deleted comes last when it is set again", line: "a=1\nb=2", then: []visit{{root, "a=; Max-Age=0"}, {root, "a=3"}}, want: "b=2\na=3", asks: []ask{{root, "b=2; a=3"}}},
		{name: "a replacement sheds attributes", line: "a=1; HttpOnly; SameSite=Strict; Max-Age=60", then: []visit{{root, "a=2"}}, want: "a=2"},
		{name: "a replacement adds attributes", line: "a=1", then: []visit{{root, "a=2; HttpOnly; SameSite=Strict; Max-Age=60"}}, want: "a=2; HttpOnly; SameSite=Strict; for 1m0s"},
		{name: "a deletion by Max-Age removes the cookie", line: "a=1", then: []visit{{root, "a=; Max-Age=0"}}, want: ""},
		{name: "a deletion by Expires removes the cookie", line: "a=1", then: []visit{{root, "a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT"}}, want: ""},
		{name: "a deletion needs not repeat the value", line: "a=1; HttpOnly", then: []visit{{root, "a=x; Max-Age=-1"}}, want: ""},
		{name: "a deletion in the same answer counts", line: "a=1\na=; Max-Age=0", want: ""},
		{name: "a line after a deletion in the same answer counts", line: "a=; Max-Age=0\na=2", want: "a=2"},
		{name: "a deletion with another path removes nothing", line: "a=1; Path=/x", then: []visit{{root, "a=; Max-Age=0"}}, want: "a=1; Path=/x"},
		{name: "a deletion with the default-path of another page removes nothing", line: "a=1; Path=/", then: []visit{{"http://{host}/x/y", "a=; Max-Age=0"}}, want: "a=1"},
		{name: "a deletion with a Domain leaves a host-only cookie", line: "a=1", then: []visit{{root, "a=; Domain={host}; Max-Age=0"}}, want: "a=1"},
		{name: "a deletion without Domain leaves a cookie of the domain", line: "a=1; Domain={host}", then: []visit{{root, "a=; Max-Age=0"}}, want: "a=1; Domain={host}"},
		{name: "a deletion of another name removes nothing", line: "a=1", then: []visit{{root, "A=; Max-Age=0"}}, want: "a=1"},
		{name: "a deletion from a subdomain by Domain removes the cookie", line: "a=1; Domain={host}", then: []visit{{"http://www.{host}/", "a=; Domain={host}; Max-Age=0"}}, want: ""},
		{name: "a deletion on a subdomain leaves the parent's cookie", line: "a=1; Domain={host}", then: []visit{{"http://www.{host}/", "a=; Max-Age=0"}}, want: "a=1; Domain={host}"},
		{name: "a deletion that is refused removes nothing", line: "a=1", then: []visit{{root, "a=; Max-Age=0; Secure"}}, want: "a=1"},
		{name: "a host-only cookie is beside one of the domain", line: "a=1\na=2; Domain={host}", want: "a=1\na=2; Domain={host}", asks: []ask{{root, "a=1; a=2"}}},
		{name: "two paths of one name are deleted one by one", line: "a=1\na=2; Path=/x", then: []visit{{root, "a=; Max-Age=0"}}, want: "a=2; Path=/x"},
		{name: "a cookie without a name is replaced by another one", line: "abc", then: []visit{{root, "xyz"}}, want: "=xyz"},
		{name: "a cookie without a name is deleted by a line without a name", line: "abc", then: []visit{{root, "x; Max-Age=0"}}, want: ""},
		{name: "a refused line leaves the cookie that it meant to replace", line: "a=1", then: []visit{{root, "a=2; Domain=example.com"}}, want: "a=1"},
		{name: "many cookies are sent in the order of their lines", line: "c=1\na=2\nd=3\nb=4\ne=5", want: "c=1\na=2\nd=3\nb=4\ne=5", asks: []ask{{root, "c=1; a=2; d=3; b=4; e=5"}}},
	}
}
