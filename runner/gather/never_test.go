package gather

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/cookiespec/cookiespec/runner/links"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// TestNeverIsNeverRequested, by whatever a page does and by nothing that the harness does itself.
func TestNeverIsNeverRequested(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	var asked []string
	counted := func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		asked = append(asked, r.URL.String())
		html("no")(w, r)
	}
	everyWay := `<a href=/never/link>link</a> <img src=/never/image> <iframe src=/never/frame></iframe> <script src=/never/script></script>
		<link rel=stylesheet href=/never/style> <link rel=prefetch href=/never/prefetch> <a href=/go>go</a>
		<script>
			fetch("/never/fetch"); fetch("/never/post", {method: "POST"}); navigator.sendBeacon("/never/beacon");
			new Worker(URL.createObjectURL(new Blob(["fetch('" + location.origin + "/never/worker')"])));
			new EventSource("/never/events");
		</script>`
	site := serve(t, map[string]http.HandlerFunc{
		"/{$}": html(everyWay, "a=1; Max-Age=1000"), "/never/": counted,
		"/go": func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/never/redirect", http.StatusFound) },
	})
	pattern, err := links.ParsePattern("/never/*")
	if err != nil {
		t.Fatal(err)
	}
	seen, err := inShell(t, site, func(o *Options) {
		o.Stages, o.Never = recording.Visit|recording.Browse|recording.Restart, links.Patterns{pattern}
	})
	if err != nil {
		t.Fatal(err)
	}
	mu.Lock()
	defer mu.Unlock()
	if len(asked) > 0 {
		t.Errorf("requested all the same: %q", asked)
	}
	notes := strings.Join(seen.Notes, "\n")
	for _, way := range []string{"link", "image", "frame", "script", "style", "fetch", "post", "worker", "redirect"} {
		if want := fmt.Sprintf("/never/%s was not requested: never: has /never/*", way); !strings.Contains(notes, want) {
			t.Errorf("no note says %q:\n%s", want, notes)
		}
	}
}

// TestPagesLimitWhatIsOpened: where the user says which pages are visited, no link is followed, and a page with a query is asked for in
// several ways only if the user names it.
func TestPagesLimitWhatIsOpened(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		pages []string
		want  map[string]bool // asked for more than once; what is not in it is not asked for at all
	}{
		"no pages named": {nil, map[string]bool{"/": true, "/list?page=2": false, "/plain": true}},
		"one is named":   {[]string{"/plain?x=1"}, map[string]bool{"/": true, "/plain?x=1": true}},
	} {
		t.Run(name, func(t *testing.T) {
			var mu sync.Mutex
			asked := map[string]int{}
			page := func(w http.ResponseWriter, r *http.Request) {
				mu.Lock()
				defer mu.Unlock()
				asked[strings.TrimSuffix(r.URL.RequestURI(), "?")]++
				html(`<link rel=icon href=data:,><a href="/list?page=2">next</a> <a href=/plain>plain</a> <a href=/plain/delete>x</a>`, "a=1; Max-Age=1000")(w, r)
			}
			site := serve(t, map[string]http.HandlerFunc{"/": page})
			_, err := inShell(t, site, func(o *Options) {
				o.Stages = recording.Visit | recording.Browse | recording.Restart | recording.Fresh
				for _, p := range row.pages {
					o.Pages = append(o.Pages, strings.TrimSuffix(site, "/")+p)
				}
			})
			if err != nil {
				t.Fatal(err)
			}
			for address, count := range asked {
				if often, known := row.want[address]; !known || often != (count > 1) {
					t.Errorf("%s was asked for %d times", address, count)
				}
			}
			if len(asked) != len(row.want) {
				t.Errorf("asked for %v", asked)
			}
		})
	}
}
