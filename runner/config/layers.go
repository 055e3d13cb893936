package config

import (
	"fmt"
	"maps"
	"net/url"
)

// origin is where a setting was said: by a flag or a variable, or in the file, with a mark for each of its values.
type origin struct {
	said  string
	file  *document
	marks []mark
}

// mark is a place in a file, from 1, in lines and characters.
type mark struct{ line, column int }

func (c *Config) remember(key string, o origin) {
	c.origins = maps.Clone(c.origins)
	if c.origins == nil {
		c.origins = map[string]origin{}
	}
	c.origins[key] = o
}

// BuiltIn makes what a file said the program's own: no report points to its lines, and a config need not repeat it to judge
// again.
func (c *Config) BuiltIn() {
	for i := range c.Cookies {
		c.Cookies[i].File, c.Cookies[i].Line = "", 0
	}
	for key := range c.origins {
		c.remember(key, origin{said: key})
	}
}

// Reject is the error for a value that turns out wrong only later, such as an id that no check has: it points to where the
// value was said. Index is its place in a list, else 0. Problem follows the value: "is no check".
func (c Config) Reject(key string, index int, value, problem, remedy string) *Error {
	o := c.origins[key]
	s, _ := setting(key)
	problem = s.subject(value) + " " + problem
	if o.file != nil && index < len(o.marks) {
		e := o.file.problem(o.marks[index], problem, remedy)
		o.file.illustrate(e)
		return e
	}
	if o.said == "" {
		o.said = key
	}
	return &Error{Said: o.said, Problem: problem, Remedy: remedy}
}

// Check tells whether all layers together can be run: there is a target, all pages are of its site, and none of them would
// go unvisited. The error is an [*Error].
func (c Config) Check() error {
	if c.Target == "" && c.Serve == nil {
		return &Error{Problem: "there is no target", Remedy: "give a URL, or write target: in " + Filename}
	}
	urls, err := c.PageURLs()
	if err != nil {
		return err
	}
	if _, err := c.EchoURL(); err != nil {
		return err
	}
	if err := c.checkSession(); err != nil {
		return err
	}
	if err := c.authenticated(); err != nil {
		return err
	}
	if bad := c.plainOfSite(); bad != nil {
		return bad
	}
	if bad := c.forbidden(); bad != nil {
		return bad
	}
	visited := map[string]bool{c.Target: true}
	for i, u := range urls {
		visited[u] = true
		if len(visited) > c.MaxPages {
			return c.Reject("pages", i, c.Pages[i], fmt.Sprintf("is a page too many: max_pages is %d, the target itself included", c.MaxPages), "raise max_pages")
		}
	}
	return nil
}

// plainOfSite is the error for a plain http of another site: what is there is none of the target's.
func (c Config) plainOfSite() error {
	target, err := url.Parse(c.Target)
	plain, err2 := url.Parse(c.Plain)
	if c.Plain == "" || err != nil || err2 != nil || sameSite(target.Hostname(), plain.Hostname()) {
		return nil
	}
	return c.Reject("plain_http", 0, c.Plain, "is of another site than the target", "write where the target's own site answers without TLS")
}

// PageURLs are the listed pages as absolute URLs, in their order. The error is an [*Error] for the first page that is not
// of the target's site.
func (c Config) PageURLs() ([]string, error) {
	var urls []string
	for i, p := range c.Pages {
		u, bad := pageURL(c.Target, p)
		if bad != nil {
			return nil, c.Reject("pages", i, p, bad.problem, bad.remedy)
		}
		urls = append(urls, u)
	}
	return urls, nil
}

// EchoURL is the page that shows the cookies it is sent as an absolute URL, or empty. The error is an [*Error].
func (c Config) EchoURL() (string, error) {
	if c.Echo == "" {
		return "", nil
	}
	u, bad := pageURL(c.Target, c.Echo)
	if bad != nil {
		return "", c.Reject("echo", 0, c.Echo, bad.problem, bad.remedy)
	}
	return u, nil
}

// ShownTarget is the target as it may be printed and reported: a password in it is masked.
func (c Config) ShownTarget() string { return withoutPassword(c.Target) }
