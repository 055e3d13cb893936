package grade

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"time"

	"golang.org/x/net/html"

	"github.com/cookiespec/cookiespec/runner/serve"
	"github.com/cookiespec/cookiespec/runner/words"
)

// usual are addresses that have a form which makes an account.
var usual = []string{"/signup", "/register", "/sign-up", "/sign_up", "/registration", "/accounts/signup", "/accounts/register", "/users/signup", "/users/register", "/user/register", "/auth/signup", "/auth/register", "/users/new", "/join"}

// signsUp tells whether a text or an address promises a form that makes an account.
func signsUp(text string) bool { return words.Says(text, words.Joining) }

// mostPage is how much of a page is read, in bytes; signUpPatience is for the whole sign-up.
const (
	mostPage       = 1 << 20
	signUpPatience = 30 * time.Second
)

// visitor signs up: without a browser, as a form of HTML is all that it needs.
type visitor struct {
	client         *http.Client
	user, password string
	login          string // the name of the account: that of the user, or its e-mail address where the form asks for nothing else
}

// signUp makes an account by the application's own form and returns the name that logs in.
func signUp(ctx context.Context, app *serve.App, user, password string) (login string, err error) {
	ctx, cancel := context.WithTimeout(ctx, signUpPatience)
	defer cancel()
	jar, err := cookiejar.New(nil)
	if err != nil {
		return "", err
	}
	v := &visitor{client: client(app), user: user, password: password}
	v.client.Jar = jar
	for _, page := range v.pages(ctx, app.URL()) {
		at, root, _, err := v.open(ctx, page)
		if err != nil {
			continue
		}
		if form := signUpForm(root, at); form != nil {
			return v.fill(ctx, at, form)
		}
	}
	return "", errors.New("no sign-up form was found")
}

// client makes requests to an application, and nowhere else.
func client(app *serve.App) *http.Client {
	dial := func(ctx context.Context, network, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, network, app.Address())
	}
	return &http.Client{Timeout: signUpPatience, Transport: &http.Transport{DialContext: dial}}
}

// pages are where a sign-up form may be: behind links that promise one, on the pages they lead to, at usual addresses.
func (v *visitor) pages(ctx context.Context, entry string) []string {
	pages := []string{}
	seen := map[string]bool{}
	add := func(at *url.URL, href string) {
		if u, err := at.Parse(href); err == nil && u.Host == at.Host && !seen[u.Path] {
			seen[u.Path] = true
			pages = append(pages, u.String())
		}
	}
	at, root, _, err := v.open(ctx, entry)
	if err != nil {
		return nil
	}
	promised := func(root *html.Node, at *url.URL) {
		each(root, "a", func(a *html.Node) {
			if href := attribute(a, "href"); signsUp(text(a)) || signsUp(href) {
				add(at, href)
			}
		})
	}
	promised(root, at)
	each(root, "a", func(a *html.Node) { // the page of the login often leads on
		u, err := at.Parse(attribute(a, "href"))
		if err == nil && u.Host == at.Host && words.Says(text(a)+" "+u.Path, words.Entering) {
			if there, page, _, err := v.open(ctx, u.String()); err == nil {
				promised(page, there)
			}
		}
	})
	add(at, entry)
	for _, path := range usual {
		add(at, path)
		add(at, path+"/")
	}
	return pages
}

// open gets a page of the application that is there.
func (v *visitor) open(ctx context.Context, page string) (*url.URL, *html.Node, int, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, page, nil)
	if err != nil {
		return nil, nil, 0, err
	}
	return v.do(request)
}

func (v *visitor) do(request *http.Request) (*url.URL, *html.Node, int, error) {
	request.Header.Set("Accept", "text/html")
	response, err := v.client.Do(request)
	if err != nil {
		return nil, nil, 0, err
	}
	defer response.Body.Close()
	root, err := html.Parse(io.LimitReader(response.Body, mostPage))
	if err == nil && request.Method == http.MethodGet && response.StatusCode >= http.StatusBadRequest {
		err = errors.New(response.Status)
	}
	return response.Request.URL, root, response.StatusCode, err
}

// fill fills a form in, sends it, and tells by what it is answered whether there is an account.
func (v *visitor) fill(ctx context.Context, at *url.URL, form *html.Node) (string, error) {
	values := v.values(form)
	action, err := at.Parse(attribute(form, "action"))
	if err != nil {
		return "", err
	}
	body, kind := values.Encode(), "application/x-www-form-urlencoded"
	if strings.EqualFold(attribute(form, "enctype"), "multipart/form-data") {
		var b strings.Builder
		parts := multipart.NewWriter(&b)
		for name, all := range values {
			for _, value := range all {
				_ = parts.WriteField(name, value) // a builder takes everything
			}
		}
		parts.Close()
		body, kind = b.String(), parts.FormDataContentType()
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, action.String(), strings.NewReader(body))
	if err != nil {
		return "", err
	}
	request.Header.Set("Content-Type", kind)
	request.Header.Set("Origin", at.Scheme+"://"+at.Host)
	request.Header.Set("Referer", at.String())
	landed, root, status, err := v.do(request)
	switch {
	case err != nil:
		return "", fmt.Errorf("the sign-up at %s was not answered: %w", action.Path, err)
	case status >= http.StatusBadRequest:
		return "", fmt.Errorf("the sign-up at %s was answered with %d %s", action.Path, status, http.StatusText(status))
	}
	if again := signUpForm(root, landed); again != nil && landed.Path == action.Path {
		return "", fmt.Errorf("the sign-up form at %s was shown again%s", action.Path, complaint(root))
	}
	return v.login, nil
}
