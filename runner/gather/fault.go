package gather

import (
	"fmt"
	"runtime/debug"
)

// Fault is a panic of ours. What was gathered until then is kept all the same.
type Fault struct {
	Value any
	Stack []byte
}

func (f *Fault) Error() string { return fmt.Sprintf("internal error: %v", f.Value) }

// guard turns a panic into a *Fault.
func guard(do func() error) (err error) {
	defer func() {
		if value := recover(); value != nil {
			err = &Fault{value, debug.Stack()}
		}
	}()
	return do()
}
