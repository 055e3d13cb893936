package main

import (
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"html"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// marks are the values that no output may show, by what they are. Each begins in a way of its own, so that a piece of it is
// found, too.
type marks map[string]string

// of is the mark of something, with characters that each form of output writes in another way.
func (m marks) of(what string) string {
	if m[what] == "" {
		m[what] = fmt.Sprintf("s3cret-%02d+/<&'>%s-q7Zk", len(m), strings.ToUpper(what))
	}
	return m[what]
}

// beginning is what no two marks have in common.
func beginning(mark string) string { return mark[:len("s3cret-00")] }

// blabber is a site that puts its visitors' secrets wherever a target can put them. Let in, a visitor is one who knows the
// password; else nobody is.
type blabber struct {
	marks    marks
	lines    []string // Set-Cookie, of every answer
	password string   // that lets in; empty: none does
}

func newBlabber(m marks) *blabber {
	b := &blabber{marks: m}
	lines := map[string]string{
		"session": "sid=%s; Path=/; HttpOnly", "persistent": "keep=%s; Max-Age=100000", "refused": "__Host-no=%s",
		"folded": "a=1; Path=/, b=%s", "attribute": "c=1; token=%s", "nameless": "%s; Path=/", "quoted": `d="%s"`,
		"too-large": "e=%s" + strings.Repeat("x", 5000), "deleted": "f=%s; Max-Age=0",
	}
	for _, what := range slices.Sorted(maps.Keys(lines)) {
		b.lines = append(b.lines, fmt.Sprintf(lines[what], m.of(what)))
	}
	sid := m.of("session")
	b.lines = append(b.lines, strings.ReplaceAll("g=1; SameSite=?; Priority=?; HttpOnly=?; Max-Age=?; Expires=?; Path=/?", "?", sid))
	return b
}

func (b *blabber) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	sid := b.marks.of("session")
	for _, line := range b.lines {
		w.Header().Add("Set-Cookie", line)
	}
	for _, name := range []string{"Cache-Control", "Vary", "Clear-Site-Data", "Retry-After", "X-Session"} {
		w.Header().Set(name, `"`+sid+`"`)
	}
	w.Header().Set("Content-Type", "text/html; session="+url.QueryEscape(sid))
	in, err := r.Cookie("auth")
	switch {
	case r.Method == http.MethodPost && r.URL.Path == "/leave":
		http.SetCookie(w, &http.Cookie{Name: "auth", Path: "/", MaxAge: -1})
		http.Redirect(w, r, "/members?left="+url.QueryEscape(b.marks.of("login")), http.StatusSeeOther)
	case r.Method == http.MethodPost && b.password != "" && r.PostFormValue("word") == b.password:
		w.Header().Add("Set-Cookie", "auth="+b.marks.of("auth")+"; Path=/; HttpOnly")
		w.Header().Add("Set-Cookie", "told="+base64.StdEncoding.EncodeToString([]byte(b.password))+"; Path=/")
		http.Redirect(w, r, "/members?word="+url.QueryEscape(b.password)+"&auth="+hex.EncodeToString([]byte(b.marks.of("auth"))), http.StatusSeeOther)
	case r.URL.Path == "/members" && (err != nil || in.Value != b.marks.of("auth")):
		http.Redirect(w, r, "/?from=/members/"+url.PathEscape(sid), http.StatusSeeOther)
	case r.URL.Path == "/members":
		fmt.Fprintf(w, `<title>%s</title><p>logged in by %[1]s<form action="/leave" method="post"><button id="out">Log out</button></form>`, html.EscapeString(b.password))
		b.page(w)
	case r.URL.Path == "/go":
		http.Redirect(w, r, "/in?sid="+url.QueryEscape(url.QueryEscape(sid))+"#"+sid, http.StatusFound)
	default:
		if r.Method == http.MethodPost { // a target that says what it was told, and pads it so that it is cut
			fmt.Fprintf(w, `<p role="alert">%s %s is no password of %s's</p>`, strings.Repeat("no ", 97), html.EscapeString(r.PostFormValue("word")), html.EscapeString(r.PostFormValue("user")))
		}
		fmt.Fprint(w, `<form method="post" action="/enter"><input name="user"><input name="word" type="password"><button>Log in</button></form>`)
		b.page(w)
	}
}

// page is what each page has: its title, links and storage are full of the session's value, its scripts set another.
func (b *blabber) page(w http.ResponseWriter) {
	sid := b.marks.of("session")
	fmt.Fprintf(w, "<title>%s%s</title><p>%s</p>", strings.Repeat("a title ", 36), html.EscapeString(sid), html.EscapeString(b.marks.of("body")))
	for _, link := range []string{
		"/go", "/in?sid=" + url.QueryEscape(sid), "/in/" + url.PathEscape(sid), "/in?hex=" + hex.EncodeToString([]byte(sid)), "/in?HEX=" + strings.ToUpper(hex.EncodeToString([]byte(sid))),
		"/in?b64=" + base64.URLEncoding.EncodeToString([]byte("the session is "+sid)), "/in?twice=" + url.QueryEscape(url.QueryEscape(sid)), "/members",
	} {
		fmt.Fprintf(w, `<a href="%s">%s</a> `, html.EscapeString(link), html.EscapeString(link))
	}
	fmt.Fprintf(w, `<script>
		const [sid, script] = [%q, %q];
		document.cookie = "js=" + script;
		localStorage.setItem("of " + sid, script);
		sessionStorage.setItem(JSON.stringify({sid}), sid);
	</script>`, sid, b.marks.of("script"))
}
