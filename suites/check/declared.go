package check

import "github.com/cookiespec/cookiespec/suites/recording"

// declare gives each cookie of the target its declaration and lists the declarations that none answers to. An exact name
// wins over a glob, an earlier glob over a later one.
func (c *Case) declare() {
	exact := map[string]*recording.Declaration{}
	for i := range c.Declared {
		if d := &c.Declared[i]; exact[d.Name] == nil {
			exact[d.Name] = d
		}
	}
	answered := map[*recording.Declaration]bool{}
	for _, k := range c.Cookies {
		k.Declared = exact[k.Key.Name]
		for i := 0; k.Declared == nil && i < len(c.Declared); i++ {
			if d := &c.Declared[i]; Glob(d.Name, k.Key.Name) {
				k.Declared = d
			}
		}
		if k.Declared != nil && came(k) {
			answered[k.Declared] = true
		}
	}
	for i := range c.Declared {
		if d := &c.Declared[i]; !answered[d] {
			c.Missing = append(c.Missing, d)
		}
	}
}

// came tells whether the target ever meant to set the cookie, and not only to delete it.
func came(k *Cookie) bool {
	for i := range k.Settings {
		if !k.Settings[i].Deletes {
			return true
		}
	}
	return k.Seen()
}

// Glob tells whether a whole text matches a pattern in which "*" stands for any bytes and "?" for one.
func Glob(pattern, text string) bool {
	star, from := -1, 0 // the last "*", and where what it stands for ends
	p, t := 0, 0
	for t < len(text) {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, from = p, t
			p++
		case p < len(pattern) && (pattern[p] == '?' || pattern[p] == text[t]):
			p, t = p+1, t+1
		case star >= 0:
			from++
			p, t = star+1, from
		default:
			return false
		}
	}
	for p < len(pattern) && pattern[p] == '*' {
		p++
	}
	return p == len(pattern)
}
