package grade

import (
	"io"
	"os"
	"testing"
)

// endless is zeros without end.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// TestALiarIsStopped: what counts is what is written, not what an archive says of itself.
func TestALiarIsStopped(t *testing.T) {
	t.Parallel()
	root, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	u := &unpacking{root: root, most: 1 << 20}
	var content io.Reader = endless{}
	if err := u.put("a/zeros", 0o644, "", content); err == nil || err.Error() != "it is larger than 1 MiB when it is unpacked" {
		t.Errorf("%v", err)
	}
	if info, err := root.Stat("a/zeros"); err != nil || info.Size() > 1<<20+1 {
		t.Errorf("%v, %v", info, err)
	}
}
