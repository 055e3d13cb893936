//go:build unix

package main

import (
	"fmt"
	"net/http"
	"strings"
)

// site is an entry page that links to the others, each of which sets the same cookies.
type site struct {
	pages   int // the entry page is one of them
	cookies int
}

func (s site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var number int
	if _, err := fmt.Sscanf(r.URL.Path, "/page/%d", &number); r.URL.Path != "/" && (err != nil || number >= s.pages) {
		http.NotFound(w, r)
		return
	}
	for i := range s.cookies {
		http.SetCookie(w, &http.Cookie{
			Name: fmt.Sprintf("cookie%d", i), Value: fmt.Sprintf("value-%d", i), Path: "/",
			MaxAge: 14 * 24 * 60 * 60, HttpOnly: true, SameSite: http.SameSiteLaxMode,
		})
	}
	var links strings.Builder
	for i := 1; i < s.pages; i++ {
		fmt.Fprintf(&links, "<a href=\"/page/%d\">%d</a>\n", i, i)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprintf(w, "<!doctype html>\n<title>%s</title>\n%s", r.URL.Path, links.String())
}
