package config

import (
	"slices"
	"strings"
	"testing"
)

// TestEverySettingIsOfOneKind: those that steer gathering are in the digest, and no others.
func TestEverySettingIsOfOneKind(t *testing.T) {
	t.Parallel()
	var want []string
	for _, s := range Settings() {
		if s.Steers == Gathering {
			key, _, _ := strings.Cut(s.Key, ".")
			want = append(want, key)
		}
	}
	want = append(want, sessionKeys...)
	slices.Sort(want)
	want = slices.Compact(want)
	var got []string
	for key := range Default().gathering() {
		got = append(got, key)
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("digested are\n%s\nand steer gathering\n%s", got, want)
	}
}

// TestWhatIsNotAsItWasAskedFor is named by its keys, whatever judging and running are told, and by whichever call.
func TestWhatIsNotAsItWasAskedFor(t *testing.T) {
	t.Parallel()
	const file = `version: 1
target: http://localhost:8000/
pages: [/a]
protected: /members
login: {user: ada}
`
	read := func(text string) Config {
		c, err := parse("cookiespec.yaml", []byte(text), environment)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	password := func(c *Config) { c.SetPassword("ada") } // the user's name is in it, and stays what it is
	for name, row := range map[string]struct {
		then func(*Config)
		now  string
		want string
	}{
		"the same":                         {password, file, ""},
		"other cookies, waivers, policy":   {nil, file + "cookies: {a: {role: session}}\npolicy: strict\nonly: [set]\nwaivers: [{check: set/a, reason: because}]\n", ""},
		"another Chrome":                   {nil, file + "chrome: /x\njobs: 3\ntimeout: 1h\n", ""},
		"a page more":                      {nil, strings.Replace(file, "/a", "/a, /b", 1), "pages"},
		"a line less":                      {nil, strings.Replace(file, "pages: [/a]\n", "", 1), "pages"},
		"a line more":                      {nil, file + "patience: 3s\nlogout: {url: /out}\n", "logout patience"},
		"another user":                     {nil, strings.Replace(file, "ada", "bob", 1), "login"},
		"what a flag had said":             {func(c *Config) { set(t, c, "pages", "/c"); set(t, c, "user", "bob") }, file, ""},
		"what was built in":                {func(c *Config) { c.BuiltIn() }, "version: 1\n", ""},
		"what a flag had said of a target": {func(c *Config) { set(t, c, "target", "http://other/") }, strings.Replace(file, "localhost", "x", 1), ""},
	} {
		then := read(file)
		if row.then != nil {
			row.then(&then)
		}
		if got := strings.Join(read(row.now).Unlike(then.Asked()), " "); got != row.want {
			t.Errorf("%s: %q differ, want %q", name, got, row.want)
		}
	}
	overlaid := read(strings.Replace(file, "/a", "/b", 1))
	set(t, &overlaid, "pages", "/c")
	if got := overlaid.Unlike(read(file).Asked()); len(got) > 0 {
		t.Errorf("what a flag says now differs: %q", got)
	}
}

func set(t *testing.T, c *Config, flag, value string) {
	t.Helper()
	if err := c.Set(flag, value); err != nil {
		t.Fatal(err)
	}
}

// TestToJudgeNobodyLogsIn: what a login needs may be missing, is masked where it is there, and makes no difference.
func TestToJudgeNobodyLogsIn(t *testing.T) {
	t.Parallel()
	const text = `version: 1
login: {url: "/in?${TOKEN}", fill: {"#a": "${TOKEN}", "#b": "${N}"}}
protected: "/${TOKEN}"
`
	then, err := parse("cookiespec.yaml", []byte(text), environment)
	if err != nil {
		t.Fatal(err)
	}
	nothing := func(string) (string, bool) { return "", false }
	now, err := (&reader{lookup: nothing, blind: true}).read("cookiespec.yaml", []byte(text))
	if unlike := now.Unlike(then.Asked()); err != nil || len(unlike) > 0 {
		t.Errorf("%q differ, %v", unlike, err)
	}
	if _, err := (&reader{lookup: nothing, blind: true}).read("cookiespec.yaml", []byte("version: 1\nlogin: {state: gone.json}\n")); err != nil {
		t.Error(err)
	}
	if _, err := (&reader{lookup: nothing, blind: true}).read("cookiespec.yaml", []byte("version: 1\ntarget: \"${URL}\"\n")); err == nil {
		t.Error("a variable that is no secret of a login may be missing")
	}
}
