package config

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestServe(t *testing.T) {
	t.Parallel()
	c, err := parse("cookiespec.yaml", []byte(`version: 1
serve:
  command: ./manage.py runserver --noreload 127.0.0.1:{port}
  setup: [./manage.py migrate --noinput]
  dir: shop
  env: {DJANGO_SETTINGS_MODULE: shop.settings, DEBUG: 1, SECRET_KEY: "${TOKEN}"}
  ready: /
  timeout: 90s
  limits: {cpu: 60s, memory: 512MiB, files: 1024, output: 2MiB, processes: 50}
`), environment)
	if err != nil {
		t.Fatal(err)
	}
	want := &Serve{
		Dir: "shop", Command: "./manage.py runserver --noreload 127.0.0.1:{port}", Setup: []string{"./manage.py migrate --noinput"},
		Env:   []string{"DJANGO_SETTINGS_MODULE=shop.settings", "DEBUG=1", "SECRET_KEY=hunter2"},
		Ready: "/", Timeout: 90 * time.Second,
		Limits: Limits{CPU: time.Minute, Memory: 512 << 20, Files: 1024, Output: 2 << 20, Processes: 50},
	}
	if diff := cmp.Diff(want, c.Serve); diff != "" {
		t.Error(diff)
	}
	if !slices.Contains(c.Secrets(), "hunter2") {
		t.Error("what the environment gave is not kept as a secret")
	}
	if err := c.Check(); err != nil {
		t.Errorf("without a target: %v", err)
	}
}

// TestServeByAFlag: the folder alone is enough, and changes nothing else that the file says.
func TestServeByAFlag(t *testing.T) {
	t.Parallel()
	c, err := parse("cookiespec.yaml", []byte("version: 1\nserve: {ready: /up}\n"), environment)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Set("serve", "app"); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(&Serve{Dir: "app", Ready: "/up"}, c.Serve); diff != "" {
		t.Error(diff)
	}
}
