package junit

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/cookiespec/cookiespec/reports"
)

// paragraphs collects the lines of a body. Each piece of text is made harmless and kept in one line.
type paragraphs struct{ strings.Builder }

func (p *paragraphs) line(s string) { p.WriteString(sentence(s) + "\n") }

func (p *paragraphs) fact(label, s string) {
	if s != "" {
		p.line(label + ": " + s)
	}
}

func (p *paragraphs) list(label string, items []string) {
	if len(items) == 0 {
		return
	}
	p.line(label + ":")
	for i, item := range items {
		if i == listLength {
			p.line(fmt.Sprintf("  and %d more", len(items)-i))
			break
		}
		p.line("  " + item)
	}
}

func (p *paragraphs) evidence(r reports.Result) {
	var items []string
	for _, e := range r.Evidence {
		items = append(items, e.At+"  "+e.Text)
	}
	p.list("evidence", items)
}

func (p *paragraphs) cites(r reports.Result) {
	var items []string
	for _, c := range r.Cites {
		items = append(items, c.Text+"  "+c.URL)
	}
	p.list("source", items)
}

// fixes keeps the lines of code apart, and indents those after the first.
func (p *paragraphs) fixes(all []reports.Fix) {
	var items []string
	for _, fix := range all {
		for i, line := range strings.Split(strings.ReplaceAll(fix.String(), "\t", "    "), "\n") {
			if i > 0 {
				line = "  " + line
			}
			items = append(items, line)
		}
	}
	p.list("how to fix it", items)
}

// fault tells a failure from beginning to end: what, where, why it is wrong and how to fix it.
func fault(message string, r reports.Result, run reports.Run) string {
	b := paragraphs{}
	b.line(message)
	b.WriteString("\n")
	b.fact("finding", r.Number)
	b.fact("subject", r.Subject.String())
	b.fact("expected", strings.Join(r.Expected, ", or "))
	b.fact("actual", r.Actual)
	b.fact("advice", r.Advice)
	b.fact("severity", r.Severity)
	if r.File != "" {
		b.fact("declared", fmt.Sprintf("%s:%d", r.File, r.Line))
	}
	b.evidence(r)
	b.cites(r)
	b.fixes(reports.FixesFor(run.Framework, r.Fix))
	b.fact("why", "cookiespec explain "+r.ID)
	b.fact("again", run.Again(r.ID))
	return b.String()
}

// pending tells why there is no verdict.
func pending(message string, r reports.Result) string {
	b := paragraphs{}
	b.line(message)
	b.WriteString("\n")
	b.fact("check", r.Title)
	b.fact("subject", r.Subject.String())
	b.fact("actual", r.Actual)
	b.evidence(r)
	b.cites(r)
	return b.String()
}

// seen tells what showed that a check passed.
func seen(r reports.Result) string {
	b := paragraphs{}
	b.fact("passed", r.Title)
	b.fact("seen", r.Actual)
	b.evidence(r)
	return b.String()
}

// describe is the run in properties.
func describe(run reports.Run) *properties {
	all := []property{
		{"tool.name", run.Tool.Name}, {"tool.version", run.Tool.Version},
		{"browser.product", run.Browser.Product}, {"browser.path", run.Browser.Path},
		{"target.url", run.Target}, {"target.landed", run.Landed},
		{"config.file", run.Config}, {"config.sha256", run.Digest},
		{"policy", run.Policy}, {"fail_on", run.FailOn},
		{"completed", strconv.FormatBool(run.Completed)}, {"exit", strconv.Itoa(run.Exit)},
	}
	return said(all)
}

// said makes properties harmless and leaves the empty ones out.
func said(all []property) *properties {
	var kept []property
	for _, p := range all {
		if p.Value != "" {
			kept = append(kept, property{p.Name, sentence(p.Value)})
		}
	}
	if len(kept) == 0 {
		return nil
	}
	return &properties{kept}
}

// overview is what a reader of the whole file wants to know first.
func overview(run reports.Run) string {
	b := paragraphs{}
	if run.NoSession != nil {
		b.line(run.NoSession.Text())
	} else if r := run.Reservation(); r != "" {
		b.line(r)
	}
	b.line(run.Summary.String())
	var cookies []string
	for _, c := range run.Cookies {
		cookies = append(cookies, fmt.Sprintf("%s  domain %s, path %s, role %s, lifetime %s", name(c.Name), c.Domain, c.Path, c.Role, c.Lifetime))
	}
	b.list("cookies", cookies)
	b.list("warnings", run.Warnings)
	b.list("notes", run.Notes)
	b.list("trouble", run.Trouble)
	var did, each []string
	for _, l := range run.ActivitySum() {
		did = append(did, l.Label+": "+l.Text)
	}
	for _, a := range run.Activity {
		each = append(each, a.String())
	}
	b.list("what this audit did to the site", did)
	b.list("each address", each)
	return b.String()
}
