package main

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// release is what is built, of the commit that is checked out.
type release struct {
	repository string
	version    string
	out        string // folder
	platforms  []platform

	source    string    // a copy of the commit, and of nothing else
	settings  []string  // of the go command; nil: not known yet
	committed time.Time // UTC; the time of all files
	files     []string  // what was written to out so far
}

func (r *release) make(ctx context.Context) error {
	if err := r.refused(ctx); err != nil {
		return err
	}
	when, err := r.git(ctx, "log", "-1", "--format=%cI")
	if err != nil {
		return err
	}
	if r.committed, err = time.Parse(time.RFC3339, when); err != nil {
		return err
	}
	r.committed = r.committed.UTC()
	if err := os.MkdirAll(r.out, 0o755); err != nil {
		return err
	}
	work, err := os.MkdirTemp("", "release-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	r.source = filepath.Join(work, "source")
	if _, err := r.git(ctx, "clone", "--quiet", "--shared", ".", r.source); err != nil {
		return err
	}
	documents, err := r.documents(ctx, work)
	if err != nil {
		return err
	}
	for _, p := range r.platforms {
		if err := r.pack(ctx, work, p, documents); err != nil {
			return err
		}
	}
	changes, err := r.changes(ctx)
	if err != nil {
		return err
	}
	if err := r.write("CHANGES.md", []byte(changes)); err != nil {
		return err
	}
	return r.sum()
}

// refused returns why the release would not be reproducible, or nil.
func (r *release) refused(ctx context.Context) error {
	changed, err := r.git(ctx, "status", "--porcelain", "--untracked-files=all")
	if err != nil {
		return err
	}
	if changed != "" {
		return errors.New("the working tree is not clean; commit or remove these files:\n" + changed)
	}
	shallow, err := r.git(ctx, "rev-parse", "--is-shallow-repository")
	if err != nil {
		return err
	}
	if shallow == "true" {
		return errors.New("this is a shallow clone, so the changes since the previous version are unknown; run git fetch --unshallow --tags")
	}
	tagged, err := r.git(ctx, "for-each-ref", "--format=%(objectname) %(*objectname)", "refs/tags/"+r.version)
	if err != nil {
		return err
	}
	head, err := r.git(ctx, "rev-parse", "HEAD")
	if err != nil {
		return err
	}
	if tagged != "" && !strings.Contains(tagged, head) {
		return fmt.Errorf("the tag %s is on another commit; check that commit out, or choose another version", r.version)
	}
	if left, _ := os.ReadDir(r.out); len(left) > 0 {
		return fmt.Errorf("%s is not empty; remove it, or name another folder with -out", r.out)
	}
	return nil
}

// pack writes the archive of a platform, and the list of what its program is made of.
func (r *release) pack(ctx context.Context, work string, p platform, documents []file) error {
	program := filepath.Join(work, p.system+"-"+p.architecture, "cookiespec")
	if err := r.build(ctx, program, p); err != nil {
		return err
	}
	data, err := os.ReadFile(program)
	if err != nil {
		return err
	}
	name := fmt.Sprintf("cookiespec-%s-%s-%s", r.version, p.system, p.architecture)
	archive, err := archived(name, r.committed, append([]file{{"cookiespec", 0o755, data}}, documents...))
	if err != nil {
		return err
	}
	if err := r.write(name+".tar.gz", archive); err != nil {
		return err
	}
	made, err := r.materials(ctx, program)
	if err != nil {
		return err
	}
	return r.write(name+".cdx.json", made)
}

// documents are what goes into each archive beside the program: what there is to read, the manual page and the completions.
func (r *release) documents(ctx context.Context, work string) ([]file, error) {
	var all []file
	for _, pattern := range []string{"README.md", "LICENSE", "*/*.md", "runner/*/README.md", "reports/html/report.png"} { // README leads to them
		names, err := fs.Glob(os.DirFS(r.source), pattern)
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			data, err := os.ReadFile(filepath.Join(r.source, name))
			if err != nil {
				return nil, err
			}
			all = append(all, file{name, 0o644, data})
		}
	}
	program := filepath.Join(work, "here", "cookiespec")
	if err := r.build(ctx, program, here); err != nil {
		return nil, err
	}
	for _, made := range []struct{ name, call string }{
		{"man/man1/cookiespec.1", "man"},
		{"completions/cookiespec.bash", "completion bash"},
		{"completions/_cookiespec", "completion zsh"},
		{"completions/cookiespec.fish", "completion fish"},
	} {
		text, err := run(ctx, work, nil, program, strings.Fields(made.call)...)
		if err != nil {
			return nil, err
		}
		all = append(all, file{made.name, 0o644, []byte(text + "\n")})
	}
	return all, nil
}

// build makes the program of a platform.
func (r *release) build(ctx context.Context, program string, p platform) error {
	return r.golang(ctx, []string{"GOOS=" + p.system, "GOARCH=" + p.architecture}, "build", "-trimpath", "-buildvcs=false",
		"-ldflags", fmt.Sprintf("-s -w -X main.released=%s -X main.releasedOn=%s", r.version, r.committed.Format(time.DateOnly)),
		"-o", program, "./runner/cookiespec")
}

// changes are what is new since the version before, the newest first.
func (r *release) changes(ctx context.Context) (string, error) {
	title := fmt.Sprintf("# cookiespec %s, %s\n\n", r.version, r.committed.Format(time.DateOnly))
	earlier, err := r.git(ctx, "tag", "--merged", "HEAD", "--list", "v[0-9]*")
	if err != nil {
		return "", err
	}
	if strings.Trim(earlier, " \n") == "" || earlier == r.version {
		return title + "The first version.\n", nil
	}
	before, err := r.git(ctx, "describe", "--tags", "--abbrev=0", "--match=v[0-9]*", "--exclude="+r.version)
	if err != nil {
		return "", err
	}
	list, err := r.git(ctx, "log", "--no-merges", "--format=- %s", before+"..HEAD")
	return title + "Since " + before + ":\n\n" + list + "\n", err
}

// sum writes the checksums of all that was written, as sha256sum does.
func (r *release) sum() error {
	var list strings.Builder
	for _, name := range slices.Sorted(slices.Values(r.files)) {
		data, err := os.ReadFile(filepath.Join(r.out, name))
		if err != nil {
			return err
		}
		fmt.Fprintf(&list, "%x  %s\n", sha256.Sum256(data), name)
	}
	return r.write("SHA256SUMS", []byte(list.String()))
}

func (r *release) write(name string, data []byte) error {
	r.files = append(r.files, name)
	path := filepath.Join(r.out, name)
	fmt.Println(path)
	return os.WriteFile(path, data, 0o644)
}
