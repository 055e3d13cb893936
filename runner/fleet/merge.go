package fleet

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cookiespec/cookiespec/reports"
)

// Merge adds up the shards of one fleet, whose reports lie in folders. It refuses when one is missing or comes twice, and when
// they were not asked for the same.
func Merge(folders []string, out string) (sum reports.Fleet, err error) {
	of := map[int]string{}
	for i, folder := range folders {
		shard, err := readShard(filepath.Join(folder, File))
		if err != nil {
			return sum, err
		}
		switch {
		case i == 0:
			sum = shard
			sum.Runs = nil
		case shard.Digest != sum.Digest:
			return sum, fmt.Errorf("%s and %s were run with different targets, flags or configs", folders[0], folder)
		case shard.Shards != sum.Shards:
			return sum, fmt.Errorf("%s is one of %d shards, and %s one of %d", folders[0], sum.Shards, folder, shard.Shards)
		}
		if other, twice := of[shard.Shard]; twice {
			return sum, fmt.Errorf("%s and %s are the same shard, %d of %d", other, folder, shard.Shard, shard.Shards)
		}
		of[shard.Shard] = folder
		for _, r := range shard.Runs {
			if r.Folder, err = reached(out, folder, r.Folder); err != nil {
				return sum, err
			}
			sum.Runs = append(sum.Runs, r)
		}
		sum.Seconds = max(sum.Seconds, shard.Seconds)
		if shard.Started.Before(sum.Started) {
			sum.Started = shard.Started
		}
	}
	var missing []string
	sum.Merged = nil
	for i := 1; i <= sum.Shards; i++ {
		if _, ok := of[i]; !ok {
			missing = append(missing, fmt.Sprint(i))
		}
		sum.Merged = append(sum.Merged, i)
	}
	if len(missing) > 0 {
		return sum, fmt.Errorf("of %d shards these are missing: %s", sum.Shards, strings.Join(missing, ", "))
	}
	sum.Shard, sum.Shards = 1, 1
	slices.SortStableFunc(sum.Runs, func(a, b reports.FleetRun) int { return strings.Compare(a.Called(), b.Called()) })
	return sum, Write(out, sum)
}

// From is the report of a fleet, which lies in out, as it is to be read in dir: with the way from there to each folder.
func From(dir, out string, sum reports.Fleet) reports.Fleet {
	sum.Runs = slices.Clone(sum.Runs)
	for i, r := range sum.Runs {
		if way, err := reached(dir, out, r.Folder); err == nil {
			sum.Runs[i].Folder = way
		}
	}
	return sum
}

// reached is a folder in out as one finds it from dir.
func reached(dir, out, folder string) (string, error) {
	from, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	to, err := filepath.Abs(filepath.Join(out, folder))
	if err != nil {
		return "", err
	}
	way, err := filepath.Rel(from, to)
	return filepath.ToSlash(way), err
}

func readShard(path string) (f reports.Fleet, err error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return f, fmt.Errorf("a shard is missing: %w", err)
	}
	if err := json.Unmarshal(text, &f); err != nil || f.Version != reports.FleetVersion || f.Shards < 1 {
		return f, fmt.Errorf("%s is no report of cookiespec run --targets", path)
	}
	return f, nil
}
