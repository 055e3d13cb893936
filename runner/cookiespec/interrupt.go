package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"golang.org/x/sys/unix"
)

// interruption is the signal that ended a run before its time.
type interruption struct{ signal syscall.Signal }

func (i *interruption) Error() string { return "interrupted by " + unix.SignalName(i.signal) }

// exit is what shells say of a process that the signal ended.
func (i *interruption) exit() exit { return exit(128 + int(i.signal)) }

// interruptible is a context that the first of the signals ends, its cause being an [*interruption]; told is called then. The
// second signal ends the process at once.
type interruptible struct {
	context.Context
	signals chan os.Signal
	cancel  context.CancelCauseFunc
}

func catch(told func(*interruption)) *interruptible {
	ctx, cancel := context.WithCancelCause(context.Background())
	i := &interruptible{ctx, make(chan os.Signal, 2), cancel}
	signal.Notify(i.signals, syscall.SIGINT, syscall.SIGTERM)
	if !signal.Ignored(syscall.SIGHUP) { // as nohup has it
		signal.Notify(i.signals, syscall.SIGHUP)
	}
	go func() {
		for s := range i.signals {
			by := &interruption{s.(syscall.Signal)}
			if ctx.Err() != nil {
				os.Exit(int(by.exit()))
			}
			told(by)
			cancel(by)
		}
	}()
	return i
}

// by is the interruption, or nil.
func (i *interruptible) by() *interruption {
	by, _ := context.Cause(i).(*interruption)
	return by
}

// stop gives the signals back.
func (i *interruptible) stop() {
	signal.Stop(i.signals)
	close(i.signals)
	i.cancel(nil)
}
