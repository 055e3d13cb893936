package account

import (
	"context"
	"slices"

	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/links"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// menus are what a menu with a way in or out is about.
var menus = []string{"menus", "members"}

// mostOpened bounds how many buttons are clicked on in search of a form, or of a way out.
const mostOpened = 4

// tryOpeners clicks on what promises a login on a page and is no link: a button that leads there, or opens a dialog; then on what opens a
// menu, and follows the links in it that promise one. Each of the alternatives is what such a button may be about.
func (a *Account) tryOpeners(ctx context.Context, t *driver.Tab, page string, alternatives ...[]string) error {
	for _, kinds := range alternatives {
		if s, err := a.See(ctx, t, recording.Navigation, page); err != nil || s.Err != nil {
			return err
		}
		found, err := a.openers(ctx, t, kinds...)
		if err != nil {
			return err
		}
		for i, opener := range found[:min(len(found), mostOpened)] {
			if i > 0 {
				if s, err := a.See(ctx, t, recording.Navigation, page); err != nil || s.Err != nil {
					return err
				}
			}
			if err := a.tryOpener(ctx, t, page, opener); err != nil || a.Form != nil {
				return err
			}
		}
	}
	return nil
}

// tryOpener clicks on one, and on what promises a login in the menu that it opens.
func (a *Account) tryOpener(ctx context.Context, t *driver.Tab, page string, opener driver.OpenerControl) error {
	opened := []driver.OpenerControl{opener}
	s, err := a.open(ctx, t, opener)
	if err != nil || s.Err != nil {
		return err
	}
	if s.Form == nil && len(a.Listed) == 0 {
		known := len(a.entries)
		a.noteEntries(ctx, t)
		if err := a.tryPages(ctx, t, a.entries[known:]); err != nil || len(a.entries) > known {
			return err
		}
	}
	if s.Form == nil {
		inside, err := a.openers(ctx, t, "entering")
		if err != nil || len(inside) == 0 || inside[0].Selector == opener.Selector {
			return err
		}
		opened = append(opened, inside[0])
		if s, err = a.open(ctx, t, inside[0]); err != nil || s.Err != nil || s.Form == nil {
			return err
		}
	}
	d := door{page, a.begins(page, s.URL), s.Form}
	if Address(d.page) == Address(page) {
		a.opening = opened
	}
	a.enterBy(d)
	return nil
}

// openers are what opens something on the page that is open, and says that it is about one of some kinds. What speaks of a change is
// left alone.
func (a *Account) openers(ctx context.Context, t *driver.Tab, kinds ...string) ([]driver.OpenerControl, error) {
	found, err := driver.Ask[[]driver.OpenerControl](ctx, t, "openers", kinds)
	if err != nil {
		if t.Gone() || ctx.Err() != nil {
			return nil, t.Explain(ctx, err)
		}
		return nil, nil
	}
	return slices.DeleteFunc(found, func(o driver.OpenerControl) bool { return links.Commands(o.Text) }), nil
}

// open clicks on what opens something, and looks at what came of it.
func (a *Account) open(ctx context.Context, t *driver.Tab, opener driver.OpenerControl) (Seen, error) {
	err := t.Do(ctx, recording.Navigation, func(ctx context.Context) error { return t.Click(ctx, opener.Selector) })
	if err != nil {
		return a.unseen(ctx, err)
	}
	if err := t.Ready(ctx, drawn/3); err != nil {
		return Seen{}, err
	}
	return a.Glance(ctx, t)
}

// again finds what was clicked on earlier on the page that is open: by what it says, else by where it stood.
func (a *Account) again(ctx context.Context, t *driver.Tab, known driver.OpenerControl, kinds ...string) (driver.OpenerControl, error) {
	found, err := a.openers(ctx, t, kinds...)
	for _, o := range found {
		if o.Text == known.Text && o.Text != "" || o.Selector == known.Selector {
			return o, err
		}
	}
	return known, err
}
