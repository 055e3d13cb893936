package gather

import (
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/cookiespec/cookiespec/suites/recording"
)

// serve starts a site whose pages are the handlers of a table.
func serve(t *testing.T, pages map[string]http.HandlerFunc) string {
	t.Helper()
	mux := http.NewServeMux()
	for path, handler := range pages {
		mux.HandleFunc(path, handler)
	}
	server := httptest.NewServer(mux)
	t.Cleanup(func() {
		server.CloseClientConnections()
		server.Close()
	})
	return server.URL + "/"
}

func html(body string, lines ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		for _, line := range lines {
			w.Header().Add("Set-Cookie", line)
		}
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, "<!doctype html><link rel=icon href=data:,>"+body)
	}
}

// TestUnusableTargets: what cannot be opened is a trouble that says what to do, and the visit is a scene that failed.
func TestUnusableTargets(t *testing.T) {
	t.Parallel()
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed.Close()
	secure := httptest.NewTLSServer(html("hello"))
	t.Cleanup(secure.Close)
	site := serve(t, map[string]http.HandlerFunc{
		"/loop": func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/loop", http.StatusFound) },
		"/door": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("WWW-Authenticate", `Basic realm="x"`)
			w.WriteHeader(http.StatusUnauthorized)
		},
		"/nothing":  func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusNoContent) },
		"/hangs-up": func(w http.ResponseWriter, r *http.Request) { panic(http.ErrAbortHandler) },
		"/file": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Disposition", "attachment; filename=x.bin")
			w.Write([]byte("data"))
		},
	})
	for name, test := range map[string]struct{ url, says string }{
		"a refused connection":                    {"http://" + closed.Addr().String() + "/", "nothing listens there"},
		"a host that does not exist":              {"http://no-such-host.invalid/", "its host name is not known"},
		"a certificate that nobody trusts":        {secure.URL + "/", "use -k"},
		"a circle of redirects":                   {site + "loop", "it redirects in a circle"},
		"a download instead of a page":            {site + "file", "a download"},
		"an answer without content":               {site + "nothing", "no content"},
		"a connection that closes without answer": {site + "hangs-up", "closed the connection"},
		"basic authentication without a password": {site + "door", "--http-user"},
		"http spoken to a port for https":         {"https://" + strings.TrimPrefix(site, "http://"), "TLS could not be agreed on"},
	} {
		t.Run(name, func(t *testing.T) {
			r, err := inChrome(t, test.url, nil)
			var trouble *Trouble
			if !errors.As(err, &trouble) || !strings.Contains(err.Error(), test.says) {
				t.Errorf("error %v, want a trouble that says %q", err, test.says)
			}
			if s := r.Scene(recording.Visit); s == nil || s.State != recording.Failed || len(r.Trouble) == 0 {
				t.Errorf("the visit did not fail: %+v, trouble %q", s, r.Trouble)
			}
		})
	}
}

// TestAwkwardTargets: what is odd but can be visited is visited, and said.
func TestAwkwardTargets(t *testing.T) {
	t.Parallel()
	never := make(chan struct{})
	t.Cleanup(func() { close(never) })
	other := serve(t, map[string]http.HandlerFunc{"/": html("elsewhere", "there=1")})
	site := serve(t, map[string]http.HandlerFunc{
		"/missing": func(w http.ResponseWriter, r *http.Request) {
			http.SetCookie(w, &http.Cookie{Name: "a", Value: "1"})
			http.NotFound(w, r)
		},
		"/broken": func(w http.ResponseWriter, r *http.Request) { http.Error(w, "oops", http.StatusInternalServerError) },
		"/door": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("WWW-Authenticate", `Basic realm="x"`)
			if user, password, ok := r.BasicAuth(); !ok || user != "ann" || password != "open sesame" {
				w.WriteHeader(http.StatusUnauthorized)
				return
			}
			html("in", "a=1")(w, r)
		},
		"/away": func(w http.ResponseWriter, r *http.Request) {
			http.SetCookie(w, &http.Cookie{Name: "a", Value: "1"})
			http.Redirect(w, r, strings.Replace(other, "127.0.0.1", "localhost", 1), http.StatusFound)
		},
		"/moved": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, strings.Replace(other, "127.0.0.1", "localhost", 1), http.StatusMovedPermanently)
		},
		"/endless": func(w http.ResponseWriter, r *http.Request) {
			html("first words", "a=1")(w, r)
			w.(http.Flusher).Flush()
			select {
			case <-never:
			case <-r.Context().Done():
			}
		},
		"/alert":  html("<script>alert(1); confirm(2); onbeforeunload = e => 'stay'; document.title = prompt(3)</script><a href=/alert2>x</a>", "a=1"),
		"/alert2": html("second", "b=2"),
		"/odd": func(w http.ResponseWriter, r *http.Request) {
			html("odd", "a=caf\xe9; Path=/", "b=\x01control", "c=ok", "d=tab\there")(w, r)
		},
		"/crowd": func(w http.ResponseWriter, r *http.Request) {
			for i := range 200 {
				http.SetCookie(w, &http.Cookie{Name: fmt.Sprintf("c%d", i), Value: "1"})
			}
			html("crowd")(w, r)
		},
		"/heavy": func(w http.ResponseWriter, r *http.Request) {
			for i := range 8 {
				http.SetCookie(w, &http.Cookie{Name: fmt.Sprintf("h%d", i), Value: strings.Repeat("v", 1000)})
			}
			html("heavy")(w, r)
		},
	})
	for name, test := range map[string]struct {
		path            string
		trouble, note   string // contained in one of them
		lines, exchange int    // at least so many
		change          func(*Options)
	}{
		"an entry page that is missing":                {path: "missing", trouble: "answers 404 Not Found", lines: 1},
		"an entry page that breaks":                    {path: "broken", trouble: "answers 500 Internal Server Error"},
		"basic authentication with a header":           {path: "door", lines: 1, change: func(o *Options) { o.Headers = []Header{{Name: "Authorization", Value: "Basic YW5uOm9wZW4gc2VzYW1l"}} }},
		"a redirect to another site":                   {path: "away", note: "leads to another site, localhost", lines: 1},
		"a move to another site for good":              {path: "moved", note: "moved for good to localhost", lines: 1},
		"a response that never ends":                   {path: "endless", note: "did not finish loading", lines: 1, change: func(o *Options) { o.pageLimit = time.Second }},
		"dialogs":                                      {path: "alert", lines: 2},
		"octets that are no text":                      {path: "odd", lines: 4},
		"two hundred cookies":                          {path: "crowd", lines: 200},
		"eight kilobytes of cookies":                   {path: "heavy", lines: 8},
		"a password in the URL is used, and not shown": {path: "door", lines: 1, change: func(o *Options) { o.URL = strings.Replace(o.URL, "://", "://ann:open%20sesame@", 1) }},
	} {
		t.Run(name, func(t *testing.T) {
			r, err := inShell(t, site+test.path, test.change)
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(r.Trouble, "\n"); test.trouble == "" && got != "" || !strings.Contains(got, test.trouble) {
				t.Errorf("trouble %q, want %q", got, test.trouble)
			}
			if got := strings.Join(r.Notes, "\n"); !strings.Contains(got, test.note) {
				t.Errorf("notes %q, want %q", got, test.note)
			}
			lines := 0
			for _, e := range r.Scene(recording.Visit).Exchanges {
				lines += len(e.Lines)
			}
			if lines < test.lines {
				t.Errorf("%d Set-Cookie lines, want %d", lines, test.lines)
			}
			if text, err := json.Marshal(r); err != nil || strings.Contains(string(text), "sesame") {
				t.Errorf("the recording shows a password: %s, %v", text, err)
			}
		})
	}
}

// TestATargetBehindAnotherSitesLogin: the target is asked again, and nobody else's pages are visited.
func TestATargetBehindAnotherSitesLogin(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	asked := map[string]int{}
	count := func(next http.HandlerFunc) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			mu.Lock()
			asked[r.URL.Path]++
			mu.Unlock()
			next(w, r)
		}
	}
	login := serve(t, map[string]http.HandlerFunc{"/login": count(html("<a href=/terms>terms</a>", "idp=1")), "/terms": count(html("terms"))})
	site := serve(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, r *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "a", Value: "1"})
		http.Redirect(w, r, strings.Replace(login, "127.0.0.1", "localhost", 1)+"login", http.StatusFound)
	}})
	r, err := inShell(t, site, func(o *Options) { o.Stages = recording.Visit | recording.Browse })
	if err != nil || r.Scene(recording.Browse).State != recording.Done {
		t.Fatalf("%v, %+v", err, r.Scene(recording.Browse))
	}
	carried := 0
	for _, e := range r.Scene(recording.Browse).Exchanges {
		if e.URL == site && len(e.Pairs) == 1 {
			carried++
		}
	}
	mu.Lock()
	defer mu.Unlock()
	if carried == 0 || asked["/terms"] != 0 || !slices.Equal(r.Target.Pages, []string{site}) {
		t.Errorf("the target was asked %d times with its cookie; pages %q; asked of the other site: %v", carried, r.Target.Pages, asked)
	}
}

// TestAPageThatHoldsARequestOpen, as long-polling does, is loaded all the same, and costs no time-out.
func TestAPageThatHoldsARequestOpen(t *testing.T) {
	t.Parallel()
	site := serve(t, map[string]http.HandlerFunc{
		"/{$}":  html("<script>fetch('/poll')</script><a href=/p2>x</a>", "a=1"),
		"/p2":   html("second", "b=2"),
		"/poll": func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
	})
	r, err := inShell(t, site, nil)
	if err != nil || len(r.Target.Pages) != 2 || strings.Contains(strings.Join(r.Notes, " "), "did not finish loading") {
		t.Errorf("%v, pages %q, notes %q", err, r.Target.Pages, r.Notes)
	}
}

// TestAScriptThatNeverYields costs its page, not the run.
func TestAScriptThatNeverYields(t *testing.T) {
	t.Parallel()
	site := serve(t, map[string]http.HandlerFunc{
		"/{$}":   html("<a href=/stuck>x</a>", "a=1"),
		"/stuck": html("<script>onload = () => setTimeout(() => { while (true) {} })</script>", "b=2"),
	})
	r, err := inShell(t, site, func(o *Options) { o.pageLimit = 3 * time.Second })
	if v := r.Scene(recording.Visit); err != nil || v.State != recording.Done {
		t.Errorf("%v, %+v", err, v)
	}
}

// TestNoConsentIsGiven to what a page asks.
func TestNoConsentIsGiven(t *testing.T) {
	t.Parallel()
	site := serve(t, map[string]http.HandlerFunc{"/{$}": html("<script>if (confirm('Delete all?')) fetch('/deleted')</script>", "a=1"), "/deleted": html("gone")})
	r, err := inShell(t, site, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range r.Scene(recording.Visit).Exchanges {
		if strings.HasSuffix(e.URL, "/deleted") {
			t.Error("a confirm() was answered with yes")
		}
	}
}

// TestAPageThatNeverStopsLoading is one whose sub-resources hang.
func TestAPageThatNeverStopsLoading(t *testing.T) {
	t.Parallel()
	site := serve(t, map[string]http.HandlerFunc{
		"/":      html("<img src=/hangs>", "a=1"),
		"/hangs": func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
	})
	r, err := inShell(t, site, func(o *Options) { o.pageLimit = time.Second })
	if err != nil || r.Scene(recording.Visit).State != recording.Done || !strings.Contains(strings.Join(r.Notes, " "), "did not finish loading") {
		t.Errorf("%v, notes %q", err, r.Notes)
	}
}

// TestHeadersGoToTheTargetsOwnSiteOnly, on redirects and sub-resources too.
func TestHeadersGoToTheTargetsOwnSiteOnly(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	got := map[string]string{}
	note := func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		got[r.Host[:strings.Index(r.Host+":", ":")]+r.URL.Path] = r.Header.Get("X-Key") + "|" + r.Header.Get("Cookie")
	}
	foreign := serve(t, map[string]http.HandlerFunc{"/": note})
	site := serve(t, map[string]http.HandlerFunc{
		"/{$}": func(w http.ResponseWriter, r *http.Request) {
			note(w, r)
			http.SetCookie(w, &http.Cookie{Name: "a", Value: "1"})
			http.Redirect(w, r, "/in", http.StatusFound)
		},
		"/in": func(w http.ResponseWriter, r *http.Request) {
			note(w, r)
			html("<img src=/own><img src="+strings.Replace(foreign, "127.0.0.1", "localhost", 1)+"foreign>")(w, r)
		},
		"/own": note,
	})
	if _, err := inShell(t, site, func(o *Options) { o.Headers = []Header{{Name: "X-Key", Value: "k"}} }); err != nil {
		t.Fatal(err)
	}
	mu.Lock()
	defer mu.Unlock()
	for path, want := range map[string]string{"127.0.0.1/": "k|", "127.0.0.1/in": "k|a=1", "127.0.0.1/own": "k|a=1", "localhost/foreign": "|"} {
		if got[path] != want {
			t.Errorf("%s got header|cookie %q, want %q", path, got[path], want)
		}
	}
}
