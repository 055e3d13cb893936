package rfc6265

import "fmt"

// prefix is what a name must keep when it starts so, in any case of letters.
type prefix struct {
	text     string
	step     string
	httpOnly bool
	hostOnly bool // and Path=/
}

// prefixes are those of §5.7 steps 20 and 21 and of the layered-cookies draft. A name may fall under more than one.
// All of them demand Secure.
var prefixes = []prefix{
	{text: "__Secure-", step: "5.7(20)"},
	{text: "__Host-", step: "5.7(21)", hostOnly: true},
	{text: "__Http-", step: "layered-cookies", httpOnly: true},
	{text: "__Host-Http-", step: "layered-cookies", httpOnly: true, hostOnly: true},
}

// refusePrefix is steps 20 to 22.
func refusePrefix(p *SetCookie, c Cookie, _ Origin) *Refusal {
	for _, x := range prefixes {
		// 22. A nameless cookie is sent without "=", so that its value would be read as a name.
		if c.Name == "" && hasPrefixFold(c.Value, x.text) {
			return &Refusal{"5.7(22)", "a cookie without a name has a value that starts with " + x.text}
		}
		if !hasPrefixFold(c.Name, x.text) {
			continue
		}
		if missing := x.missing(p, c); missing != "" {
			return &Refusal{x.step, fmt.Sprintf("%s needs %s", x.text, missing)}
		}
	}
	return nil
}

// missing names the first thing that the prefix demands and c does not have.
func (x prefix) missing(p *SetCookie, c Cookie) string {
	_, path := p.last("path")
	switch {
	case !c.Secure:
		return "Secure"
	case x.hostOnly && !c.HostOnly:
		return "no Domain"
	case x.hostOnly && (c.Path != "/" || !path):
		return "Path=/"
	case x.httpOnly && !c.HTTPOnly:
		return "HttpOnly"
	}
	return ""
}
