// Command cookiespec checks the cookies of a web site in a real Chrome.
package main

import (
	"os"
	"time"

	"github.com/cookiespec/cookiespec/runner/gather"
	"github.com/cookiespec/cookiespec/runner/judge"
	"github.com/cookiespec/cookiespec/runner/serve"
)

func main() {
	serve.Keep()
	p := &program{
		tui:    tui{stdout: os.Stdout, stderr: os.Stderr, lookup: os.LookupEnv, environ: os.Environ},
		began:  time.Now(),
		gather: gather.Run,
		judge:  judge.Run,
	}
	os.Exit(p.run(os.Args[1:]))
}
