package config

import (
	"strings"

	"github.com/cookiespec/cookiespec/runner/recipe"
)

// steering is what of a login steers gathering, by key, without any secret.
func steering(s recipe.Session) map[string]any {
	fields := []string{}
	for _, f := range s.Fill {
		fields = append(fields, f.Selector)
	}
	login := map[string]any{"user": s.User, "url": s.URL, "fill": fields, "submit": s.Submit, "remember": s.Remember, "steps": outlines(s.Steps)}
	if s.State != nil {
		login["state"] = s.State.File
	}
	all := map[string]any{
		"login": login, "protected": s.Protected, "logged_in": s.LoggedIn, "session": s.Expected, "max_logins": s.MaxLogins, "login_hosts": append([]string{}, s.Hosts...),
		"logout": []any{s.Logout.URL, s.Logout.Click, s.Logout.Submit, outlines(s.Logout.Steps)},
		"memory": nil, "password_change": nil, "action": nil, "privilege_step": outlines(s.Raise),
	}
	if m := s.Memory; m != nil {
		all["memory"] = []any{outlines(m.Set), m.Page, m.Read}
	}
	if d := s.Change; d != nil {
		all["password_change"] = []any{outlines(d.Steps), outlines(d.Undo)}
	}
	if a := s.Action; a != nil {
		fields := []string{}
		for _, f := range a.Fields {
			fields = append(fields, f.Selector)
		}
		all["action"] = []any{outlines(a.Steps), a.URL, fields, a.Page, a.Read}
	}
	secrets := s.Secrets
	if s.Password != "" {
		secrets = secrets[:len(secrets)-1] // the password, which no text of the file is made of: see [Config.SetPassword]
	}
	return unsecret(all, secrets).(map[string]any)
}

// outlines are steps without what is put in.
func outlines(steps []recipe.Step) []any {
	all := []any{}
	for _, s := range steps {
		one := []any{string(s.Kind), s.Selector, s.Method, s.Timeout.String()}
		if s.Kind == recipe.Goto || s.Kind == recipe.Press || s.Kind == recipe.Fetch {
			one = append(one, s.Text)
		}
		all = append(all, one)
	}
	return all
}

// unsecret takes secrets out of all texts.
func unsecret(value any, secrets []string) any {
	switch v := value.(type) {
	case string:
		for _, s := range secrets {
			v = strings.ReplaceAll(v, s, masked)
		}
		return v
	case []string:
		all := []any{}
		for _, one := range v {
			all = append(all, unsecret(one, secrets))
		}
		return all
	case []any:
		all := []any{}
		for _, one := range v {
			all = append(all, unsecret(one, secrets))
		}
		return all
	case recipe.Oracle:
		return []any{unsecret(v.Selector, secrets), unsecret(v.Text, secrets), unsecret(v.URL, secrets), v.Status}
	case map[string]any:
		all := map[string]any{}
		for key, one := range v {
			all[key] = unsecret(one, secrets)
		}
		return all
	}
	return value
}
