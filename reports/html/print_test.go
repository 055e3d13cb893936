package html_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/runner/judge"
	"github.com/cookiespec/cookiespec/suites"
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// mostPages is how long the report of a clean site may be on paper, all that passed included.
const mostPages = 8

// TestPaper: a clean site's report is short on paper, and shorter without what passed.
func TestPaper(t *testing.T) {
	if testing.Short() {
		t.Skip("needs Chrome")
	}
	v := open(t)
	file := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(file, []byte(written(t, clean(t))), 0o600); err != nil {
		t.Fatal(err)
	}
	v.do(chromedp.Do(v.ctx, chromedp.Navigate("file://"+file)))
	for name, paper := range map[string][2]float64{"A4": {8.27, 11.69}, "Letter": {8.5, 11}} {
		whole := v.pages(paper)
		if whole < 2 || whole > mostPages {
			t.Errorf("the report of a clean site has %d pages on %s, at most %d are allowed", whole, name, mostPages)
		}
		ask[bool](v, `document.getElementById("appendix").click(); true`)
		if short := v.pages(paper); short >= whole {
			t.Errorf("without the appendix it has %d pages on %s, with it %d", short, name, whole)
		}
		ask[bool](v, `document.getElementById("appendix").click(); true`)
	}
}

// pages prints the page that is shown on paper of a width and height in inches, and counts the sheets.
func (v *viewer) pages(paper [2]float64) int {
	v.t.Helper()
	yes := true
	printed, err := chromedp.Call(v.ctx, page.PrintToPDF, page.PrintToPDFParams{PaperWidth: paper[0], PaperHeight: paper[1], PreferCSSPageSize: &yes, PrintBackground: &yes})
	v.do(err)
	data := printed.Data
	if !bytes.HasPrefix(data, []byte("%PDF-")) {
		v.t.Fatalf("this is no PDF: %.20q", data)
	}
	return len(regexp.MustCompile(`/Type\s*/Page\b`).FindAll(data, -1))
}

// clean is the run of the conformant lab, with pictures of its login as a run has them.
func clean(t *testing.T) reports.Run {
	t.Helper()
	file, err := os.Open("../../fixtures/recordings/lab.json")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	seen, err := recording.Read(file)
	if err != nil {
		t.Fatal(err)
	}
	run := judge.Run(seen, suites.Catalogue(), judge.Options{Policy: "baseline", FailOn: check.High})
	picture, err := os.ReadFile("report.png")
	if err != nil {
		t.Fatal(err)
	}
	for _, of := range []string{reports.OfLogin, reports.OfMember, reports.OfStranger} {
		run.Pictures = append(run.Pictures, reports.Picture{Of: of, Page: "https://lab.test/", Type: "image/png", Data: picture})
	}
	return run
}
