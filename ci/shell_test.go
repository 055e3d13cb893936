//go:build unix

package ci_test

import (
	"bytes"
	"os/exec"
	"regexp"
	"strings"
	"testing"
)

// TestTheShellIsSound holds what pipelines run to shellcheck, and the image's steps to a shell's syntax.
func TestTheShellIsSound(t *testing.T) {
	t.Parallel()
	steps := regexp.MustCompile(`(?m)^RUN ((?:.*\\\n)*.*)$`).FindAllStringSubmatch(read(t, "container/Containerfile"), -1)
	if len(steps) < 2 {
		t.Fatal("the Containerfile has no steps")
	}
	scripts := map[string]string{}
	for i, step := range theSteps(t) {
		scripts["the action's step "+string(rune('1'+i))] = "#!/bin/bash\n" + step
	}
	for i, s := range steps {
		scripts["the image's step "+string(rune('1'+i))] = "#!/bin/sh\n" + s[1] + "\n"
	}
	_, err := exec.LookPath("shellcheck")
	for name, script := range scripts {
		shell, _, _ := strings.Cut(strings.TrimPrefix(script, "#!/bin/"), "\n")
		command := []string{shell, "-n"}
		if err == nil {
			command = []string{"shellcheck", "-e", "SC2154", "-"} // what is set by ARG and by the runner
		}
		check := exec.Command(command[0], command[1:]...)
		check.Stdin = strings.NewReader(script)
		var out bytes.Buffer
		check.Stdout, check.Stderr = &out, &out
		if err := check.Run(); err != nil {
			t.Errorf("%s: %v\n%s", name, err, &out)
		}
	}
}
