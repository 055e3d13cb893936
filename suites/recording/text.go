package recording

import (
	"regexp"
	"slices"
	"strings"
)

// MaskText applies mask to every text of the recording that the target had a say in. In URLs and paths it masks each segment
// by itself and leaves scheme and host alone: a value that is a host name or a path, as one that remembers the page visited
// last, must not make them another's. Paths of cookies, also of those that the user expects, are masked in the same way, so that
// they still agree. Names stay as they are. Afterwards all texts are valid UTF-8, as JSON will have them.
func (r *Recording) MaskText(mask func(string) string) {
	m := textMask(func(text string) string { return mask(valid(text)) })
	r.Target.URL = m.given(r.Target.URL)
	m.urls(&r.Target.Landed)
	m.urlsIn(r.Target.Pages)
	m.textsIn(r.Trouble, r.Notes)
	r.Declared = slices.Clone(r.Declared) // the caller's
	for i := range r.Declared {
		m.urls(&r.Declared[i].Path)
	}
	if s := r.Session; s != nil {
		m.urls(&s.Page)
		m.urlsIn(s.Protected)
		m.textsIn(s.Stored)
		m.texts(&s.Sign, &s.LogoutBy)
		if f := s.Form; f != nil {
			m.texts(&f.User, &f.Password, &f.Submit, &f.Remember, &f.Logout)
			m.urls(&f.LogoutOn)
		}
	}
	for i := range r.Scenes {
		m.scene(&r.Scenes[i])
	}
}

type textMask func(string) string

func (mask textMask) scene(s *Scene) {
	mask.texts(&s.Reason, &s.Advice)
	mask.textsIn(s.Notes)
	for i := range s.Exchanges {
		mask.exchange(&s.Exchanges[i])
	}
	for _, jar := range s.Jars {
		for i := range jar.Cookies {
			mask.cookie(&jar.Cookies[i])
		}
	}
	for i := range s.Scripts {
		mask.urls(&s.Scripts[i].Page)
		for j, name := range s.Scripts[i].Names {
			s.Scripts[i].Names[j] = valid(name)
		}
	}
	for i := range s.Aged {
		mask.which(&s.Aged[i].Which)
	}
	for i := range s.Drops {
		d := &s.Drops[i]
		mask.which(&d.Which)
		mask.urls(&d.URL)
		mask.texts(&d.Error)
	}
	for i := range s.Echoed {
		mask.which(&s.Echoed[i].Which)
	}
	for i := range s.Sampled {
		one := &s.Sampled[i]
		mask.which(&one.Which)
		mask.urls(&one.URL)
	}
	mask.asked(s)
}

// asked masks what only the parts of the session have.
func (mask textMask) asked(s *Scene) {
	for i := range s.Probes {
		p := &s.Probes[i]
		mask.which(&p.Which)
		mask.urls(&p.URL, &p.Landed)
		mask.texts(&p.Sign, &p.Error)
		mask.textsIn(p.Reasons)
		mask.textsIn(p.PolledURLs)
	}
	for i := range s.Controls {
		mask.urls(&s.Controls[i].Page, &s.Controls[i].URL)
	}
	for i := range s.Kept {
		mask.urls(&s.Kept[i].Page)
		mask.texts(&s.Kept[i].Key)
	}
	for i := range s.Leaks {
		mask.urls(&s.Leaks[i].Page)
	}
	for i := range s.Memories {
		mask.urls(&s.Memories[i].Page)
		mask.texts(&s.Memories[i].What, &s.Memories[i].Error)
	}
}

func (mask textMask) which(w *Which) {
	w.Name = valid(w.Name)
	mask.urls(&w.Path)
}

func (mask textMask) exchange(e *Exchange) {
	mask.urls(&e.URL, &e.Page)
	mask.texts(&e.Error)
	for name, value := range e.Header {
		switch name {
		case "date":
			e.Header[name] = mask.unless(clock, value)
		case "age":
			e.Header[name] = mask.unless(number, value)
		case "location":
			e.Header[name] = mask.url(value)
		default:
			e.Header[name] = mask(value)
		}
	}
	for i := range e.Pairs {
		e.Pairs[i].Name = valid(e.Pairs[i].Name)
	}
	for i := range e.Associated {
		mask.cookie(&e.Associated[i].Cookie)
	}
	for i := range e.Lines {
		mask.line(&e.Lines[i])
	}
}

func (mask textMask) cookie(c *Cookie) {
	c.Name = valid(c.Name)
	mask.urls(&c.Path)
}

// line masks what attributes say, but for what a browser reads: a host, a date, a number. It masks Path as it masks the path of
// a stored cookie, so that the two agree.
func (mask textMask) line(l *Line) {
	attributes := strings.Split(l.Text, ";")
	for i, attribute := range attributes[1:] {
		name, value, found := strings.Cut(attribute, "=")
		if !found {
			continue
		}
		switch strings.ToLower(trim(name)) {
		case "path":
			value = mask.url(value)
		case "domain":
		case "expires":
			value = mask.unless(clock, value)
		case "max-age":
			value = mask.unless(number, value)
		default:
			value = mask(value)
		}
		attributes[i+1] = name + "=" + value
	}
	l.Text = strings.Join(attributes, ";")
}

// What is read as a time or a number is no secret where a cookie happens to hold the same.
var (
	clock  = regexp.MustCompile(`\d{1,2}:\d{1,2}:\d{1,2}`)
	number = regexp.MustCompile(`^\s*-?\d+\s*$`)
)

func (mask textMask) unless(harmless *regexp.Regexp, text string) string {
	if harmless.MatchString(text) {
		return valid(text)
	}
	return mask(text)
}

func (mask textMask) texts(texts ...*string) {
	for _, text := range texts {
		*text = mask(*text)
	}
}

func (mask textMask) textsIn(lists ...[]string) {
	for _, list := range lists {
		for i := range list {
			list[i] = mask(list[i])
		}
	}
}

func (mask textMask) urls(urls ...*string) {
	for _, u := range urls {
		*u = mask.url(*u)
	}
}

func (mask textMask) urlsIn(list []string) {
	for i := range list {
		list[i] = mask.url(list[i])
	}
}

// url masks a URL, absolute or relative, or a path. User and password are no part of it: a request has them in a field of their own
// (RFC 9110 §11.6.2), and what a mask leaves of them is no URL to its readers.
func (mask textMask) url(raw string) string {
	scheme, _, authority, path := parts(raw)
	return valid(scheme) + valid(authority) + mask.path(path)
}

// given masks a URL as the user gave it, for people: the user's name stays.
func (mask textMask) given(raw string) string {
	scheme, user, authority, path := parts(raw)
	return valid(scheme) + mask(user) + valid(authority) + mask.path(path)
}

// parts are those of an absolute URL, "http://", "user:password@", "host:port" and the rest; of any other all is the path.
func parts(raw string) (scheme, user, authority, path string) {
	before, rest, absolute := strings.Cut(raw, "://")
	if !absolute || strings.ContainsAny(before, "/?#") {
		return "", "", "", raw
	}
	end := strings.IndexAny(rest, "/?#")
	if end < 0 {
		end = len(rest)
	}
	host := strings.LastIndex(rest[:end], "@") + 1
	return before + "://", rest[:host], rest[host:end], rest[end:]
}

// path masks a path, query and fragment.
func (mask textMask) path(raw string) string {
	end := strings.IndexAny(raw, "?#")
	if end < 0 {
		end = len(raw)
	}
	segments := strings.Split(raw[:end], "/")
	for i := range segments {
		segments[i] = mask(segments[i])
	}
	return strings.Join(segments, "/") + mask(raw[end:])
}
