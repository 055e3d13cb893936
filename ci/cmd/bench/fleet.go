//go:build unix

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/cookiespec/cookiespec/reports"
)

// fleet measures runs of many targets.
type fleet struct {
	command
	jobs   int
	chrome bool // false: none is found, so that what remains is the fleet's own cost
}

// measure compares the runs of so many targets with the run of one.
func (f fleet) measure(ctx context.Context, w io.Writer, counts []int) error {
	sites, end := serve(slices.Max(counts))
	defer end()
	var ones []cost
	for range f.runs {
		one, err := f.timed(ctx, f.arguments("run", sites[0], "--jobs", "1", "--json", os.DevNull)...)
		if err != nil {
			return err
		}
		ones = append(ones, one)
	}
	slices.SortFunc(ones, func(a, b cost) int { return int(a.wall - b.wall) })
	one := ones[len(ones)/2].wall.Seconds()

	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(t, "targets\tjobs\twall s\tone x targets / jobs\tmore\tmore s a target\tmemory MB\t\n1\t1\t%.2f\t\t\t\t\t\n", one)
	for _, count := range counts {
		spent, err := f.many(ctx, sites[:count])
		if err != nil {
			return err
		}
		share := one * float64(count) / float64(f.jobs)
		more := spent.wall.Seconds() - share
		fmt.Fprintf(t, "%d\t%d\t%.2f\t%.2f\t%+.1f %%\t%+.3f\t%.1f\t\n",
			count, f.jobs, spent.wall.Seconds(), share, 100*more/share, more/float64(count), float64(spent.memory)/(1<<20))
	}
	if err := t.Flush(); err != nil {
		return err
	}
	wanted := "wanted: more <= 5 %, memory as with fewer targets"
	if !f.chrome {
		wanted = "wanted: more a target <= 5 % of what a run costs with Chrome, memory as with fewer targets"
	}
	_, err := fmt.Fprintln(w, wanted)
	return err
}

// many runs the sites as targets of one run, into one report of each form.
func (f fleet) many(ctx context.Context, sites []string) (cost, error) {
	dir, err := os.MkdirTemp("", "cookiespec-bench-")
	if err != nil {
		return cost{}, err
	}
	defer os.RemoveAll(dir)
	list := filepath.Join(dir, "targets.txt")
	if err := os.WriteFile(list, []byte(strings.Join(sites, "\n")), 0o600); err != nil {
		return cost{}, err
	}
	spent, err := f.timed(ctx, f.arguments("run", "--targets", list, "--jobs", strconv.Itoa(f.jobs), "--out", filepath.Join(dir, "out"),
		"--junit", filepath.Join(dir, "all.xml"), "--sarif", filepath.Join(dir, "all.sarif"), "--markdown", filepath.Join(dir, "all.md"))...)
	if err != nil {
		return cost{}, err
	}
	encoded, err := os.ReadFile(filepath.Join(dir, "out", "fleet.json"))
	if err != nil {
		return cost{}, err
	}
	var sum reports.Fleet
	if err := json.Unmarshal(encoded, &sum); err != nil {
		return cost{}, err
	}
	whole := 0
	for _, r := range sum.Runs {
		if f.chrome == (len(r.Trouble) == 0) && r.Summary.Total() > 0 {
			whole++
		}
	}
	if whole != len(sites) {
		return cost{}, fmt.Errorf("%d of %d runs went as they should", whole, len(sites))
	}
	return spent, nil
}

func (f fleet) arguments(words ...string) []string {
	if !f.chrome {
		words = append(words, "--chrome", os.DevNull)
	}
	return words
}

// serve serves so many sites, until end is called.
func serve(count int) (urls []string, end func()) {
	var servers []*httptest.Server
	for range count {
		server := httptest.NewServer(site{pages: 2, cookies: 3})
		servers = append(servers, server)
		urls = append(urls, strings.Replace(server.URL, "127.0.0.1", "localhost", 1)+"/")
	}
	return urls, func() {
		for _, s := range servers {
			s.Close()
		}
	}
}
