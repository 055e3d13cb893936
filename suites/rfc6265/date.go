package rfc6265

import (
	"strings"
	"time"
)

// ParseDate follows §5.1.1.
func ParseDate(s string) (time.Time, bool) {
	var d cookieDate
	for _, token := range strings.FieldsFunc(octets(s), isDelimiter) { // steps 1 and 2
		d.take(token)
	}
	return d.time()
}

// cookieDate holds the values of step 2; the flags are the found-… ones.
type cookieDate struct {
	hasTime, hasDay, hasMonth, hasYear bool
	hour, minute, second               int
	day, month, year                   int
}

// take follows step 2 for one date-token: the first production that is not found yet and matches takes it.
func (d *cookieDate) take(token string) {
	if !d.hasTime {
		if h, m, s, ok := timeToken(token); ok { // 2.1
			d.hasTime, d.hour, d.minute, d.second = true, h, m, s
			return
		}
	}
	if !d.hasDay {
		if n, ok := number(token, 1, 2); ok { // 2.2
			d.hasDay, d.day = true, n
			return
		}
	}
	if !d.hasMonth {
		if n, ok := monthToken(token); ok { // 2.3
			d.hasMonth, d.month = true, n
			return
		}
	}
	if !d.hasYear {
		if n, ok := number(token, 2, 4); ok { // 2.4
			d.hasYear, d.year = true, n
		}
	}
}

// time follows steps 3 to 7.
func (d *cookieDate) time() (time.Time, bool) {
	year := d.year
	switch {
	case 70 <= year && year <= 99: // 3
		year += 1900
	case 0 <= year && year <= 69: // 4
		year += 2000
	}
	// 5. "Abort this algorithm and fail to parse the cookie-date if"
	if !d.hasDay || !d.hasMonth || !d.hasYear || !d.hasTime ||
		d.day < 1 || d.day > 31 || year < 1601 || d.hour > 23 || d.minute > 59 || d.second > 59 {
		return time.Time{}, false
	}
	// 6. "If no such date exists, abort this algorithm and fail to parse the cookie-date."
	t := time.Date(year, time.Month(d.month), d.day, d.hour, d.minute, d.second, 0, time.UTC)
	if t.Day() != d.day {
		return time.Time{}, false
	}
	return t, true
}

// timeToken matches the time production: hms-time [ non-digit *OCTET ].
func timeToken(token string) (h, m, s int, ok bool) {
	var fields [3]int
	rest := token
	for i := range fields {
		if i > 0 {
			if !strings.HasPrefix(rest, ":") {
				return 0, 0, 0, false
			}
			rest = rest[1:]
		}
		digits := leadingDigits(rest)
		if digits < 1 || digits > 2 {
			return 0, 0, 0, false
		}
		fields[i] = atoi(rest[:digits])
		rest = rest[digits:]
	}
	return fields[0], fields[1], fields[2], true
}

// number matches least to most DIGITs [ non-digit *OCTET ].
func number(token string, least, most int) (int, bool) {
	digits := leadingDigits(token)
	if digits < least || digits > most {
		return 0, false
	}
	return atoi(token[:digits]), true
}

// monthToken matches the month production: three letters, then anything.
func monthToken(token string) (int, bool) {
	if len(token) < 3 {
		return 0, false
	}
	i := strings.Index("jan feb mar apr may jun jul aug sep oct nov dec", lower(token[:3]))
	return i/4 + 1, i >= 0 && i%4 == 0
}

func isDelimiter(r rune) bool {
	return r == 0x09 || 0x20 <= r && r <= 0x2F || 0x3B <= r && r <= 0x40 || 0x5B <= r && r <= 0x60 || 0x7B <= r && r <= 0x7E
}

// octets makes each octet beyond ASCII a letter that is no delimiter and in no production, as those octets are.
func octets(s string) string {
	b := []byte(s)
	for i, c := range b {
		if c >= 0x80 {
			b[i] = 0x7F
		}
	}
	return string(b)
}

func leadingDigits(s string) int {
	n := 0
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	return n
}

// atoi takes at most four digits.
func atoi(digits string) int {
	n := 0
	for i := 0; i < len(digits); i++ {
		n = n*10 + int(digits[i]-'0')
	}
	return n
}
