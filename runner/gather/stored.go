package gather

import (
	"context"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// stored is what pages of an origin keep in web storage and in databases. A login that lives there is carried into another browser with it, as one in
// cookies is with the jar.
type stored struct {
	Origin         string
	Local, Session map[string]string
	Indexed        []database
}

// database is one of IndexedDB.
type database struct {
	Name    string
	Version int64
	Stores  string // with their records, as page.js codes them
}

func (s *stored) empty() bool { return s == nil || len(s.Local)+len(s.Session)+len(s.Indexed) == 0 }

// store is what the page that is open keeps, where it is the target's; else nil.
func (r *run) store(ctx context.Context, t *driver.Tab) *stored {
	s, err := driver.Ask[stored](ctx, t, "stored")
	if err != nil || s.Origin == "" {
		return nil
	}
	if u, err := url.Parse(s.Origin); err != nil || !r.judged(u.Hostname()) {
		return nil
	}
	return &s
}

// carry puts what was stored into the tab: on the protected page, as only a page of the origin can.
func (p *replays) carry(ctx context.Context, s *stored) error {
	seen, err := p.run.account.See(ctx, p.tab, recording.Navigation, p.run.account.Oracle.Page)
	if err != nil || seen.Err != nil {
		return err
	}
	_, err = driver.Ask[bool](ctx, p.tab, "store", s)
	return err
}

// byStorage asks with what the first login left in web storage beside its cookies, where the cookies alone show no login. If that does,
// the login lives there, and what is asked later carries it along.
func (p *replays) byStorage(ctx context.Context, s *specimen) (in bool, err error) {
	kept := p.run.login.stores[recording.AtEnd]
	if kept.empty() {
		return false, nil
	}
	p.stored = kept
	if in, err = p.control(ctx, s); !in {
		p.stored = nil
		return false, err
	}
	p.run.login.inStorage = true
	p.run.rec.Session.Stored = kept.names()
	p.scene.Notes = append(p.scene.Notes, fmt.Sprintf("the login lives in %s: it was carried into other browsers with the cookies", strings.Join(kept.names(), " and ")))
	return true, nil
}

// carried is what a browser that is about to log out has in web storage, where the login lives there; else nil.
func (r *run) carried(ctx context.Context, g *guest) *stored {
	if !r.login.inStorage {
		return nil
	}
	return r.store(ctx, g.tab)
}

// names are the areas that hold something, with the names of what they hold.
func (s *stored) names() (all []string) {
	for _, area := range []struct {
		name string
		held map[string]string
	}{{"localStorage", s.Local}, {"sessionStorage", s.Session}} {
		if len(area.held) > 0 {
			all = append(all, area.name+" ("+strings.Join(slices.Sorted(maps.Keys(area.held)), ", ")+")")
		}
	}
	if len(s.Indexed) > 0 {
		var names []string
		for _, d := range s.Indexed {
			names = append(names, d.Name)
		}
		all = append(all, "IndexedDB ("+strings.Join(names, ", ")+")")
	}
	return all
}
