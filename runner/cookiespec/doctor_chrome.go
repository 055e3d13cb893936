package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"time"

	"github.com/cookiespec/cookiespec/runner/gather"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// probe is the cookie that must be on disk after a restart.
const probe = "cookiespec-doctor"

// chrome lets Chrome take a cookie from a server of our own, quits it, starts it again, and looks for the cookie. It tells
// whether Chrome starts at all.
func (d *doctor) chrome(ctx context.Context, path string, say func(stage, text string)) (findings []finding, starts bool) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: probe, Value: "here", Path: "/", MaxAge: 3600})
	}))
	defer server.Close()
	began := time.Now()
	seen, err := d.look(ctx, gather.Options{URL: server.URL + "/", Chrome: path, Stages: recording.Visit | recording.Restart}, say)
	found := finding{well: true, name: "chrome", text: path}
	if seen.Browser.Product == "" {
		return []finding{found, {name: "starts", text: reason(err), hint: "start it by hand with --headless to see more"}}, false
	}
	d.product = seen.Browser.Product
	found.text += ", " + d.product
	if seen.Browser.Shell {
		found.text += "; headless-shell is fast, but full Chrome is the reference for verdicts"
	}
	restart := seen.Scene(recording.Restart)
	if restart == nil || restart.State != recording.Done {
		why := reason(err)
		if err == nil && restart != nil {
			why = restart.Reason
		}
		return []finding{found, {
			name: "starts", text: "not a second time, or it does not quit: " + why,
			hint: "run it where nothing ends Chrome's processes and the disk has room",
		}}, true
	}
	jar := finding{well: true, name: "jar", text: "a cookie that was set before the quit is there after it"}
	if !kept(restart.Jar(recording.AtStart)) {
		jar = finding{
			name: "jar", text: "a cookie that was set before the quit is not there after it",
			hint: "use another Chrome, with --chrome PATH: this one does not write its jar to disk",
		}
	}
	text := fmt.Sprintf("twice in %.1f s, and quits by itself", time.Since(began).Seconds())
	return []finding{found, {well: true, name: "starts", text: text}, jar}, true
}

func kept(jar *recording.Snapshot) bool {
	if jar == nil {
		return false
	}
	for _, c := range jar.Cookies {
		if c.Name == probe {
			return true
		}
	}
	return false
}

// reason is an error in one line.
func reason(err error) string {
	if err == nil {
		return "no reason was given"
	}
	return strings.Join(strings.Fields(err.Error()), " ")
}
