package grade

import (
	"cmp"
	"net/url"
	"strings"

	"golang.org/x/net/html"

	"github.com/cookiespec/cookiespec/runner/words"
)

// signUpForm is the form of a page that makes an account: it asks for a password, twice or under words that say so.
func signUpForm(root *html.Node, at *url.URL) (found *html.Node) {
	page := ""
	for _, tag := range []string{"title", "h1", "h2"} {
		each(root, tag, func(n *html.Node) { page += " " + text(n) })
	}
	each(root, "form", func(form *html.Node) {
		passwords := len(fields(form, "password"))
		own := attribute(form, "action") + " " + attribute(form, "id") + " " + attribute(form, "class") + " " + text(form)
		promised := signsUp(own) || !words.Says(own, words.Entering) && (signsUp(page) || signsUp(at.Path))
		if found == nil && strings.EqualFold(attribute(form, "method"), "post") && passwords > 0 && (passwords > 1 || promised) {
			found = form
		}
	})
	return found
}

// fields are the inputs of a form that have a type.
func fields(form *html.Node, kind string) (all []*html.Node) {
	each(form, "input", func(n *html.Node) {
		if strings.EqualFold(attribute(n, "type"), kind) {
			all = append(all, n)
		}
	})
	return all
}

// values are what goes into a form: what is there stays, the rest is plausible.
func (v *visitor) values(form *html.Node) url.Values {
	values, chosen := url.Values{}, map[string]bool{}
	v.login = ""
	mail := v.user
	if !strings.Contains(mail, "@") {
		mail += "@example.org"
	}
	labels := map[string]string{}
	each(form, "label", func(l *html.Node) { labels[attribute(l, "for")] += " " + text(l) })
	name := func(n *html.Node) (name, about string) {
		name = attribute(n, "name")
		for _, says := range []string{name, attribute(n, "id"), attribute(n, "placeholder"), attribute(n, "autocomplete"), attribute(n, "aria-label"), labels[attribute(n, "id")]} {
			about += " " + says
		}
		for above := range n.Ancestors() {
			if above.Data == "label" {
				about += " " + text(above)
			}
		}
		return name, strings.ToLower(about)
	}
	address := false
	each(form, "input", func(n *html.Node) {
		key, about := name(n)
		kind := strings.ToLower(attribute(n, "type"))
		if key == "" {
			return
		}
		switch value := attribute(n, "value"); kind {
		case "hidden":
			values.Add(key, value)
		case "submit":
			if !chosen["submit"] {
				chosen["submit"] = true
				values.Set(key, value)
			}
		case "button", "reset", "image", "file":
		case "password":
			values.Set(key, v.password)
		case "checkbox":
			if has(n, "required") || has(n, "checked") || words.Says(about, words.Terms) {
				values.Add(key, cmp.Or(value, "on"))
			}
		case "radio":
			if !chosen[key] || has(n, "checked") {
				chosen[key] = true
				values.Set(key, cmp.Or(value, "on"))
			}
		case "email":
			address = true
			values.Set(key, mail)
		case "number", "range":
			values.Set(key, cmp.Or(value, attribute(n, "min"), "20"))
		case "date":
			values.Set(key, "2000-01-01")
		case "datetime-local":
			values.Set(key, "2000-01-01T12:00")
		case "tel":
			values.Set(key, "5551234567")
		case "url":
			values.Set(key, "https://example.org/")
		default:
			switch {
			case strings.Contains(about, "mail"):
				address = true
				values.Set(key, mail)
			case v.login == "" && words.Says(about, words.User) && !words.Says(about, words.Given):
				v.login = v.user
				values.Set(key, v.user)
			case strings.Contains(about, "phone") || strings.Contains(about, "zip") || strings.Contains(about, "postal"):
				values.Set(key, "5551234567")
			case value != "":
				values.Set(key, value)
			default:
				values.Set(key, "Example")
			}
		}
	})
	each(form, "textarea", func(n *html.Node) {
		if key, _ := name(n); key != "" {
			values.Set(key, cmp.Or(strings.TrimSpace(text(n)), "Example"))
		}
	})
	each(form, "button", func(n *html.Node) {
		if key, _ := name(n); key != "" && !chosen["submit"] && !strings.EqualFold(attribute(n, "type"), "button") {
			chosen["submit"] = true
			values.Set(key, attribute(n, "value"))
		}
	})
	each(form, "select", func(n *html.Node) {
		key, picked := attribute(n, "name"), ""
		each(n, "option", func(o *html.Node) {
			value := attribute(o, "value")
			if !has(o, "value") {
				value = strings.TrimSpace(text(o))
			}
			if picked == "" || has(o, "selected") && value != "" {
				picked = value
			}
		})
		if key != "" {
			values.Set(key, picked)
		}
	})
	if v.login == "" && address {
		v.login = mail
	}
	v.login = cmp.Or(v.login, v.user)
	return values
}

// complaint is what a page that shows its form again says is wrong.
func complaint(root *html.Node) string {
	said := ""
	for _, tag := range []string{"ul", "p", "div", "span", "li"} {
		each(root, tag, func(n *html.Node) {
			if class := attribute(n, "class") + attribute(n, "role"); said == "" && (strings.Contains(class, "error") || strings.Contains(class, "alert") || strings.Contains(class, "invalid")) {
				said = strings.Join(strings.Fields(text(n)), " ")
			}
		})
	}
	if said == "" {
		return ""
	}
	return ", and says: " + said
}

// each calls do for all elements of a name below a node.
func each(n *html.Node, tag string, do func(*html.Node)) {
	for below := range n.Descendants() {
		if below.Type == html.ElementNode && below.Data == tag {
			do(below)
		}
	}
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

// text is what a node shows.
func text(n *html.Node) string {
	var b strings.Builder
	for below := range n.Descendants() {
		if below.Type == html.TextNode {
			b.WriteString(below.Data + " ")
		}
	}
	return b.String()
}
