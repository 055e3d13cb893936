package set

import (
	"fmt"
	"strings"

	"github.com/cookiespec/cookiespec/suites/check"
)

// deletionOf is the header that deletes k, and the code that sends it.
func deletionOf(k *check.Cookie) []check.Fix {
	key, partitioned := k.Key, k.Key.Partition != ""
	secure := promiseOf(key.Name) != nil
	if form := k.Form(); form != nil {
		secure = secure || form.Secure && form.SameSite == "None"
	}
	django := []string{fmt.Sprintf("%q, path=%q", key.Name, key.Path)}
	golang := []string{fmt.Sprintf("Name: %q, Path: %q, MaxAge: -1", key.Name, key.Path)}
	express := []string{fmt.Sprintf("path: %q", key.Path)}
	php := []string{"'expires' => 1, 'path' => " + single(key.Path)}
	rails := []string{single(key.Name) + ", path: " + single(key.Path)}
	wire := []string{key.Name + "=; Path=" + key.Path + "; Max-Age=0"}
	if !key.HostOnly {
		django, golang = append(django, fmt.Sprintf("domain=%q", key.Domain)), append(golang, fmt.Sprintf("Domain: %q", key.Domain))
		express, php = append(express, fmt.Sprintf("domain: %q", key.Domain)), append(php, "'domain' => "+single(key.Domain))
		rails, wire = append(rails, "domain: "+single(key.Domain)), append(wire, "Domain="+key.Domain)
	}
	if secure || partitioned { // Django adds it by itself for prefixed names, and with SameSite=None
		golang, express = append(golang, "Secure: true"), append(express, "secure: true")
		php, rails, wire = append(php, "'secure' => true"), append(rails, "secure: true"), append(wire, "Secure")
	}
	more := ""
	if partitioned {
		django, more = append(django, `samesite="None"`), fmt.Sprintf("\nresponse.cookies[%q][\"partitioned\"] = True  # Python 3.14 and newer", key.Name)
		golang = append(golang, "SameSite: http.SameSiteNoneMode, Partitioned: true")
		express, wire = append(express, `sameSite: "none", partitioned: true`), append(wire, "SameSite=None; Partitioned")
	}
	all := []check.Fix{
		{In: "Django", Lines: "response.delete_cookie(" + strings.Join(django, ", ") + ")" + more},
		{In: "Go", Lines: "http.SetCookie(w, &http.Cookie{" + strings.Join(golang, ", ") + "})"},
		{In: "Express", Lines: fmt.Sprintf("res.clearCookie(%q, { %s })", key.Name, strings.Join(express, ", "))},
	}
	if !partitioned { // which older versions of both cannot say
		all = append(all, check.Fix{In: "PHP", Lines: "setcookie(" + single(key.Name) + ", '', [" + strings.Join(php, ", ") + "]);"},
			check.Fix{In: "Rails", Lines: "cookies.delete(" + strings.Join(rails, ", ") + ")"})
	}
	return append(all, check.Fix{In: check.AnyServer, Lines: "Set-Cookie: " + strings.Join(wire, "; ")})
}

// single is a text as PHP and Ruby write one in which nothing is code.
func single(text string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, "'", `\'`).Replace(text) + "'"
}
