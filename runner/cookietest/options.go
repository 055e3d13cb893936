package cookietest

import (
	"os"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/runner/audit"
	"github.com/cookiespec/cookiespec/runner/config"
)

// Option changes how a site is audited. Options outweigh COOKIESPEC_… variables, and these the file of [Config], wherever it stands
// among the options.
type Option struct {
	file     string
	password string
	key      string
	values   []string
}

// Config reads a cookiespec.yaml. A relative path starts in the folder of the test.
func Config(path string) Option { return Option{file: path} }

// User logs in as a user of the site, with the login form that is found from its entry page or that the config describes. Without it the
// checks of sessions do not apply. A password that is empty is taken from COOKIESPEC_PASSWORD.
func User(name, password string) Option {
	return Option{key: "user", values: []string{name}, password: password}
}

// Policy says which checks fail the test: "baseline" (the default), "strict", "asvs-l1" or "asvs-l2".
func Policy(name string) Option { return Setting("policy", name) }

// Only leaves out all other checks. Each name is the id of a check, an area, or a glob over ids: "set/secure", "restart", "scope/cross-site-*".
// Less is done to the site then, and in less time.
func Only(names ...string) Option { return Setting("only", names...) }

// Skip leaves out checks, named as for [Only].
func Skip(names ...string) Option { return Setting("skip", names...) }

// Setting is any other setting of `cookiespec run`, by the name of its flag or its key in cookiespec.yaml, such as
// Setting("pages", "/", "/cart") or Setting("insecure", "true"). The values of a list replace those of the file.
func Setting(key string, values ...string) Option { return Option{key: key, values: values} }

// tool is this package, as recordings name it.
var tool = reports.Tool{Name: "cookiespec", Version: "cookietest"}

// plan finds all that can be wrong before Chrome starts, but for the target.
func plan(options []Option) (audit.Job, error) {
	c := config.Default()
	for _, o := range options {
		if o.file == "" {
			continue
		}
		var err error
		if c, err = config.Load(o.file); err != nil {
			return audit.Job{}, err
		}
	}
	if err := c.FromEnvironment(os.LookupEnv); err != nil {
		return audit.Job{}, err
	}
	for _, o := range options {
		if o.key == "" {
			continue
		}
		if err := c.Set(o.key, o.values...); err != nil {
			return audit.Job{}, err
		}
	}
	c.TakePassword(os.LookupEnv)
	for _, o := range options {
		if o.password != "" {
			c.SetPassword(o.password)
		}
	}
	return audit.Plan(c, tool)
}
