// Command picture audits the lab with one defect and photographs the top of the HTML report. Run by ci/picture.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/cookiespec/cookiespec/fixtures/lab"
	"github.com/cookiespec/cookiespec/runner/browser"
)

// defect is one that the life of the cookies shows at a glance: the session outlives the browser.
const defect = "persistent-session"

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: picture COMMAND FILE.png")
		os.Exit(2)
	}
	if err := portray(context.Background(), os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintf(os.Stderr, "picture: %v\n", err)
		os.Exit(2)
	}
}

// portray leaves the picture in a file.
func portray(ctx context.Context, command, file string) error {
	dir, err := os.MkdirTemp("", "picture-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	page := filepath.Join(dir, "report.html")
	if err := audit(ctx, command, dir, page); err != nil {
		return err
	}
	chrome, err := browser.Find("")
	if err != nil {
		return err
	}
	if file, err = filepath.Abs(file); err != nil {
		return err
	}
	flags := []string{"--headless=new", "--hide-scrollbars", "--window-size=1440,1340", "--user-data-dir=" + filepath.Join(dir, "profile"), "--screenshot=" + file, "file://" + page}
	if os.Geteuid() == 0 {
		flags = append([]string{"--no-sandbox"}, flags...)
	}
	if out, err := exec.CommandContext(ctx, chrome, flags...).CombinedOutput(); err != nil {
		return fmt.Errorf("%w\n%s", err, out)
	}
	_, err = os.Stat(file)
	return err
}

// audit runs the command on the lab, and writes its report.
func audit(ctx context.Context, command, dir, page string) error {
	l, err := lab.Start(ctx)
	if err != nil {
		return err
	}
	defer l.Close()
	if command, err = filepath.Abs(command); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "cookiespec.yaml"), lab.Declared(defect, true), 0o600); err != nil {
		return err
	}
	arguments := []string{"run", l.URL(defect, true), "--user", lab.User, "--insecure", "--html", page}
	for _, host := range l.Resolve() {
		arguments = append(arguments, "--resolve", host)
	}
	run := exec.CommandContext(ctx, command, arguments...)
	run.Dir, run.Stderr = dir, os.Stderr
	run.Env = append(os.Environ(), "COOKIESPEC_PASSWORD="+lab.Password)
	out, err := run.Output()
	if exit := (*exec.ExitError)(nil); !errors.As(err, &exit) || exit.ExitCode() != 1 {
		return fmt.Errorf("the defect was not found: %v\n%s", err, out)
	}
	return nil
}
