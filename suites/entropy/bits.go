package entropy

import (
	"math"

	"github.com/cookiespec/cookiespec/suites/recording"
)

// How many bits a session id needs: 64 by the Session Management Cheat Sheet and ASVS 4.0, 128 by ASVS 5.0.
const (
	least  = 64
	wanted = 128
)

// room is an upper bound of the entropy of a sample's values, in bits: that of as many characters, each any of the alphabet, but for
// those that are the same in all values. By chance that happens to one place of a random value in 2^40 samples, or less often.
func room(s *recording.Sampled) float64 {
	each := math.Log2(float64(s.Alphabet))
	bits := each * float64(s.Longest-len(s.Places))
	for _, p := range s.Places {
		if p.Kinds > 1 || each*float64(s.Values-1) < 40 {
			bits += each
		}
	}
	return bits
}

// told tells whether so much of the values was seen that their alphabet is known.
func told(s *recording.Sampled) bool { return s.Values*s.Shortest >= recording.Telling }

// unforeseen is an upper bound of the bits that one cannot foresee who guesses, for each character, the most common one or the
// most common step from the value before. Of how often that comes true the lower end of what the sample allows is taken, so that
// chance does not make a random value look foreseeable.
func unforeseen(s *recording.Sampled) float64 {
	each := math.Log2(float64(s.Alphabet))
	bits := each * float64(s.Longest-len(s.Places))
	for _, p := range s.Places {
		chance := max(atLeast(p.Common, s.Values), atLeast(p.Step, s.Values-1))
		bits += min(each, -math.Log2(chance))
	}
	return bits
}

// deviations is how sure the lower end of a share is, in standard deviations: four are exceeded once in 30,000 times.
const deviations = 4

// atLeast is the lower end of a share that was seen as hits out of tries (Wilson's score interval).
func atLeast(hits, tries int) float64 {
	n, p, z := float64(tries), float64(hits)/float64(tries), float64(deviations)
	return (p + z*z/(2*n) - z*math.Sqrt(p*(1-p)/n+z*z/(4*n*n))) / (1 + z*z/n)
}
