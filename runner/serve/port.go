//go:build unix

package serve

import (
	"context"
	"fmt"
	"net"
	"sync"
)

// ports are those that applications insist on: one application has each at a time.
var ports = struct {
	sync.Mutex
	of map[int]chan struct{}
}{of: map[int]chan struct{}{}}

// hold notes that an application of ours has a port which it was not told, so that others that insist on it wait.
func hold(port int) (release func()) {
	token := tokenOf(port)
	select {
	case token <- struct{}{}:
		return func() { <-token }
	default:
		return func() {}
	}
}

func tokenOf(port int) chan struct{} {
	ports.Lock()
	defer ports.Unlock()
	if ports.of[port] == nil {
		ports.of[port] = make(chan struct{}, 1)
	}
	return ports.of[port]
}

// reserve waits for a port that our applications insist on, and tells when somebody else has it.
func reserve(ctx context.Context, port int) (release func(), err error) {
	token := tokenOf(port)
	select {
	case token <- struct{}{}:
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	listener, err := net.Listen("tcp", fmt.Sprintf(":%d", port))
	if err != nil {
		<-token
		return nil, &Failure{What: fmt.Sprintf("it insists on port %d, which another program of this machine has", port),
			Hint: "end that program, or let the application read PORT"}
	}
	listener.Close()
	return func() { <-token }, nil
}
