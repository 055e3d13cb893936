package config

import (
	"encoding/base64"
	"slices"
	"strings"
	"unicode"

	"github.com/cookiespec/cookiespec/runner/recipe"
)

// DefaultPasswordEnv names the variable that holds the password where nobody names another.
const DefaultPasswordEnv = "COOKIESPEC_PASSWORD"

// HTTPPasswordEnv names the variable that holds the password of HTTP authentication.
const HTTPPasswordEnv = "COOKIESPEC_HTTP_PASSWORD"

// DefaultMaxLogins is how many logins a run tries at most where nobody says how many.
const DefaultMaxLogins = 12

// sessionKeys are the keys of a file that are about logins. Each needs a login to be about.
var sessionKeys = []string{"login", "protected", "logged_in", "logout", "memory", "session", "password_change", "privilege_step", "action"}

// asked tells whether anything says how to log in.
func asked(s recipe.Session) bool {
	return s.User != "" || s.URL != "" || len(s.Fill) > 0 || len(s.Steps) > 0 || s.State != nil
}

// settle makes Session what the layers so far ask for.
func (c *Config) settle() {
	c.Session = nil
	if asked(c.draft) {
		session := c.draft
		c.Session = &session
	}
}

// TakePassword reads the password and the secret of one-time codes from the variables that were named for them, where somebody is to log
// in, and the password of HTTP authentication. Call it after the last [Config.Set]; [Config.Check] says what is missing.
func (c *Config) TakePassword(lookup func(string) (string, bool)) {
	if password, _ := lookup(HTTPPasswordEnv); c.HTTPUser != "" && password != "" {
		c.authenticate(password)
	}
	if secret, _ := lookup(c.SecretEnv); c.SecretEnv != "" && secret != "" {
		c.draft.TOTP = secret
		c.draft.Secrets = append(slices.Clip(c.draft.Secrets), secret)
		c.settle()
	}
	if c.draft.User == "" {
		return
	}
	if password, _ := lookup(c.PasswordEnv); password != "" {
		c.SetPassword(password)
	}
}

// authenticate sends HTTP's basic authentication with each request (RFC 7617 §2).
func (c *Config) authenticate(password string) {
	c.Headers = slices.DeleteFunc(slices.Clone(c.Headers), Header.authorizes)
	c.Headers = append(c.Headers, Header{"Authorization", "Basic " + base64.StdEncoding.EncodeToString([]byte(c.HTTPUser+":"+password))})
}

func (h Header) authorizes() bool { return strings.EqualFold(h.Name, "Authorization") }

// authenticated is an error where somebody is to authenticate and has no password.
func (c Config) authenticated() error {
	if c.HTTPUser == "" || slices.ContainsFunc(c.Headers, Header.authorizes) {
		return nil
	}
	return c.misplaced("http_user", "there is no password for HTTP authentication: "+HTTPPasswordEnv+" is not set, or empty", "export "+HTTPPasswordEnv+"=…")
}

// SetPassword gives the password itself.
func (c *Config) SetPassword(password string) {
	c.draft.Password = password
	c.draft.Secrets = append(slices.Clip(c.draft.Secrets), password)
	c.settle()
}

// checkSession tells whether all layers together say how to log in, once and whole.
func (c Config) checkSession() error {
	s := c.Session
	if s == nil {
		for _, key := range sessionKeys {
			if _, said := c.origins[key]; said {
				return c.misplaced(key, key+" is about a login, and none is asked for", "write login: {user: NAME}, or give --user NAME")
			}
		}
		return nil
	}
	described := len(s.Fill) > 0 || len(s.Steps) > 0
	switch {
	case s.State != nil && s.User != "":
		return c.misplaced("login.user", "a user contradicts login.state, which hands over a login that is made already", "leave one of them out")
	case s.Recording != "" && s.User == "":
		return c.misplaced("login", "login.recording is replayed as the user of the run, and none is named", "write user: NAME beside it, or give --user NAME; what the recording holds is not used")
	case s.State != nil || described && s.Recording == "":
	case s.User == "":
		return c.misplaced("login", "login does not say who logs in", "write user: NAME or fill: under it, or give --user NAME")
	case s.Password == "":
		return c.misplaced("login.user", "there is no password for the user: "+c.PasswordEnv+" is not set, or empty",
			"export "+c.PasswordEnv+"=…, or name another variable with --password-env")
	}
	if c.SecretEnv != "" && s.TOTP == "" {
		return c.misplaced("login.totp_secret_env", "there is no secret for one-time codes: "+c.SecretEnv+" is not set, or empty", "export "+c.SecretEnv+"=… as the site showed it, or leave the name out")
	}
	for i, p := range s.Protected {
		if _, bad := pageURL(c.Target, p); bad != nil {
			return c.Reject("protected", i, p, bad.problem, bad.remedy)
		}
	}
	return nil
}

// misplaced is an error at the place where a key was said.
func (c Config) misplaced(key, problem, remedy string) error {
	o := c.origins[key]
	if o.file != nil && len(o.marks) > 0 {
		e := o.file.problem(o.marks[0], problem, remedy)
		o.file.illustrate(e)
		return e
	}
	return &Error{Said: o.said, Problem: problem, Remedy: remedy}
}

func takeUser(c *Config, value string) *flaw {
	if strings.TrimSpace(value) == "" {
		return &flaw{"is no name", "write the name that is typed into the login form"}
	}
	c.draft.User = value
	return nil
}

func takeHTTPUser(c *Config, value string) *flaw {
	if value == "" || strings.ContainsFunc(value, func(r rune) bool { return r == ':' || unicode.IsControl(r) }) {
		return &flaw{"is no user of HTTP authentication", "write the name alone, without a colon; the password belongs into " + HTTPPasswordEnv}
	}
	c.HTTPUser = value
	return nil
}

func takePasswordEnv(c *Config, value string) *flaw {
	return takeVariable(&c.PasswordEnv, value, "write the name alone, such as APP_PASSWORD; the password itself belongs into the environment")
}

func takeSecretEnv(c *Config, value string) *flaw {
	return takeVariable(&c.SecretEnv, value, "write the name alone, such as APP_TOTP_SECRET; the secret itself belongs into the environment")
}

// takeVariable takes the name of a variable of the environment.
func takeVariable(into *string, name, remedy string) *flaw {
	if !variableName.MatchString(name) {
		return &flaw{"is not the name of a variable", remedy}
	}
	*into = name
	return nil
}

func takeLoginHost(c *Config, value string) *flaw {
	if !hostPattern.MatchString(strings.Split(value, ":")[0]) || strings.Contains(value, "*") {
		return &flaw{"is no host", "write the host of the provider that asks for the password, such as id.example.org"}
	}
	c.draft.Hosts = append(c.draft.Hosts, value)
	return nil
}
