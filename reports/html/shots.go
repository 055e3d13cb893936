package html

import (
	"encoding/base64"
	"html/template"

	"github.com/cookiespec/cookiespec/reports"
)

// shot is a picture of a page, ready to be shown.
type shot struct {
	Name, Page string
	Source     template.URL
}

var shotNames = map[string]string{
	reports.OfLogin: "The login form", reports.OfMember: "Logged in", reports.OfStranger: "The same page after the logout", reports.OfFailure: "The login that failed",
}

// shots are those pictures that a browser can show.
func shots(pictures []reports.Picture) (all []shot) {
	for _, p := range pictures {
		name, ok := shotNames[p.Of]
		switch {
		case !ok:
			continue
		case p.Type != "image/webp" && p.Type != "image/png":
			continue
		}
		all = append(all, shot{name, p.Page, template.URL("data:" + p.Type + ";base64," + base64.StdEncoding.EncodeToString(p.Data))})
	}
	return all
}
