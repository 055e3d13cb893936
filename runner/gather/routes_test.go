package gather

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
)

// TestHashRoutesAreOpened: a page that differs only in its fragment is loaded anew there, and not where the tab was before.
func TestHashRoutesAreOpened(t *testing.T) {
	t.Parallel()
	var opened sync.Map
	site := serve(t, map[string]http.HandlerFunc{
		"/": html("<script>fetch('/at?'+location.hash.slice(2))</script>"),
		"/at": func(w http.ResponseWriter, r *http.Request) {
			opened.Store(r.URL.RawQuery, true)
		},
	})
	var routes []string
	for i := range 12 {
		routes = append(routes, fmt.Sprintf("r%d", i))
	}
	_, err := inShell(t, site, func(o *Options) {
		for _, route := range routes {
			o.Pages = append(o.Pages, site+"#/"+route)
		}
		o.MaxPages = len(routes) + 1
	})
	if err != nil {
		t.Fatal(err)
	}
	missing := slices.DeleteFunc(routes, func(route string) bool {
		_, ok := opened.Load(route)
		return ok
	})
	if len(missing) > 0 {
		t.Errorf("never opened: %s", strings.Join(missing, ", "))
	}
}
