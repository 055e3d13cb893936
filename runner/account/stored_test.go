package account

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/driver/wire"
	"github.com/cookiespec/cookiespec/runner/recipe"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// keepsToken keeps a token in a database, in a store without keys of its own and in one with them, and a key that nobody can read.
const keepsToken = `<!doctype html><script>
const open = indexedDB.open("auth", 3)
open.onupgradeneeded = () => { open.result.createObjectStore("plain"); open.result.createObjectStore("keyed", {keyPath: "id"}).createIndex("byUser", "user") }
open.onsuccess = async () => {
	const key = await crypto.subtle.generateKey({name: "AES-GCM", length: 128}, false, ["encrypt"])
	const write = open.result.transaction(["plain", "keyed"], "readwrite")
	write.objectStore("plain").put("t0ken", "access"); write.objectStore("plain").put({key}, "secret")
	write.objectStore("keyed").put({id: 1, user: {name: "ada", roles: ["admin", null]}})
	write.oncomplete = () => { open.result.close(); document.title = "kept" }
}</script>`

// TestStoredInDatabase: what can be read of a database is the same in another origin, after it was carried there.
func TestStoredInDatabase(t *testing.T) {
	b := startBrowser(t)
	defer b.Quit()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		if r.URL.Path == "/keeps" {
			fmt.Fprint(w, keepsToken)
		}
	}))
	defer site.Close()
	home, _ := url.Parse(site.URL)
	a := accountAt(t, home, &recipe.Session{})
	tab, err := a.Driver.Open(ctx, driver.Stranger, b, wire.NewRecorder())
	if err != nil {
		t.Fatal(err)
	}
	defer tab.Close()
	type stored struct {
		Indexed []struct {
			Name, Stores string
			Version      int
		}
	}
	read := func(page string) stored {
		t.Helper()
		if err := tab.Visit(ctx, recording.Navigation, page); err != nil {
			t.Fatal(err)
		}
		for range 50 {
			if title, err := driver.Evaluate[string](ctx, tab, "document.title"); err != nil || title == "kept" || !strings.HasSuffix(page, "/keeps") {
				break
			}
			time.Sleep(50 * time.Millisecond)
		}
		s, err := driver.Ask[stored](ctx, tab, "stored")
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	kept := read(site.URL + "/keeps")
	if len(kept.Indexed) != 1 || !strings.Contains(kept.Indexed[0].Stores, "t0ken") || strings.Contains(kept.Indexed[0].Stores, "secret") {
		t.Fatalf("kept %+v", kept)
	}
	other := strings.Replace(site.URL, "127.0.0.1", "localhost", 1)
	if empty := read(other); len(empty.Indexed) != 0 {
		t.Fatalf("another origin has %+v", empty)
	}
	if _, err := driver.Ask[bool](ctx, tab, "store", kept); err != nil {
		t.Fatal(err)
	}
	if got := read(other); !reflect.DeepEqual(got, kept) {
		t.Errorf("carried %+v, want %+v", got, kept)
	}
}
