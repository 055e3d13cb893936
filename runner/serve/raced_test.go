//go:build race

package serve_test

// raced: the tests, and the applications that they start, run under the race detector.
const raced = true
