package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"time"
)

// file is one of an archive.
type file struct {
	name string // its path, with slashes
	mode int64
	data []byte
}

// archived returns a reproducible .tar.gz of files in one folder: no owner, and one modification time.
func archived(folder string, at time.Time, files []file) ([]byte, error) {
	var archive bytes.Buffer
	squeezed := gzip.NewWriter(&archive)
	packed := tar.NewWriter(squeezed)
	for _, f := range files {
		header := &tar.Header{Name: folder + "/" + f.name, Mode: f.mode, Size: int64(len(f.data)), ModTime: at, Format: tar.FormatPAX}
		if err := packed.WriteHeader(header); err != nil {
			return nil, err
		}
		if _, err := packed.Write(f.data); err != nil {
			return nil, err
		}
	}
	if err := packed.Close(); err != nil {
		return nil, err
	}
	if err := squeezed.Close(); err != nil {
		return nil, err
	}
	return archive.Bytes(), nil
}
