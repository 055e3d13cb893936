package main

import (
	"errors"
	"fmt"
)

// unreadable is the error of [os.Open] in our words.
func unreadable(path string, err error, hint string) error {
	return &hinted{fmt.Sprintf("%s cannot be read: %v", path, errors.Unwrap(err)), hint}
}
