package gather

import (
	"context"

	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/driver"
)

// Picture is what a page of the target looked like, without cookie values and passwords.
type Picture struct {
	Of   string // "login", "logged-in", "logged-out" or "login-failed"
	Page string // URL
	Type string // of the image: "image/webp", "image/png"
	Data []byte
}

// portray hands on a picture of the page that is open. Taking it changes the page: it must be left, or closed, next.
func (r *run) portray(ctx context.Context, b *browser.Browser, t *driver.Tab, of string) {
	if r.o.Pictured == nil {
		return
	}
	jar, err := t.Cookies(ctx)
	if err != nil { // it is the profile's tab
		jar, err = b.Jar(ctx)
	}
	if err != nil {
		return
	}
	r.redactor.Jar(jar) // what is in it must not be on the picture
	if data := t.Screenshot(ctx, driver.WebP); data != nil {
		r.hand(ctx, t, Picture{Of: of, Type: "image/webp", Data: data})
	}
}

// hand hands a picture of the open page on.
func (r *run) hand(ctx context.Context, t *driver.Tab, p Picture) {
	s, err := r.account.Glance(ctx, t)
	if r.o.Pictured == nil || err != nil || s.Err != nil {
		return
	}
	p.Page = r.redactor.Text(r.shown(s.URL))
	r.o.Pictured(p)
}
