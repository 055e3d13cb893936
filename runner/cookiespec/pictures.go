package main

import (
	"slices"
	"sync"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/runner/gather"
)

// pictures are those of the login, as they are taken.
type pictures struct {
	mu    sync.Mutex
	taken map[string]reports.Picture
}

func (p *pictures) take(one gather.Picture) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.taken == nil {
		p.taken = map[string]reports.Picture{}
	}
	p.taken[one.Of] = reports.Picture(one)
}

// of are the pictures of a run, in the order of the login.
func (p *pictures) of(run reports.Run) []reports.Picture {
	return p.ordered(run.Login != nil && run.Login.Asked != "")
}

// ordered are the pictures in the order of the login. A login that only seemed to have failed has no picture of that.
func (p *pictures) ordered(loggedIn bool) (all []reports.Picture) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, of := range []string{reports.OfLogin, reports.OfMember, reports.OfStranger, reports.OfFailure} {
		one, ok := p.taken[of]
		if ok && (of != reports.OfFailure || !loggedIn) {
			all = append(all, one)
		}
	}
	return slices.Clip(all)
}
