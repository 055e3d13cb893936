package terminal

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/cookiespec/cookiespec/reports"
)

// cookies shows what was seen: a table, under a line that says where. Of a run that saw and judged nothing it says nothing.
func cookies(b *strings.Builder, color paint, run reports.Run) {
	if len(run.Cookies) == 0 && len(run.Results) == 0 {
		return
	}
	where := " of " + sentence(reports.MaskPassword(run.Target))
	if run.Browser.Product != "" {
		where += " in " + sentence(run.Browser.Product)
	}
	if len(run.Cookies) == 0 {
		b.WriteString("no cookies" + where + "\n")
		return
	}
	b.WriteString(plural(len(run.Cookies), "cookie") + where + "\n\n")
	rows := [][]string{{"NAME", "DOMAIN", "PATH", "LIFETIME", "SECURE", "HTTPONLY", "SAMESITE", "ROLE"}}
	for _, c := range run.Cookies {
		domain := c.Domain
		if !c.HostOnly {
			domain = "." + domain
		}
		rows = append(rows, []string{
			cell(cmp.Or(c.Name, "(nameless)")), cell(domain), cell(c.Path), cell(c.Lifetime),
			yes(c.Secure), yes(c.HTTPOnly), cell(cmp.Or(c.SameSite, "-")), role(c),
		})
	}
	table(b, color, rows)
	login(b, run.Login)
}

// login says how it was logged in, in a line for each thing that was recognised.
func login(b *strings.Builder, l *reports.Login) {
	if l == nil || l.Asked == "" {
		return
	}
	rows := [][2]string{{"login", sentence(reports.MaskPassword(l.Page)) + " (" + sentence(l.By) + ")"}, {"detected by", sentence(reports.MaskPassword(l.Asked)) + ": " + sentence(l.Sign)}}
	if l.Logout != "" {
		rows = append(rows, [2]string{"logout", sentence(l.Logout)})
	}
	b.WriteString("\n")
	for _, row := range rows {
		fmt.Fprintf(b, "%-11s %s\n", row[0], row[1])
	}
}

func yes(is bool) string {
	if is {
		return "yes"
	}
	return "no"
}

// role is a cookie's role and what else sets it apart.
func role(c reports.Cookie) string {
	words := []string{cell(c.Role)}
	if c.RoleBy == "experiment" {
		words = append(words, "carries the login")
	}
	if c.Hint != "" {
		words = append(words, cell(c.Hint))
	}
	if c.SetBy == "script" {
		words = append(words, "set by a script")
	}
	if !c.Stored {
		words = append(words, "not stored")
	}
	return strings.Join(words, ", ")
}
