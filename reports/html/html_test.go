package html_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	xhtml "golang.org/x/net/html"
	"pgregory.net/rapid"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/html"
	"github.com/cookiespec/cookiespec/reports/reporttest"
)

var update = flag.Bool("update", false, "write the golden file anew")

type testingT interface {
	Helper()
	Fatal(...any)
	Errorf(string, ...any)
}

func written(t testingT, run reports.Run) string {
	t.Helper()
	var b bytes.Buffer
	if err := html.Write(&b, run); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func parsed(t testingT, page string) *xhtml.Node {
	t.Helper()
	document, err := xhtml.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return document
}

// elements are those of a document, in their order.
func elements(document *xhtml.Node) (all []*xhtml.Node) {
	for n := range document.Descendants() {
		if n.Type == xhtml.ElementNode {
			all = append(all, n)
		}
	}
	return all
}

func attribute(n *xhtml.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// said is the text in an element, in one line.
func said(n *xhtml.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == xhtml.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// TestGolden holds what the page says, element by element.
func TestGolden(t *testing.T) {
	t.Parallel()
	for name, run := range map[string]reports.Run{"every-outcome": reporttest.Sample(), "no-session": reporttest.NoSession(), "activity": reporttest.Active()} {
		golden(t, filepath.Join("testdata", name+".txt"), run)
	}
}

func golden(t *testing.T, path string, run reports.Run) {
	t.Helper()
	telling := []string{"title", "h1", "h2", "h3", "h4", "p", "dt", "dd", "th", "td", "summary", "desc", "text", "pre"}
	var b strings.Builder
	for _, n := range elements(parsed(t, written(t, run))) {
		if slices.Contains(telling, n.Data) {
			fmt.Fprintf(&b, "%-8s%s\n", n.Data, said(n))
		}
	}
	if *update {
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("%s differs (go test -update writes it anew):\n%s", path, b.String())
	}
}

// TestAnyPageIsSound: whatever a run holds, no text of it becomes markup, and what the page refers to is there.
func TestAnyPageIsSound(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) { sound(r, written(r, reporttest.Any(reporttest.Text()).Draw(r, "run"))) })
}

func TestSamplePageIsSound(t *testing.T) {
	t.Parallel()
	for _, run := range []reports.Run{reporttest.Sample(), reporttest.NoSession(), reporttest.Active()} {
		sound(t, written(t, run))
	}
}

// known are the elements that the templates use.
var known = strings.Fields(`html head meta title style body a header p b span main div h1 h2 h3 h4 dl dt dd section ul ol li nav bdi i em code pre
	article footer details summary table thead tbody tr th td figure figcaption svg rect text line g circle path desc img blockquote input label`)

func sound(t testingT, page string) {
	t.Helper()
	ids := map[string]int{}
	all := elements(parsed(t, page))
	for _, n := range all {
		if !slices.Contains(known, n.Data) {
			t.Errorf("the page has an element %q", n.Data)
		}
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" {
				t.Errorf("%s has the attribute %s", n.Data, a.Key)
			}
		}
		if id := attribute(n, "id"); id != "" {
			ids[id]++
		}
	}
	level := 0
	for _, n := range all {
		if len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
			now := int(n.Data[1] - '0')
			if now > level+1 {
				t.Errorf("h%d follows h%d: %s", now, level, said(n))
			}
			level = now
		}
		refers(t, n, ids)
	}
	for id, count := range ids {
		if count > 1 {
			t.Errorf("%d elements have the id %s", count, id)
		}
	}
}

// refers checks what one element says of others.
func refers(t testingT, n *xhtml.Node, ids map[string]int) {
	t.Helper()
	for _, id := range strings.Fields(attribute(n, "aria-labelledby")) {
		if ids[id] == 0 {
			t.Errorf("%s is labelled by %s, which is not there", n.Data, id)
		}
	}
	switch href := attribute(n, "href"); {
	case n.Data == "a" && strings.HasPrefix(href, "#"):
		if ids[href[1:]] == 0 {
			t.Errorf("%s leads nowhere", href)
		}
	case n.Data == "a" && !strings.HasPrefix(href, "https://"):
		t.Errorf("a link leads to %q", href)
	}
	switch {
	case n.Data == "th" && attribute(n, "scope") == "":
		t.Errorf("the head %q has no scope", said(n))
	case n.Data == "section" && attribute(n, "aria-labelledby") == "":
		t.Errorf("a section has no name")
	case n.Data == "img" && (attribute(n, "alt") == "" || !strings.HasPrefix(attribute(n, "src"), "data:image/")):
		t.Errorf("an image has the source %.40q and the text %q", attribute(n, "src"), attribute(n, "alt"))
	case n.Data == "svg" && attribute(n, "aria-hidden") == "" && attribute(n, "role") != "img":
		t.Errorf("a picture has no role")
	}
}

// TestAnswer: the page begins with what came of the run.
func TestAnswer(t *testing.T) {
	t.Parallel()
	fail := func(severity string, gating bool) reports.Result {
		return reports.Result{ID: "set/secure", Outcome: reports.Fail, Severity: severity, Gating: gating, Title: "it is " + severity + ".", Subject: reports.Subject{Kind: "cookie", Name: "sid"}}
	}
	pass := reports.Result{ID: "set/stored", Outcome: reports.Pass}
	for want, run := range map[string]reports.Run{
		"a.test handles its cookies as it should: 1 result passed, and none failed.": {Results: []reports.Result{pass}},
		"a.test passes: no blocking failure, and 1 warning remains.":                 {Results: []reports.Result{pass, fail("low", false)}},
		"a.test fails: it is high (sid).":                                            {Exit: 1, Results: []reports.Result{fail("high", true), fail("low", false)}},
		"a.test fails: it is critical (sid), and 2 more blocking failures.":          {Exit: 1, Results: []reports.Result{fail("high", true), fail("critical", true), fail("high", true)}},
		"a.test could not be judged: the login failed.":                              {Exit: 3, Trouble: []string{"the login failed", "and more"}},
		"The run on a.test was interrupted; what was seen until then is below.":      {Exit: 130},
		"The run on a.test broke off: a fault ended it.":                             {Exit: 4, Trouble: []string{"a fault ended it"}},
	} {
		run.Target = "http://a.test/"
		page := parsed(t, written(t, run))
		for _, n := range elements(page) {
			if (n.Data == "h1" || n.Data == "title" && n.Parent.Data == "head") && said(n) != want {
				t.Errorf("%s: got %q, want %q", n.Data, said(n), want)
			}
		}
	}
}
