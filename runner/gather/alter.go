package gather

import (
	"crypto/rand"
	"math/big"
	"strings"
)

type alteration struct{ place, value string }

// altered changes one character of a value near its start, its middle and its end. The last character stays: of Base64 it may hold
// bits that stand for nothing.
func altered(value string) []alteration {
	places := telling(value)
	if len(places) < 8 {
		return nil
	}
	var all []alteration
	for _, a := range []struct {
		place string
		at    int
	}{{"start", len(places) / 8}, {"middle", len(places) / 2}, {"end", min(len(places)*7/8, len(places)-2)}} {
		at := places[a.at]
		octets := []byte(value)
		octets[at] = next(octets[at])
		all = append(all, alteration{a.place, string(octets)})
	}
	return all
}

// routing is what the parts of a value that name a server are apart by, and how long they are at most, in octets: "id.worker1" of Tomcat,
// "srv1~id" of HAProxy. The server may read such a part without asking whose it is.
const (
	routing     = ".~!"
	mostRouting = 15
)

// telling are the changeable places of a value that are no part of the name of a server.
func telling(value string) []int {
	var places []int
	start := 0
	for end := 0; end <= len(value); end++ {
		if end < len(value) && !strings.ContainsRune(routing, rune(value[end])) {
			continue
		}
		if end-start > mostRouting || end-start == len(value) {
			for _, i := range changeable(value) {
				if start <= i && i < end {
					places = append(places, i)
				}
			}
		}
		start = end + 1
	}
	return places
}

// changeable are the places of a value where a letter or digit stands that is no part of a percent-encoding.
func changeable(value string) []int {
	var places []int
	for i := 0; i < len(value); i++ {
		switch c := value[i]; {
		case c == '%' && i+2 < len(value):
			i += 2
		case c >= '0' && c <= '9', c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z':
			places = append(places, i)
		}
	}
	return places
}

// next is another character of the same kind.
func next(c byte) byte {
	switch c {
	case '9':
		return '0'
	case 'z':
		return 'a'
	case 'Z':
		return 'A'
	case 'f':
		return 'a' // of hexadecimal digits
	case 'F':
		return 'A'
	}
	return c + 1
}

// likeness is a value of the same form that nobody was ever given: its digits and letters by chance.
func likeness(value string) string {
	octets := []byte(value)
	hex := strings.Trim(strings.ToLower(value), "0123456789abcdef-") == ""
	for _, i := range changeable(value) {
		from := "0123456789"
		switch c := octets[i]; {
		case c >= 'a' && c <= 'z':
			from = "abcdefghijklmnopqrstuvwxyz"
		case c >= 'A' && c <= 'Z':
			from = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
		}
		if hex && len(from) > 10 {
			from = from[:6]
		}
		n, err := rand.Int(rand.Reader, big.NewInt(int64(len(from))))
		if err != nil {
			panic(err) // never fails
		}
		octets[i] = from[n.Int64()]
	}
	return string(octets)
}
