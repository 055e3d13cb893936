package atomicfile

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
)

// private creates the temporary file of one that its owner alone may read.
func private(path string) (*os.File, error) {
	return os.CreateTemp(filepath.Dir(path), ".report-*.tmp") // mode 0600
}

// shared creates the temporary file of one with the mode of the file that it replaces, or the mode that the umask leaves.
func shared(path string) (*os.File, error) {
	for {
		name := filepath.Join(filepath.Dir(path), fmt.Sprintf(".report-%d.tmp", rand.Uint64()))
		file, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if old, err := os.Stat(path); err == nil {
			if err := file.Chmod(old.Mode().Perm()); err != nil {
				return nil, errors.Join(err, file.Close(), os.Remove(name))
			}
		}
		return file, nil
	}
}
