// Command picture checks the demo site that makes ten typical mistakes, and takes a screenshot of the top of the HTML report. Run by
// ci/picture.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/cookiespec/cookiespec/runner/browser"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: picture COMMAND FILE.png")
		os.Exit(2)
	}
	if err := takeScreenshot(context.Background(), os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintf(os.Stderr, "picture: %v\n", err)
		os.Exit(2)
	}
}

// takeScreenshot leaves it in a file.
func takeScreenshot(ctx context.Context, command, file string) error {
	dir, err := os.MkdirTemp("", "picture-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	page := filepath.Join(dir, "report.html")
	if err := writeReport(ctx, command, page); err != nil {
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

// writeReport has the command write a report on a site that fails.
func writeReport(ctx context.Context, command, page string) error {
	run := exec.CommandContext(ctx, command, "demo", "--flawed", "--html", page)
	run.Stderr = os.Stderr
	out, err := run.Output()
	if exit := (*exec.ExitError)(nil); !errors.As(err, &exit) || exit.ExitCode() != 1 {
		return fmt.Errorf("the mistakes were not found: %v\n%s", err, out)
	}
	return nil
}
