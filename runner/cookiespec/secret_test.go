package main

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestNoSecretLeaves puts marked values wherever a target or a user can put one, runs the command with every output on, and
// looks for each of them in all files and on the terminal, as it is and in the encodings that it may have met.
func TestNoSecretLeaves(t *testing.T) {
	if testing.Short() {
		t.Skip("needs Chrome")
	}
	secrets := map[string]string{}
	secret := func(what string) string {
		secrets[what] = fmt.Sprintf("s3cret-%02d+/%s==q7Zk", len(secrets), strings.ToUpper(what))
		return secrets[what]
	}
	var lines []string
	for what, line := range map[string]string{
		"session": "sid=%s; Path=/; HttpOnly", "persistent": "keep=%s; Max-Age=100000", "refused": "__Host-no=%s",
		"folded": "a=1; Path=/, b=%s", "attribute": "c=1; token=%s", "nameless": "%s; Path=/", "quoted": `d="%s"`,
		"too-large": "e=%s" + strings.Repeat("x", 5000), "deleted": "f=%s; Max-Age=0",
	} {
		lines = append(lines, fmt.Sprintf(line, secret(what)))
	}
	sid, body, login := secrets["session"], secret("body"), secret("login")
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for _, line := range lines {
			w.Header().Add("Set-Cookie", line)
		}
		w.Header().Set("Content-Type", "text/html")
		if r.Method == http.MethodPost { // a target that says what it was told
			fmt.Fprintf(w, `<p role="alert">%s is no password of %s's`, r.PostFormValue("word"), r.PostFormValue("user"))
		}
		fmt.Fprint(w, `<form method="post" action="/enter"><input name="user"><input name="word" type="password"><button>Log in</button></form>`)
		fmt.Fprintf(w, `<title>%s</title><a href="/in?sid=%s">in</a><a href="/in/%s">deep</a><p>%s`, sid, url.QueryEscape(sid), url.PathEscape(sid), body)
	}))
	defer site.Close()

	dir := t.TempDir()
	password, header := secret("password"), secret("header")
	target := strings.Replace(site.URL, "://", "://ann:"+url.QueryEscape(password)+"@", 1) + "/"
	command := exec.Command(binary, "run", target, "--header", "X-Key: "+header, "--user", "ann", "--out", dir, "-v", "--timings",
		"--junit", filepath.Join(dir, "junit.xml"), "--json", filepath.Join(dir, "run.json"), "--html", filepath.Join(dir, "page.html"), "--recording", filepath.Join(dir, "recording.json"))
	command.Dir = dir
	command.Env = append(os.Environ(), "COOKIESPEC_PASSWORD="+login)
	var terminal bytes.Buffer
	command.Stdout, command.Stderr = &terminal, &terminal
	if err := command.Run(); command.ProcessState.ExitCode() != exitFailed {
		t.Fatalf("%v\n%s", err, terminal.String())
	}
	outputs := map[string]string{"the terminal": terminal.String()}
	if !strings.Contains(outputs["the terminal"], "the login failed") {
		t.Error("no login was tried")
	}
	for _, name := range []string{"junit.xml", "run.json", "page.html", "recording.json"} {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		outputs[name] = string(text)
	}
	for what, value := range secrets {
		for encoding, encoded := range map[string]string{
			"as it is": value, "as a query": url.QueryEscape(value), "as a path": url.PathEscape(value),
			"in hex": hex.EncodeToString([]byte(value)), "in Base64": base64.StdEncoding.EncodeToString([]byte(value)),
		} {
			for name, text := range outputs {
				if i := strings.Index(text, encoded); i >= 0 {
					t.Errorf("%s shows the %s value %s: …%s…", name, what, encoding, text[max(0, i-80):min(len(text), i+80)])
				}
			}
		}
	}
}
