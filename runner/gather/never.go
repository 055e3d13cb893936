package gather

import "github.com/cookiespec/cookiespec/runner/account"

// mostNoted bounds how many of the addresses that were not requested are noted.
const mostNoted = 50

// never tells whether the user forbids requests to an address, and notes that there was none.
func (r *run) never(page string) bool {
	pattern, forbidden := r.o.Never.Match(page)
	if !forbidden {
		return false
	}
	r.mu.Lock()
	if r.forbidden == nil {
		r.forbidden = map[string]bool{}
	}
	r.forbidden[account.Address(page)] = true
	count := len(r.forbidden)
	r.mu.Unlock()
	if count <= mostNoted {
		r.note("%s was not requested: never: has %s", r.shown(account.Address(page)), pattern)
	} else {
		r.note("further addresses were not requested, as never: has them")
	}
	return true
}
