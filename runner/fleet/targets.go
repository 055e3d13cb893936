package fleet

import (
	"bufio"
	"cmp"
	"fmt"
	"net/url"
	"os"
	"slices"
	"strings"
)

// Target is one of many. The config, where it names targets, has all else.
type Target struct {
	Name string // empty: it is called by its URL
	URL  string // empty: the application is started

	Optional bool // what comes of it does not count for all
}

// Called is how it is told from the others.
func (t Target) Called() string { return cmp.Or(t.Name, t.URL) }

// Listed reads a list of URLs, one a line. Empty lines and those that begin with # are left out.
func Listed(path string) ([]string, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var targets []string
	lines := bufio.NewScanner(file)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		u, err := url.Parse(line)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
			return nil, fmt.Errorf("%s:%d: this is no http or https URL", path, n)
		}
		if slices.Contains(targets, line) {
			return nil, fmt.Errorf("%s:%d: this target stands there twice", path, n)
		}
		targets = append(targets, line)
	}
	if err := lines.Err(); err != nil {
		return nil, err
	}
	if len(targets) == 0 {
		return nil, fmt.Errorf("%s lists no targets", path)
	}
	return targets, nil
}
