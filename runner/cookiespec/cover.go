package main

import (
	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/runner/config"
)

// coverFlags are those of the head of a report.
var coverFlags = []configFlag{
	{"report-title", "", "TEXT", "title at the head of the HTML and Markdown reports"},
	{"client", "", "NAME", "for whom the report is made, at its head"},
	{"scope-note", "", "TEXT", "what was and was not to be tested, at the head of the report"},
	{"tester", "", "NAME", "who made the report, at its head"},
}

// cover lays what the user says of the head of a report over what its results say.
func (o *options) cover(of *reports.Cover, lookup func(string) (string, bool)) error {
	c := config.Config{Cover: config.Cover(*of)}
	for _, s := range o.said {
		if value, _ := lookup(s.setting.Variable()); value != "" && len(s.values) == 0 {
			s.values = []string{value}
		}
	}
	if err := lay(&c, o.said); err != nil {
		return err
	}
	*of = reports.Cover(c.Cover)
	return nil
}
