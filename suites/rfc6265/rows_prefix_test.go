package rfc6265_test

import (
	"fmt"
	"strings"
)

// prefixRows are about __Secure-, __Host-, __Http- and __Host-Http-: §5.4, §5.7 steps 20 to 22, layered cookies.
func prefixRows() []row {
	const tls = "https://{host}/"
	rows := []row{
		{name: "a prefix needs its hyphen", at: tls, line: "__Secure=1\n__Host=1\n__Http=1", want: "__Secure=1\n__Host=1\n__Http=1"},
		{name: "a prefix needs both underscores", at: tls, line: "_Host-a=1\nHost-a=1", want: "_Host-a=1\nHost-a=1"},
		{name: "a prefix counts at the start of a name only", at: tls, line: "a__Host-=1", want: "a__Host-=1"},
		{name: "a name may be a prefix and no more", at: tls, line: "__Host-=1; Secure; Path=/", want: "__Host-=1; Secure"},
		{name: "blanks before a prefix do not hide it", at: tls, line: "  __Host-a=1", want: ""},
		{name: "__Host- needs Path written out", at: tls, line: "__Host-a=1; Secure", want: ""},
		{name: "__Host- with an empty Path whose default-path is /", at: tls, line: "__Host-a=1; Secure; Path=", want: "__Host-a=1; Secure", deviation: "host-prefix-as-written"},
		{name: "__Host- with a Path without a slash whose default-path is /", at: tls, line: "__Host-a=1; Secure; Path=x", want: "__Host-a=1; Secure", deviation: "host-prefix-as-written"},
		{name: "__Host- with an empty Path whose default-path is another", at: tls + "x/y", line: "__Host-a=1; Secure; Path=", want: ""},
		{name: "__Host- with an empty Domain", at: tls, line: "__Host-a=1; Secure; Path=/; Domain=", want: "__Host-a=1; Secure"},
		{name: "__Host- with a Domain that is a public suffix and the host", at: "https://gov.uk/", line: "__Host-a=1; Secure; Path=/; Domain=gov.uk", want: "__Host-a=1; Secure", deviation: "host-prefix-as-written"},
		{name: "__Host- with the Domain of an IP address", at: "https://{ip}/", line: "__Host-a=1; Secure; Path=/; Domain={ip}", want: "", deviation: "address-is-host-only"},
		{name: "__Host- with the Domain of an IPv6 address", at: "https://[{ip6}]/", line: "__Host-a=1; Secure; Path=/; Domain=[{ip6}]", want: "", deviation: "address-is-host-only"},
		{name: "__Host- with the Domain of an IP address behind a dot", at: "https://{ip}/", line: "__Host-a=1; Secure; Path=/; Domain=.{ip}", want: ""},
		{name: "__Host- with the Domain of a host of one label", at: "https://printer/", line: "__Host-a=1; Secure; Path=/; Domain=printer", want: "__Host-a=1; Secure", deviation: "host-prefix-as-written"},
		{name: "__Host- with two Path of which the last is /", at: tls, line: "__Host-a=1; Secure; Path=/x; Path=/", want: "__Host-a=1; Secure"},
		{name: "__Host- with two Path of which the first is /", at: tls, line: "__Host-a=1; Secure; Path=/; Path=/x", want: ""},
		{name: "__Host- with a second Path that is empty", at: tls, line: "__Host-a=1; Secure; Path=/; Path=", want: "__Host-a=1; Secure", deviation: "host-prefix-as-written"},
		{name: "__Host- with two Domain of which the last is empty", at: tls, line: "__Host-a=1; Secure; Path=/; Domain={host}; Domain=", want: "__Host-a=1; Secure"},
		{name: "__Host- is accepted on a path below", at: tls + "x/y", line: "__Host-a=1; Secure; Path=/", want: "__Host-a=1; Secure"},
		{name: "__Host- over http is refused", line: "__Host-a=1; Secure; Path=/", want: ""},
		{name: "__Secure- over http is refused", line: "__Secure-a=1; Secure", want: ""},
		{name: "__Http- over http is refused", line: "__Http-a=1; Secure; HttpOnly", want: ""},
		{name: "__Host- over http on localhost is accepted", at: "http://{host}.localhost/", line: "__Host-a=1; Secure; Path=/", want: "__Host-a=1; Secure", deviation: "localhost-is-secure"},
		{name: "__Secure- over http on localhost is accepted", at: "http://{host}.localhost/", line: "__Secure-a=1; Secure", want: "__Secure-a=1; Secure", deviation: "localhost-is-secure"},
		{name: "__Host-Http- over http on localhost is accepted", at: "http://{host}.localhost/", line: "__Host-Http-a=1; Secure; HttpOnly; Path=/", want: "__Host-Http-a=1; Secure; HttpOnly", deviation: "localhost-is-secure"},
		{name: "a deletion of __Host- needs Secure too", at: tls, line: "__Host-a=1; Secure; Path=/", then: []visit{{tls, "__Host-a=; Path=/; Max-Age=0"}}, want: "__Host-a=1; Secure"},
		{name: "a deletion of __Host- with Secure deletes", at: tls, line: "__Host-a=1; Secure; Path=/", then: []visit{{tls, "__Host-a=; Path=/; Max-Age=0; Secure"}}, want: ""},
		{name: "prefixes of another case are other names", at: tls, line: "__Host-a=1; Secure; Path=/\n__host-a=2; Secure; Path=/", want: "__Host-a=1; Secure\n__host-a=2; Secure"},
		{name: "__Host- may be Partitioned", at: tls, line: "__Host-a=1; Secure; Path=/; Partitioned", want: "__Host-a=1; Secure; Partitioned"},
		{name: "a long s does not match the s of a prefix", at: tls, line: "__Hoſt-a=1\n__ſecure-a=1", want: "__Hoſt-a=1\n__ſecure-a=1"},
		{name: "a value of a cookie with a name may look like a prefix", at: tls, line: "a=__Host-b=1", want: "a=__Host-b=1"},
	}
	for _, p := range []string{"__Secure-", "__Host-", "__Http-", "__Host-Http-", "__hOST-", "__SECURE-", "__http-", "__HOST-hTTP-"} {
		rows = append(rows,
			row{name: "a value without a name must not look like " + p, at: tls, line: p + "a; Secure; HttpOnly; Path=/", want: ""},
			row{name: "a value behind a leading = must not look like " + p, at: tls, line: "=" + p + "a=1; Secure; HttpOnly; Path=/", want: ""},
			row{name: "a value behind = and a blank must not look like " + p, at: tls, line: "= " + p + "a=1; Secure; HttpOnly; Path=/", want: ""},
		)
		for _, attributes := range []string{
			"", "Secure", "HttpOnly", "Path=/", "Secure; HttpOnly", "Secure; Path=/", "HttpOnly; Path=/", "Secure; HttpOnly; Path=/",
			"Secure; Path=/; Domain={host}", "Secure; HttpOnly; Path=/; Domain={host}", "Secure; HttpOnly; Path=/x",
		} {
			rows = append(rows, prefixed(p, attributes))
		}
	}
	return rows
}

// prefixed says what becomes of a name with a prefix and some attributes.
func prefixed(prefix, attributes string) row {
	has := func(attribute string) bool { return strings.Contains(attributes+";", attribute+";") }
	kept := has("Secure")
	if strings.Contains(strings.ToLower(prefix), "http-") {
		kept = kept && has("HttpOnly")
	}
	if strings.Contains(strings.ToLower(prefix), "host-") {
		kept = kept && has("Path=/") && !has("Domain={host}")
	}
	r := row{at: "https://{host}/", line: prefix + "a=1; " + attributes}
	verb := "refused"
	if kept {
		verb, r.want = "kept", prefix+"a=1"
		for _, a := range []string{"Domain={host}", "Path=/x", "Secure", "HttpOnly"} {
			if has(a) {
				r.want += "; " + a
			}
		}
	}
	r.name = fmt.Sprintf("%s with %q is %s", prefix, attributes, verb)
	return r
}
