package gather

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"

	"github.com/cookiespec/cookiespec/suites/recording"
)

func TestSamplesAskAsNobody(t *testing.T) {
	t.Parallel()
	var asked, known atomic.Int32
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			http.NotFound(w, r)
			return
		}
		n := asked.Add(1)
		if len(r.Cookies()) > 0 {
			known.Add(1)
		}
		http.SetCookie(w, &http.Cookie{Name: "id", Value: fmt.Sprintf("guest-%04d", n), HttpOnly: true})
		http.SetCookie(w, &http.Cookie{Name: "theme", Value: "dark"})
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, "<!doctype html><title>Shop</title>")
	}))
	defer s.Close()
	r, err := inShell(t, s.URL+"/", func(o *Options) { o.Stages |= recording.Samples; o.Samples = 30 })
	if err != nil {
		t.Fatal(err)
	}
	scene := r.Scene(recording.Samples)
	if scene == nil || scene.State != recording.Done || len(scene.Sampled) != 1 {
		t.Fatalf("got %+v", scene)
	}
	got := scene.Sampled[0]
	if got.Name != "id" || got.URL != s.URL+"/" || got.Values != 30 || got.Shortest != 10 || got.Longest != 10 {
		t.Errorf("got %+v", got)
	}
	if first, last := got.Places[0], got.Places[9]; first != (recording.Place{Kinds: 1, Common: 30, Step: 29}) || last.Kinds != 10 {
		t.Errorf("the first place is %+v, the last %+v", first, last)
	}
	if len(scene.Exchanges) != 30 {
		t.Errorf("%d exchanges", len(scene.Exchanges))
	}
	seen := map[string]bool{}
	for _, e := range scene.Exchanges {
		if len(e.Pairs) > 0 || len(e.Lines) != 2 || seen[e.Lines[0].Value.Digest] {
			t.Errorf("exchange %d: %+v", e.ID, e)
			continue
		}
		seen[e.Lines[0].Value.Digest] = true
	}
	if known.Load() > 2 { // the first browser asks again at the restart
		t.Errorf("%d requests carried a cookie", known.Load())
	}
}

func TestSamplesStopWhereTheyAreTurnedAway(t *testing.T) {
	t.Parallel()
	var asked atomic.Int32
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if asked.Add(1) > 8 && r.URL.Path == "/" {
			w.WriteHeader(http.StatusTooManyRequests)
			return
		}
		http.SetCookie(w, &http.Cookie{Name: "id", Value: "guest", HttpOnly: true})
		w.Header().Set("Content-Type", "text/html")
	}))
	defer s.Close()
	r, err := inShell(t, s.URL+"/", func(o *Options) { o.Stages |= recording.Samples; o.Samples = 200 })
	if err != nil {
		t.Fatal(err)
	}
	scene := r.Scene(recording.Samples)
	if scene == nil || len(scene.Notes) != 1 || asked.Load() > 20 {
		t.Errorf("asked %d times: %+v", asked.Load(), scene)
	}
}

func TestNoSamplesWhereNothingMayCarryASession(t *testing.T) {
	t.Parallel()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "theme", Value: "dark"})
		w.Header().Set("Content-Type", "text/html")
	}))
	defer s.Close()
	r, err := inShell(t, s.URL+"/", func(o *Options) { o.Stages |= recording.Samples; o.Samples = 20 })
	if err != nil {
		t.Fatal(err)
	}
	if scene := r.Scene(recording.Samples); scene == nil || scene.State != recording.Unneeded {
		t.Errorf("got %+v", scene)
	}
}
