package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/cookiespec/cookiespec/runner/config"
)

// property is what the schema says of a key, as far as the table of settings says it, too.
type property struct {
	Description      string
	Minimum, Maximum *int
	Enum             []string
	AnyOf            []struct{ Enum []string }
	Properties       map[string]property
}

// of is the property of a key such as "login.user".
func (p property) of(key string) (found property, ok bool) {
	for _, name := range strings.Split(key, ".") {
		if found, ok = p.Properties[name]; !ok {
			return found, false
		}
		p = found
	}
	return found, true
}

func (p property) words() []string {
	for _, one := range p.AnyOf {
		p.Enum = append(p.Enum, one.Enum...)
	}
	return p.Enum
}

// TestEverySettingIsKnownEverywhere: to the flags of run, to a heading of its help, to the schema and to completion. The page
// of the config is made from the schema.
func TestEverySettingIsKnownEverywhere(t *testing.T) {
	t.Parallel()
	var schema property
	if err := json.Unmarshal(config.Schema(nil, nil), &schema); err != nil {
		t.Fatal(err)
	}
	run, _, err := (&program{}).command().Find([]string{"run"})
	if err != nil {
		t.Fatal(err)
	}
	var titled []string
	for _, h := range headings {
		titled = append(titled, h.flags...)
	}
	for _, s := range config.Settings() {
		if s.Flag != "" {
			f := run.Flags().Lookup(s.Flag)
			if f == nil {
				t.Errorf("%s: run has no --%s", s.Key, s.Flag)
				continue
			}
			if is, ok := f.Value.(*said); !ok || is.setting.Key != s.Key {
				t.Errorf("--%s is not read by the config as %s", s.Flag, s.Key)
			}
			if !slices.Contains(titled, s.Flag) {
				t.Errorf("--%s is under no heading of the help", s.Flag)
			}
			if s.Bounds != (config.Bounds{}) && !strings.Contains(f.Usage, s.Bounds.String()) {
				t.Errorf("the help of --%s does not say %s: %s", s.Flag, s.Bounds, f.Usage)
			}
		}
		p, ok := schema.of(s.Key)
		if !ok || p.Description == "" {
			t.Errorf("the schema does not describe %s", s.Key)
		}
		if s.Bounds != (config.Bounds{}) && (p.Minimum == nil || p.Maximum == nil || config.Bounds{Least: *p.Minimum, Most: *p.Maximum} != s.Bounds) {
			t.Errorf("%s: the schema has other bounds than %s", s.Key, s.Bounds)
		}
		if words := p.words(); len(words) > 0 && s.Flag != "" {
			if got := completed(run, s.Flag); !slices.Equal(got, words) {
				t.Errorf("--%s: completion offers %q, the schema %q", s.Flag, got, words)
			}
		}
	}
	run.Flags().VisitAll(func(f *pflag.Flag) {
		if is, layered := f.Value.(*said); layered && is.setting.Key == "" {
			t.Errorf("--%s is no setting of the config", f.Name)
		}
	})
}

// completed are the values that completion offers for a flag.
func completed(c *cobra.Command, flag string) []string {
	values := flagValues[flag]
	if values == nil {
		return nil
	}
	all, _ := values(c, nil, "")
	return all
}

// TestDefaultsAreSaidAsTheyAre in the help of the flags and in the schema.
func TestDefaultsAreSaidAsTheyAre(t *testing.T) {
	t.Parallel()
	var schema property
	if err := json.Unmarshal(config.Schema(nil, nil), &schema); err != nil {
		t.Fatal(err)
	}
	c, help := config.Default(), strings.Join(strings.Fields(told(t, "run", "--help")), " ")
	for key, value := range map[string]string{
		"max_pages": fmt.Sprint(c.MaxPages), "samples": fmt.Sprint(c.Samples), "patience": short(c.Patience), "timeout": short(c.Timeout),
		"policy": c.Policy, "fail_on": c.FailOn, "max_logins": fmt.Sprint(config.DefaultMaxLogins), "login.password_env": config.DefaultPasswordEnv,
	} {
		p, _ := schema.of(key)
		if !strings.Contains(p.Description, "Default: "+value) {
			t.Errorf("the schema does not say that the default of %s is %s: %s", key, value, p.Description)
		}
		if !strings.Contains(help, "(default "+value+")") {
			t.Errorf("the help does not say (default %s), of %s", value, key)
		}
	}
}
