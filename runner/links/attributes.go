package links

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// sending are attributes, or the beginnings of their names, by which scripts send a link otherwise than by a plain GET, or ask
// before they do.
var sending = []string{
	"data-method", "data-turbo-method", "data-http-method", "data-confirm", "data-turbo-confirm", "data-remote", "data-post", "data-ajax", "data-delete",
	"data-submit", "data-form", "data-csrf", "data-token", "data-nonce", "confirm", "hx-", "data-hx-", "ic-", "up-method", "up-submit", "up-confirm",
	"wire:", "phx-", "x-on:", "v-on:", "@", "ng-click", "(click)", "data-ng-click", "jsaction",
}

// asking are what a script of a link holds that sends something or asks first.
var asking = []string{"confirm", "submit", "post", "fetch", "xmlhttprequest", "ajax", "method", "csrf", "token"}

// refusedByAttributes says why the attributes of a link speak against following it.
func (l Link) refusedByAttributes(who Visitor) string {
	for _, name := range slices.Sorted(maps.Keys(l.Attributes)) {
		value := l.Attributes[name]
		switch code := strings.ToLower(value); {
		case slices.ContainsFunc(sending, func(s string) bool { return name == s || strings.HasPrefix(name, s) }):
			return "it has " + beginning(name)
		case name == "download":
			return "it is a download"
		case name == "aria-pressed" || name == "aria-checked":
			return "it switches something"
		case name == "role" && slices.Contains([]string{"switch", "checkbox", "menuitemcheckbox", "menuitemradio", "radio"}, code):
			return "it switches something"
		case name == "role" && code == "button" && who == User:
			return "it is a button"
		case strings.HasPrefix(name, "on") && (who == User || changing(split(value), inQuery) != "" ||
			slices.ContainsFunc(asking, func(s string) bool { return strings.Contains(code, s) })):
			return "it has a script of its own"
		case strings.HasPrefix(name, "data-") && vocabularies["verbs"].in(split(name)) != "" && changing(split(value), inQuery) != "":
			return fmt.Sprintf("it is marked %q", changing(split(value), inQuery))
		case strings.HasPrefix(name, "data-") && who == User && vocabularies["changes"].in(split(value)) != "":
			return fmt.Sprintf("it is marked %q", vocabularies["changes"].in(split(value)))
		}
	}
	return ""
}

// beginning is the name of an attribute as a message may show it: that of the list, not what the page made of it.
func beginning(name string) string {
	for _, s := range sending {
		if strings.HasPrefix(name, s) {
			return s
		}
	}
	return name
}
