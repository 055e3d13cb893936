package terminal

// paint colours words. A colour never says what the word does not.
type paint bool

func (p paint) failed(s string) string    { return p.with("1;31", s) }
func (p paint) warning(s string) string   { return p.with("33", s) }
func (p paint) undecided(s string) string { return p.with("35", s) }
func (p paint) passed(s string) string    { return p.with("32", s) }
func (p paint) strong(s string) string    { return p.with("1", s) }

func (p paint) with(code, s string) string {
	if !p {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}
