package fleet

import (
	"bufio"
	"fmt"
	"net/url"
	"os"
	"slices"
	"strings"
)

// Targets reads a list of URLs, one a line. Empty lines and those that begin with # are left out.
func Targets(path string) ([]string, error) {
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
