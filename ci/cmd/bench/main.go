//go:build unix

// Command bench runs cookiespec against the demo and against sites of growing size, and prints what it costs.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"net/http/httptest"
	"os"
	"os/signal"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"text/tabwriter"
)

var (
	pageCounts   = []int{1, 2, 5, 10, 20}
	cookieCounts = []int{1, 10, 50, 150} // Chrome begins to evict at about 180 a site
)

func main() {
	runs := flag.Int("n", 1, "`runs` of each measurement, of which the median by wall time is printed")
	targets := flag.Int("targets", 0, "measure a run of so many `targets` instead, against one")
	jobs := flag.Int("jobs", runtime.NumCPU(), "`runs` side by side, of these")
	noChrome := flag.Bool("no-chrome", false, "let these find no Chrome: what remains is what many targets cost by themselves")
	flag.Usage = func() {
		fmt.Fprintln(os.Stderr, "usage: bench [-n runs] [-targets count [-jobs count] [-no-chrome]] COOKIESPEC")
		flag.PrintDefaults()
	}
	flag.Parse()
	if flag.NArg() != 1 || *runs < 1 || *targets < 0 || *jobs < 1 {
		flag.Usage()
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	c := command{path: flag.Arg(0), runs: *runs}
	measure := func() error { return measureAll(ctx, os.Stdout, c) }
	if *targets > 0 {
		counts := []int{*targets}
		if *targets > 10 {
			counts = []int{10, *targets}
		}
		measure = func() error { return fleet{c, *jobs, !*noChrome}.measure(ctx, os.Stdout, counts) }
	}
	if err := measure(); err != nil {
		fmt.Fprintf(os.Stderr, "bench: %v\n", err)
		os.Exit(1)
	}
}

func measureAll(ctx context.Context, w io.Writer, c command) error {
	demo, err := c.median(ctx, "demo")
	if err != nil {
		return err
	}
	if err := table(w, []row{{"demo", demo}}); err != nil {
		return err
	}
	fmt.Fprint(w, "wanted: wall <= 8 s, own <= 1 s, starts <= 6, memory <= 100 MB\n\n")

	for _, series := range []struct {
		unit   string
		counts []int
		site   func(count int) site
	}{
		{"page", pageCounts, func(n int) site { return site{pages: n, cookies: 1} }},
		{"cookie", cookieCounts, func(n int) site { return site{pages: 1, cookies: n} }},
	} {
		var rows []row
		var walls []float64
		for _, count := range series.counts {
			cost, err := c.audit(ctx, series.site(count))
			if err != nil {
				return err
			}
			rows = append(rows, row{plural(count, series.unit), cost})
			walls = append(walls, cost.wall.Seconds())
		}
		if err := table(w, rows); err != nil {
			return err
		}
		fmt.Fprintf(w, "slope: %.1f ms a %s\n\n", 1000*slope(series.counts, walls), series.unit)
	}
	return nil
}

// audit measures a run over a site that lives as long as the run.
func (c command) audit(ctx context.Context, s site) (cost, error) {
	server := httptest.NewServer(s)
	defer server.Close()
	url := strings.Replace(server.URL, "127.0.0.1", "localhost", 1) + "/"
	return c.median(ctx, "run", url, "--max-pages", strconv.Itoa(s.pages))
}

type row struct {
	name string
	cost cost
}

func table(w io.Writer, rows []row) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(t, "\twall s\tchrome s\tpages s\twaits s\town s\tstarts\trequests\tmemory MB\t\n")
	for _, r := range rows {
		memory := "?"
		if r.cost.memory > 0 {
			memory = strconv.Itoa(r.cost.memory >> 20)
		}
		p := r.cost.parts
		fmt.Fprintf(t, "%s\t%.2f\t%.2f\t%.2f\t%.2f\t%.2f\t%d\t%d\t%s\t\n",
			r.name, r.cost.wall.Seconds(), p.Chrome, p.Pages, p.Waits, p.Own, p.Starts, p.Requests, memory)
	}
	return t.Flush()
}

// slope is that of the line that fits best, by least squares.
func slope(xs []int, ys []float64) float64 {
	var meanX, meanY float64
	for i := range xs {
		meanX += float64(xs[i]) / float64(len(xs))
		meanY += ys[i] / float64(len(xs))
	}
	var covariance, variance float64
	for i := range xs {
		covariance += (float64(xs[i]) - meanX) * (ys[i] - meanY)
		variance += (float64(xs[i]) - meanX) * (float64(xs[i]) - meanX)
	}
	return covariance / variance
}

func plural(count int, unit string) string {
	if count == 1 {
		return "1 " + unit
	}
	return fmt.Sprintf("%d %ss", count, unit)
}
