package html_test

import (
	"strings"
	"testing"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/html"
)

// TestRehearsalShowsHostileText as text, and only pictures that are ones.
func TestRehearsalShowsHostileText(t *testing.T) {
	t.Parallel()
	const bad = `</code><script>window.hit=1</script><img src=x onerror=window.hit=1>`
	r := reports.Rehearsal{
		Target: "http://a.test/" + bad, Trouble: bad, Notes: []string{bad}, Config: bad,
		Parts:    []reports.Part{{Name: bad, Deeds: []reports.Deed{{Do: bad, What: bad, With: bad}}}},
		Wants:    []reports.Want{{Name: bad, State: "unmet", Want: bad, Got: bad, Asked: []string{bad}}},
		Pictures: []reports.Picture{{Of: reports.OfLogin, Page: bad, Type: "image/png", Data: pixel}, {Of: reports.OfMember, Page: bad, Type: "text/html", Data: []byte(bad)}},
	}
	var b strings.Builder
	if err := html.WriteRehearsal(&b, r); err != nil {
		t.Fatal(err)
	}
	page := b.String()
	for _, tag := range []string{"<script", "<img src=x", "text/html;base64"} {
		if strings.Contains(page, tag) {
			t.Errorf("%s is in\n%s", tag, page)
		}
	}
	if strings.Count(page, "<img ") != 1 || strings.Count(page, "&lt;script&gt;") < 10 || !strings.Contains(page, "script-src") && !strings.Contains(page, "default-src &#39;none&#39;") {
		t.Errorf("the page is\n%s", page)
	}
}
