// Package fleet runs cookiespec on many targets, each in a process of its own, and adds up what came of it.
package fleet

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Shard is one of so many equal shares of the targets, from 1.
type Shard struct{ Index, Total int }

var written = regexp.MustCompile(`^(\d{1,5})/(\d{1,5})$`)

// ParseShard reads "2/5", or finds with "auto" what the pipeline says. Empty: all in one share.
func ParseShard(value string, lookup func(string) (string, bool)) (Shard, error) {
	switch value {
	case "":
		return Shard{1, 1}, nil
	case "auto":
		return auto(lookup)
	}
	found := written.FindStringSubmatch(value)
	if found == nil {
		return Shard{}, fmt.Errorf("%q is not of the form 2/5, nor auto", value)
	}
	return shard(found[1], found[2], 0)
}

// auto never guesses: a pipeline that forgot to say would check everything in every job, and be green.
func auto(lookup func(string) (string, bool)) (Shard, error) {
	for _, by := range []struct {
		index, total string
		from         int
	}{
		{"COOKIESPEC_SHARD_INDEX", "COOKIESPEC_SHARD_TOTAL", 1},
		{"CI_NODE_INDEX", "CI_NODE_TOTAL", 1},                 // GitLab
		{"JOB_COMPLETION_INDEX", "COOKIESPEC_SHARD_TOTAL", 0}, // Kubernetes
	} {
		index, hasIndex := lookup(by.index)
		total, hasTotal := lookup(by.total)
		if hasIndex && hasTotal {
			s, err := shard(index, total, 1-by.from)
			if err != nil {
				return s, fmt.Errorf("%s and %s: %w", by.index, by.total, err)
			}
			return s, nil
		}
	}
	return Shard{}, fmt.Errorf("auto finds no share: neither CI_NODE_INDEX and CI_NODE_TOTAL are set, nor JOB_COMPLETION_INDEX or COOKIESPEC_SHARD_INDEX with COOKIESPEC_SHARD_TOTAL")
}

func shard(index, total string, add int) (Shard, error) {
	i, errIndex := strconv.Atoi(index)
	n, errTotal := strconv.Atoi(total)
	i += add
	if errIndex != nil || errTotal != nil || i < 1 || i > n {
		return Shard{}, fmt.Errorf("%s of %s is no share", index, total)
	}
	return Shard{i, n}, nil
}

// Of are the targets of the share, sorted by what they are called.
func (s Shard) Of(targets []Target) []Target {
	sorted := slices.SortedFunc(slices.Values(targets), func(a, b Target) int { return strings.Compare(a.Called(), b.Called()) })
	var mine []Target
	for i, t := range sorted {
		if i%s.Total == s.Index-1 {
			mine = append(mine, t)
		}
	}
	return mine
}
