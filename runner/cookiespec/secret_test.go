package main

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"html"
	"io/fs"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestNoSecretLeaves puts marked values wherever a target or a user can put one, runs the command with every output on, and
// looks for each of them in all files and on the terminal, as it is and in the encodings that it may have met.
func TestNoSecretLeaves(t *testing.T) {
	if testing.Short() {
		t.Skip("needs Chrome")
	}
	for _, row := range []struct {
		name, says string
		lets       bool
		only       string
	}{
		{"from a site that lets nobody in", "the login failed", false, "set,sent,restart,session"},
		{"from a site that one logs in to", "logged in: ", true, "set,session/load-bearing,session/not-in-url,session/rotates-at-login"},
	} {
		t.Run(row.name, func(t *testing.T) {
			m := marks{}
			b := newBlabber(m)
			if row.lets {
				b.password = m.of("login")
			}
			site := httptest.NewServer(b)
			defer site.Close()
			outputs := everyOutput(t, site.URL, m, row.only)
			if terminal := outputs["stdout"] + outputs["stderr"]; !strings.Contains(terminal, row.says) {
				t.Errorf("the terminal does not say %q:\n%s", row.says, terminal)
			}
			for what, mark := range m {
				for encoding, form := range forms(mark) {
					for name, text := range outputs {
						if i := strings.Index(text, form); i >= 0 {
							t.Errorf("%s shows the %s value %s: …%s…", name, what, encoding, text[max(0, i-80):min(len(text), i+80)])
						}
					}
				}
			}
		})
	}
}

// everyOutput runs the command against a site with each flag that makes it say something, as GitHub's runner would, and returns
// what is on the terminal and in the files, by their names.
func everyOutput(t *testing.T, site string, m marks, only string) map[string]string {
	t.Helper()
	dir := t.TempDir()
	target := strings.Replace(site, "://", "://ann:"+url.QueryEscape(m.of("user-information"))+"@", 1) + "/"
	command := exec.Command(binary, "run", target, "--header", "X-Key: "+m.of("header"), "--user", "ann", "--out", dir, "--only", only, "-v", "--timings")
	files := append(formatsOf(false), formatsOf(true)...)
	for _, flag := range files {
		command.Args = append(command.Args, "--"+flag, filepath.Join(dir, flag))
	}
	command.Dir = dir
	command.Env = append(os.Environ(), "COOKIESPEC_PASSWORD="+m.of("login"), "GITHUB_ACTIONS=true", "GITHUB_STEP_SUMMARY="+filepath.Join(dir, "summary"))
	var stdout, stderr bytes.Buffer
	command.Stdout, command.Stderr = &stdout, &stderr
	if err := command.Run(); command.ProcessState.ExitCode() != exitFailed {
		t.Fatalf("%v\n%s%s", err, stdout.String(), stderr.String())
	}
	outputs := map[string]string{"stdout": stdout.String(), "stderr": stderr.String()}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		outputs[entry.Name()] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range append(files, "summary", "stdout") {
		if !strings.Contains(outputs[name], "keep") { // a cookie's name
			t.Errorf("%s says nothing of the cookies", name)
		}
	}
	return outputs
}

// forms are how a mark may be written.
func forms(mark string) map[string]string {
	quoted, _ := json.Marshal(mark) // a text can always be written
	octets := []byte(mark)
	backwards := slices.Clone(octets)
	slices.Reverse(backwards)
	all := map[string]string{
		"in part": beginning(mark), "as a query": url.QueryEscape(mark), "as a path": url.PathEscape(mark), "as a query, twice": url.QueryEscape(url.QueryEscape(mark)),
		"in hex": hex.EncodeToString(octets), "in HEX": strings.ToUpper(hex.EncodeToString(octets)),
		"in JSON": strings.Trim(string(quoted), `"`), "in HTML": html.EscapeString(mark), "backwards": string(backwards),
	}
	for name, alphabet := range map[string]*base64.Encoding{"in Base64": base64.RawStdEncoding, "in Base64 for URLs": base64.RawURLEncoding} {
		for shift := range 3 { // where the mark begins in a group of bytes; its first and last ones mix with what is beside
			coded := alphabet.EncodeToString(append(make([]byte, shift), octets...))
			all[name+", "+strconv.Itoa(shift)] = coded[4 : len(coded)-4]
		}
	}
	return all
}
