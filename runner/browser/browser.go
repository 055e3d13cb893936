// Package browser starts, quits, kills and ages a real Chrome on a profile directory of its own.
//
// How a browser ended decides which cookies the next one finds, so Quit and Kill are errors or facts, never attempts: Quit
// returns nil only when Chrome was asked to close and was seen to exit by itself.
package browser

import (
	"context"
	"fmt"
	"net/netip"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
)

// Options say how to start a Chrome.
type Options struct {
	Path     string   // of the binary
	Profile  string   // the profile directory, absolute, see [NewProfile]
	Headed   bool     // with a window
	Insecure bool     // accept any certificate
	SPKI     []string // accept these keys alone: base64 of the SHA-256 of a certificate's public key
	Back     bool     // keep pages that are left, so that going back may restore them; else going back asks the server again
	Resolve  []string // Chrome's host-resolver-rules: "MAP www.example.org 127.0.0.1", "MAP *.test [::1]:8080"
}

// Browser is a running Chrome.
type Browser struct {
	Product   string   // "Chrome/156.0.8078.79"
	UserAgent string   // Chrome's own
	Flags     []string // the command line, without the paths of this run
	Shell     bool     // headless-shell

	headed bool
	ctx    context.Context // of the first tab; owns the browser
	end    context.CancelFunc
	ending sync.Once
	cmd    *exec.Cmd
	name   string
}

// startTimeout bounds a start. A healthy start takes half a second; ten browsers at once on a small machine, some.
const startTimeout = 30 * time.Second

// quitTimeout bounds a graceful quit, which takes 0.2 s.
const quitTimeout = 15 * time.Second

// Start starts a Chrome. Cancelling ctx kills it.
func Start(ctx context.Context, o Options) (*Browser, error) {
	b := &Browser{name: filepath.Base(o.Path), headed: o.Headed}
	output := &tail{}
	life, kill := context.WithCancel(ctx)
	allocator, end := chromedp.NewExecAllocator(life, append(o.flags(),
		chromedp.CombinedOutput(output),
		chromedp.ModifyCmdFunc(func(cmd *exec.Cmd) {
			cmd.SysProcAttr = attributes()
			if path, err := filepath.Abs(cmd.Path); err == nil {
				cmd.Path = path
			}
			cmd.Dir = filepath.Dir(o.Profile)
			b.cmd = cmd
		}),
	)...)
	b.end = func() { kill(); end() }
	b.ctx, _ = chromedp.NewContext(allocator, chromedp.WithErrorf(func(string, ...any) {}), chromedp.WithLogf(func(string, ...any) {}))

	started := make(chan error, 1)
	go func() { started <- chromedp.Do(b.ctx) }()
	timeout := time.NewTimer(startTimeout)
	defer timeout.Stop()
	var err error
	select {
	case err = <-started:
	case <-timeout.C:
		kill()
		<-started
		err = fmt.Errorf("it did not answer within %s", startTimeout)
	}
	if err == nil {
		var version browser.GetVersionResult
		version, err = chromedp.CallBrowser(b.ctx, browser.GetVersion, cdp.Empty{})
		b.Product, b.UserAgent = version.Product, version.UserAgent
	}
	if err != nil {
		b.Kill()
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, fmt.Errorf("%s did not start: %s", o.Path, output.reason(err))
	}
	b.Shell = strings.Contains(b.name, "headless-shell") || strings.Contains(b.name, "headless_shell") ||
		strings.HasPrefix(b.Product, "HeadlessShell")
	for _, flag := range b.cmd.Args[1:] {
		if !strings.HasPrefix(flag, "--user-data-dir=") && strings.HasPrefix(flag, "--") {
			b.Flags = append(b.Flags, flag)
		}
	}
	return b, nil
}

// flags are chromedp's own and what makes a verdict about cookies possible.
func (o Options) flags() []chromedp.ExecAllocatorOption {
	flags := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(o.Path),
		chromedp.UserDataDir(o.Profile),
		// What it leaves behind goes with the profile; the memory of a crashed page may hold cookies. Chrome runs in the folder that
		// the profile is in, and puts a socket there: its whole path may be longer than that of a socket.
		chromedp.Env("TMPDIR=.", "BREAKPAD_DUMP_LOCATION="+filepath.Join(o.Profile, crashes)),
		// http stays http: an upgrade would hide what is sent in the clear.
		chromedp.Flag("disable-features", "Translate,BlinkGenPropertyTrees,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,LocalNetworkAccessChecks,OptimizationHints,MediaRouter,"+
			"WebUIOmniboxPopup,WebUIOmniboxAimPopup"), // two processes a window, for an address bar that nobody sees
		// Otherwise going back must ask the server again, or there is no request to judge.
		chromedp.Flag("disable-back-forward-cache", !o.Back),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-domain-reliability", true),
		chromedp.Flag("no-pings", true),
		chromedp.Flag("disable-gpu", true),
		chromedp.Flag("disable-popup-blocking", false), // a page's own windows would not be recorded
	)
	if o.Headed {
		flags = append(flags, chromedp.VisibleWindow)
	}
	if o.Insecure {
		flags = append(flags, chromedp.IgnoreCertErrors)
	}
	if len(o.SPKI) > 0 {
		flags = append(flags, chromedp.Flag("ignore-certificate-errors-spki-list", strings.Join(o.SPKI, ",")))
	}
	if len(o.Resolve) > 0 {
		flags = append(flags, chromedp.Flag("no-proxy-server", true)) // which would resolve hosts by itself
		flags = append(flags, chromedp.Flag("host-resolver-rules", resolverRules(o.Resolve)))
	}
	return flags
}

// resolverRules puts IPv6 addresses into the brackets that Chrome wants.
func resolverRules(rules []string) string {
	var all []string
	for _, rule := range rules {
		words := strings.Fields(rule)
		if last := len(words) - 1; last >= 0 {
			if address, err := netip.ParseAddr(words[last]); err == nil && address.Is6() {
				words[last] = "[" + words[last] + "]"
			}
		}
		all = append(all, strings.Join(words, " "))
	}
	return strings.Join(all, ",")
}

// Quit closes Chrome gracefully, which makes it write its jar to the profile. An error means that the profile proves nothing
// about restarts.
func (b *Browser) Quit() error {
	if b.ctx.Err() != nil {
		b.Kill()
		return fmt.Errorf("%s was gone before it was asked to quit (%v)", b.name, b.cmd.ProcessState)
	}
	ctx, cancel := context.WithTimeout(b.ctx, quitTimeout)
	defer cancel()
	err := chromedp.Cancel(ctx)
	b.Kill() // of what is left of it
	switch state := b.cmd.ProcessState; {
	case err != nil:
		return fmt.Errorf("%s did not quit: %w", b.name, err)
	case state == nil || !state.Success():
		return fmt.Errorf("%s was ended from outside while it quit (%v)", b.name, state)
	}
	return nil
}

// Kill ends Chrome and all its processes at once, as a crash would. On a Chrome that is over it does nothing.
func (b *Browser) Kill() {
	b.ending.Do(func() {
		if b.cmd != nil && b.cmd.Process != nil {
			killGroup(b.cmd.Process.Pid)
		}
		b.end()
	})
}

// Gone is closed when Chrome is no longer there, whoever ended it.
func (b *Browser) Gone() <-chan struct{} { return b.ctx.Done() }
