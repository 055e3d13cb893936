package main

import (
	"runtime"
	"sync/atomic"
)

// busy keeps processors busy with so many loops until the function returned is called. The loops take no processor from the
// program itself, but from the whole machine.
func busy(loops int) (idle func()) {
	before := runtime.GOMAXPROCS(runtime.NumCPU() + loops)
	var done atomic.Bool
	for range loops {
		go func() {
			for !done.Load() {
			}
		}()
	}
	return func() {
		done.Store(true)
		runtime.GOMAXPROCS(before)
	}
}
