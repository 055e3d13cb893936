package recording

import (
	"fmt"
	"math/bits"
	"strings"
)

// Stage is one thing that a run drives in Chrome, or a set of them. What is known of each stands in [Facts].
type Stage uint32

// The stages, in the order in which they are reported.
const (
	Visit Stage = 1 << iota
	Browse
	Login
	Restart
	Crash
	Restore
	OtherHosts
	Fresh
	CookieLoss
	Aged
	Waited
	SecondBrowser
	Logout
	Fixation
	WrongPassword
	Replay
	CookiesCleared
	RememberMe
	RememberMeRestart
	RememberMeLogout
	Timeout
	PasswordChange
	PrivilegeChange
	Samples
	Plain
	CrossSite
	CrossAged
	Overlay
	Linked
	Forged
	Echo
)

// Has tells whether all stages of t are in s.
func (s Stage) Has(t Stage) bool { return s&t == t }

// Each returns the single stages of s, in order.
func (s Stage) Each() []Stage {
	stages := make([]Stage, 0, bits.OnesCount32(uint32(s)))
	for _, f := range table {
		if s.Has(f.Stage) {
			stages = append(stages, f.Stage)
		}
	}
	return stages
}

// String returns the names of the stages, joined by "+".
func (s Stage) String() string {
	var names []string
	for _, f := range table {
		if s.Has(f.Stage) {
			names = append(names, f.Name)
		}
	}
	return strings.Join(names, "+")
}

// MarshalText writes a stage's name.
func (s Stage) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (s *Stage) UnmarshalText(text []byte) error {
	var sum Stage
	for name := range strings.SplitSeq(string(text), "+") {
		stage := Where(func(f Facts) bool { return f.Name == name })
		if stage == 0 {
			return fmt.Errorf("unknown stage %q", name)
		}
		sum |= stage
	}
	*s = sum
	return nil
}
