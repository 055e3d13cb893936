package gather

import (
	"context"
	"errors"

	"github.com/cookiespec/cookiespec/runner/account"
	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// secondBrowser is the stage SecondBrowser: a second browser logs in to the same account, keeps something in its session, and asks from two tabs at once.
// Its tab stays open for what the others do; the caller keeps the scene.
func (r *run) secondBrowser(ctx context.Context, g *guest) error {
	r.say(recording.SecondBrowser, "a second browser logs in")
	if err := g.begin(ctx, recording.LoggedIn); err != nil {
		return err
	}
	if m := r.o.Session.Memory; m != nil {
		if err := r.account.Follow(ctx, g.tab, recording.Form, m.Set, account.Credentials{}); err != nil {
			if ctx.Err() != nil || err == driver.ErrChromeExited {
				return err
			}
			g.scene.Memories = append(g.scene.Memories, recording.Memory{
				Kind: recording.Put, What: "the text of " + m.Read, Given: true, Error: oneLine(err),
			})
			return r.tabs(ctx, g)
		}
	}
	for _, kind := range []recording.MemoryKind{recording.Put, recording.Recalled} {
		if err := r.remembered(ctx, g, kind); err != nil {
			return err
		}
	}
	return r.tabs(ctx, g)
}

// tabs asks from a second tab, and then from both at the same moment.
func (r *run) tabs(ctx context.Context, g *guest) error {
	second, err := r.driver.Open(ctx, driver.Beside(g.tab), g.browser, g.rec)
	if err != nil {
		return err
	}
	defer second.Close()
	if _, err := r.account.Ask(ctx, second, &g.scene, recording.SecondTab); err != nil {
		return err
	}
	if err := r.rememberedIn(ctx, second, &g.scene, recording.InTab); err != nil {
		return err
	}
	both := []*driver.Tab{g.tab, second}
	asked := make(chan error, len(both))
	for _, t := range both {
		t.During(recording.Fetch) // two navigations to one address would wait for each other in Chrome's cache
		go func() {
			_, err := driver.Ask[bool](ctx, t, "ask", r.account.Oracle.Page)
			asked <- t.Explain(ctx, err)
		}()
	}
	if err := errors.Join(<-asked, <-asked); err != nil {
		return err
	}
	for _, t := range both {
		if err := t.Settle(ctx); err != nil {
			return err
		}
	}
	for _, t := range both {
		if _, err := r.account.Ask(ctx, t, &g.scene, recording.Raced); err != nil {
			return err
		}
	}
	return nil
}

// remembered looks at data of the session: those that the config names, else at a token in a form.
func (r *run) remembered(ctx context.Context, g *guest, kind recording.MemoryKind) error {
	return r.rememberedIn(ctx, g.tab, &g.scene, kind)
}

func (r *run) rememberedIn(ctx context.Context, t *driver.Tab, scene *recording.Scene, kind recording.MemoryKind) error {
	shows := r.account.Oracle.Page
	given := r.o.Session.Memory
	if given != nil && given.Page != "" {
		shows = r.resolve(given.Page)
	}
	var s account.Seen
	var err error
	if kind == recording.Put && given != nil { // as the page shows it that answered
		s, err = r.account.Glance(ctx, t)
	}
	if err == nil && (s.Read == nil || *s.Read == "") {
		s, err = r.account.See(ctx, t, recording.Navigation, shows)
	}
	if err != nil {
		return err
	}
	m := recording.Memory{Kind: kind, Page: r.shown(s.URL)}
	switch {
	case s.Err != nil:
		m.Error = oneLine(s.Err)
	case given != nil && s.Read == nil:
		m.Error = "the page has no " + given.Read
	case given != nil:
		m.Value = r.redactor.Value(*s.Read)
	case s.Hidden != nil:
		m.What, m.Value = `the hidden field "`+s.Hidden.Name+`"`, r.redactor.Value(s.Hidden.Value)
	default:
		return nil
	}
	if given != nil {
		m.What, m.Given = "the text of "+given.Read, true
	}
	scene.Memories = append(scene.Memories, m)
	return nil
}
