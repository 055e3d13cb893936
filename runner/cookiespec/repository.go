package main

import (
	"os"
	"path/filepath"
)

// inRepository is a file's path as services that show a repository call it: from the root of the repository that it lies in,
// or from the working directory where it lies in none, with slashes. It is empty where the file lies outside.
func inRepository(file string) string {
	if file == "" {
		return ""
	}
	path, err := filepath.Rel(root(filepath.Dir(absolute(file))), absolute(file))
	if err != nil || !filepath.IsLocal(path) {
		return ""
	}
	return filepath.ToSlash(path)
}

// root is the root of the repository that a directory lies in, or the working directory.
func root(dir string) string {
	for ; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, ".git")); err == nil {
			return dir
		}
		if dir == filepath.Dir(dir) {
			return absolute(".")
		}
	}
}
