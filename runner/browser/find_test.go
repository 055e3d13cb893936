package browser

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// folder makes a folder with files that can be run, and one that cannot.
func folder(t *testing.T, names ...string) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range names {
		mode := os.FileMode(0o700)
		if name == "text" {
			mode = 0o600
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n"), mode); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestFind(t *testing.T) {
	named := folder(t, "a", "b", "c", "d", "text")
	at := func(name string) string { return filepath.Join(named, name) }
	for _, row := range []struct {
		name  string
		given string
		env   map[string]string
		path  []string // programs on PATH
		want  string   // a name, or what the error says
		fails bool
	}{
		{name: "the one given goes before all", given: at("a"), env: map[string]string{"COOKIESPEC_CHROME_PATH": at("b")}, path: []string{"chromium"}, want: "a"},
		{name: "the one given may be a name", given: "chromium-dev", path: []string{"chromium", "chromium-dev"}, want: "chromium-dev"},
		{name: "the project's own variable goes before those of others", env: map[string]string{"COOKIESPEC_CHROME_PATH": at("a"), "COOKIESPEC_CHROME": at("b"), "CHROME_PATH": at("c"), "CHROME_BIN": at("d")}, want: "a"},
		{name: "the flag's variable comes second", env: map[string]string{"COOKIESPEC_CHROME": at("b"), "CHROME_PATH": at("c"), "CHROME_BIN": at("d")}, want: "b"},
		{name: "then CHROME_PATH", env: map[string]string{"CHROME_PATH": at("c"), "CHROME_BIN": at("d")}, want: "c"},
		{name: "then CHROME_BIN", env: map[string]string{"CHROME_BIN": at("d")}, path: []string{"chromium"}, want: "d"},
		{name: "then Chrome on PATH", path: []string{"chromium", "google-chrome", "chromium-browser"}, want: "google-chrome"},
		{name: "then Chromium", path: []string{"chromium-browser", "chromium"}, want: "chromium"},
		{name: "headless-shell is not looked for", path: []string{"headless-shell", "chromium-headless-shell", "headless_shell"}, want: "install it with `", fails: true},
		{name: "nothing at all", want: "no Chrome or Chromium found: install it with `", fails: true},
		{name: "a variable that is empty does not count", env: map[string]string{"CHROME_PATH": ""}, path: []string{"chromium"}, want: "chromium"},
		{name: "one that cannot be run is no reason to look further", given: at("text"), path: []string{"chromium"}, want: "--chrome says", fails: true},
		{name: "one that is not there", given: at("nothing"), path: []string{"chromium"}, want: "no such file or directory", fails: true},
		{name: "a folder", given: named, path: []string{"chromium"}, want: "which cannot be run", fails: true},
		{name: "the variable that is wrong is named", env: map[string]string{"CHROME_PATH": at("text")}, path: []string{"chromium"}, want: `CHROME_PATH says "` + at("text") + `", which cannot be run`, fails: true},
		{name: "a text file on PATH is passed over", path: []string{"text", "chromium"}, want: "chromium"},
	} {
		t.Run(row.name, func(t *testing.T) {
			if runtime.GOOS == "darwin" && row.given == "" && row.env == nil {
				t.Skip("Chrome may be at its usual place")
			}
			for _, variable := range pathVariables {
				t.Setenv(variable, row.env[variable])
			}
			t.Setenv("PATH", folder(t, row.path...))
			got, err := Find(row.given)
			if row.fails {
				if !errors.Is(err, ErrNoChrome) || !strings.Contains(err.Error(), row.want) || got != "" {
					t.Errorf("got %q, %v\nwant %s", got, err, row.want)
				}
			} else if err != nil || filepath.Base(got) != row.want {
				t.Errorf("got %q, %v, want %s", got, err, row.want)
			}
		})
	}
}

func TestSnapsArePassedOver(t *testing.T) {
	for _, variable := range pathVariables {
		t.Setenv(variable, "")
	}
	snap := folder(t, "snap")
	wrapper := folder(t)
	const script = "#!/bin/sh\nif ! [ -x /snap/bin/chromium ]; then exit 1; fi\nexec /snap/bin/chromium \"$@\"\n"
	if err := os.WriteFile(filepath.Join(wrapper, "chromium-browser"), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	link := folder(t)
	if err := os.Symlink(filepath.Join(snap, "snap"), filepath.Join(link, "chromium")); err != nil {
		t.Fatal(err)
	}
	another := folder(t, "chromium-browser")
	for _, row := range []struct {
		name  string
		path  []string // folders on PATH
		found string   // empty: the error names what was passed over
		over  string
	}{
		{"Ubuntu's wrapper", []string{wrapper}, "", filepath.Join(wrapper, "chromium-browser")},
		{"a link to snap", []string{link}, "", filepath.Join(link, "chromium")},
		{"another browser is taken", []string{link, another}, filepath.Join(another, "chromium-browser"), ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			if runtime.GOOS == "darwin" && row.found == "" {
				t.Skip("Chrome may be at its usual place")
			}
			t.Setenv("PATH", strings.Join(row.path, string(os.PathListSeparator)))
			got, err := Find("")
			if got != row.found {
				t.Errorf("found %q, want %q", got, row.found)
			}
			if row.found == "" && (!errors.Is(err, ErrNoChrome) || !strings.Contains(err.Error(), row.over+" is a snap, which cannot use profiles in /tmp; install it with")) {
				t.Error(err)
			}
		})
	}
	if got, err := Find(filepath.Join(wrapper, "chromium-browser")); err != nil || got == "" {
		t.Errorf("one that is named is taken as it is: %q, %v", got, err)
	}
}

func TestInstallHint(t *testing.T) {
	t.Parallel()
	const unknown = "install it with your package manager (the package is called chromium or google-chrome-stable)"
	deb := "google-chrome-stable_current_" + runtime.GOARCH + ".deb"
	chromeForUbuntu := "curl -fLO https://dl.google.com/linux/direct/" + deb + " && sudo apt-get install ./" + deb
	for _, row := range []struct{ name, release, want string }{
		{"Debian", "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nNAME=\"Debian GNU/Linux\"\nVERSION_ID=\"12\"\nVERSION_CODENAME=bookworm\nID=debian\nHOME_URL=\"https://www.debian.org/\"\n", "sudo apt-get update && sudo apt-get install --yes chromium"},
		{"Raspberry Pi OS", "ID=raspbian\nID_LIKE=debian\n", "sudo apt-get update && sudo apt-get install --yes chromium"},
		{"Ubuntu, whose chromium is a snap", "PRETTY_NAME=\"Ubuntu 24.04.1 LTS\"\nNAME=\"Ubuntu\"\nID=ubuntu\nID_LIKE=debian\nUBUNTU_CODENAME=noble\n", chromeForUbuntu},
		{"what it is goes before what it is like", "ID_LIKE=debian\nID=ubuntu\n", chromeForUbuntu},
		{"Pop!_OS", "ID=pop\nID_LIKE=\"ubuntu debian\"\n", "sudo apt-get update && sudo apt-get install --yes chromium"},
		{"Linux Mint", "ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n", "sudo apt-get update && sudo apt-get install --yes chromium"},
		{"Fedora", "NAME=\"Fedora Linux\"\nVERSION=\"42 (Container Image)\"\nID=fedora\nVERSION_ID=42\n", "sudo dnf install --assumeyes chromium"},
		{"Rocky", "ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\n", "sudo dnf install --assumeyes chromium"},
		{"Alpine", "NAME=\"Alpine Linux\"\nID=alpine\nVERSION_ID=3.22.1\n", "sudo apk add chromium"},
		{"Arch", "NAME=\"Arch Linux\"\nID=arch\nBUILD_ID=rolling\n", "sudo pacman -S chromium"},
		{"Manjaro", "ID='manjaro'\nID_LIKE='arch'\n", "sudo pacman -S chromium"},
		{"openSUSE", "ID=\"opensuse-tumbleweed\"\nID_LIKE=\"opensuse suse\"\n", "sudo zypper install chromium"},
		{"one that nobody knows", "ID=plan9\n", ""},
		{"no such file", "", ""},
		{"no such thing in the file", "ID\nID=\n=debian\nVARIANT_ID=debian\n", ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			want := unknown
			if row.want != "" {
				want = "install it with `" + row.want + "`"
			}
			if got := installHint("linux", row.release); got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		})
	}
	if got := installHint("darwin", ""); got != "install it with `brew install --cask google-chrome`" {
		t.Error(got)
	}
}
