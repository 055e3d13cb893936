package markdown_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
	"pgregory.net/rapid"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/markdown"
	"github.com/cookiespec/cookiespec/reports/reporttest"
)

var update = flag.Bool("update", false, "write the golden files anew")

func written(t testing.TB, run reports.Run) string {
	t.Helper()
	var b bytes.Buffer
	if err := markdown.Write(&b, run); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestGolden(t *testing.T) {
	t.Parallel()
	excused := reporttest.Sample()
	excused.Results = slices.Clone(excused.Results)
	excused.Results[0].Gating, excused.Results[0].Waived = false, &reports.Waived{Reason: "it is a kiosk", Until: "2027-06-30"}
	excused.Exit, excused.Warnings = 0, []string{"cookiespec.yaml:9: the waiver of set/secure matches no finding"}
	broken := reporttest.Sample()
	broken.Results, broken.Cookies, broken.Completed, broken.Exit = nil, nil, false, 3
	broken.Trouble = []string{"http://localhost:8000/ refused the connection"}
	for name, run := range map[string]reports.Run{"every-outcome": reporttest.Sample(), "excused": excused, "nothing-judged": broken, "no-session": reporttest.NoSession(), "activity": reporttest.Active()} {
		golden(t, name, written(t, run))
	}
}

// golden compares a report with that of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".md")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs (go test -update writes it anew):\n%s", path, got)
	}
}

// live is what a reader of GitHub's Markdown makes of a report: the links, all else that is more than text, and the text that
// is in no code.
func live(source string) (links, more []string, plain string) {
	reader := goldmark.New(goldmark.WithExtensions(extension.GFM))
	var b strings.Builder
	octets := []byte(source)
	_ = ast.Walk(reader.Parser().Parse(text.NewReader(octets)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.CodeSpan, *ast.FencedCodeBlock:
			return ast.WalkSkipChildren, nil
		case *ast.Link:
			links = append(links, string(n.Destination))
		case *ast.AutoLink, *ast.Image, *ast.RawHTML, *ast.HTMLBlock, *ast.CodeBlock, *ast.Emphasis, *ast.Blockquote, *ast.ThematicBreak:
			more = append(more, n.Kind().String())
		case *ast.Text:
			b.Write(n.Value(octets))
			b.WriteByte('\n')
		}
		return ast.WalkContinue, nil
	})
	return links, more, b.String()
}

// alive are texts that mean something in Markdown.
var alive = append([]string{
	"[a](https://evil.test)", "![a](https://evil.test/x.png)", "<img src=x onerror=alert(1)>", "@everyone", "#1", "https://evil.test/", "www.evil.test",
	"eve@evil.test", "a | b | c", "`", "``` x", "` [a](https://evil.test) `", "**bold**", "<!-- x", "$`x`$", `\`, "|", " `a", "a` ", "&lt;script&gt;", "- [ ] x", "[x]: https://evil.test",
}, reporttest.Hostile...)

func TestWhatComesFromATargetIsCode(t *testing.T) {
	t.Parallel()
	const own = "https://httpwg.org/"
	for _, s := range alive {
		run := reports.Run{
			Target: s, Landed: s, Trouble: []string{s}, Warnings: []string{s}, Notes: []string{s}, Browser: reports.Browser{Product: s}, Policy: s, FailOn: s,
			Cookies: []reports.Cookie{{Name: s, Domain: s, Path: s, SameSite: s, Lifetime: s, Role: s}},
		}
		for _, r := range []reports.Result{
			{Outcome: reports.Fail, Gating: true}, {Outcome: reports.Fail}, {Outcome: reports.Fail, Waived: &reports.Waived{Reason: s}}, {Outcome: reports.Inconclusive}, {Outcome: s},
		} {
			r.ID, r.Subject, r.Title, r.Actual, r.Reason, r.Severity, r.File = s, reports.Subject{Name: s, Domain: s, Path: s}, s, s, s, s, s
			r.Expected, r.Fix, r.Evidence = []string{s}, []reports.Fix{{In: s, Lines: s}}, []reports.Evidence{{At: s, Text: s}}
			r.Cites = []reports.Citation{{Text: s, URL: own}, {Text: s, URL: s}, {Text: s, URL: "javascript:alert(1)"}}
			run.Results = append(run.Results, r)
		}
		source := written(t, run)
		links, more, plain := live(source)
		for _, link := range links {
			if link != own && link != s { // a source's own address
				t.Errorf("%q became a link to %s", s, link)
			}
		}
		if len(links) == 0 || len(more) > 0 {
			t.Errorf("%q: links %q, and %q in\n%s", s, links, more, source)
		}
		for _, bad := range []string{"@", "evil", "http", "www", "onerror", "script", "[", "]", "<", "*", "\x1b", "\u202e"} {
			if strings.Contains(plain, bad) {
				t.Errorf("%q: %q is in no code in\n%s", s, bad, plain)
			}
		}
	}
}

func TestAnyRunStaysText(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		run := reporttest.Any(rapid.OneOf(rapid.SampledFrom(alive), reporttest.Text())).Draw(r, "run")
		var b bytes.Buffer
		if err := markdown.Write(&b, run); err != nil {
			r.Fatal(err)
		}
		if _, more, _ := live(b.String()); len(more) > 0 || b.Len() > markdown.Limit {
			r.Fatalf("%q in %d bytes\n%s", more, b.Len(), b.String())
		}
	})
}

func TestTheLargestRunFits(t *testing.T) {
	t.Parallel()
	run := reporttest.Sample()
	wide := strings.Repeat("\U0001F36A", 1000)
	for i := range 1000 {
		r := run.Results[0]
		r.Actual, r.Evidence = strconv.Itoa(i)+wide, slices.Repeat([]reports.Evidence{{At: wide, Text: wide}}, 100)
		run.Results = append(run.Results, r)
		r.Gating = false
		run.Results = append(run.Results, r)
		run.Notes = append(run.Notes, wide)
	}
	if got := written(t, run); len(got) > markdown.Limit || !strings.HasSuffix(got, "see the other reports.\n") {
		t.Errorf("%d bytes, at its end %q", len(got), got[len(got)-60:])
	}
}

func TestFindingsThatSayTheSameAreToldAsOne(t *testing.T) {
	t.Parallel()
	run := reporttest.Sample()
	again := run.Results[0]
	again.Subject.Name = "other"
	run.Results = append(run.Results, again)
	if got := written(t, run); strings.Count(got, "#### ") != 1 || !strings.Contains(got, "- subject: `sessionid (localhost/)`, `other (localhost/)`\n") {
		t.Errorf("two findings that say the same are not told as one:\n%s", got)
	}
}
