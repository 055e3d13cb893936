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

// reserve waits for a port that our applications insist on, and tells when somebody else has it.
func reserve(ctx context.Context, port int) (release func(), err error) {
	ports.Lock()
	token := ports.of[port]
	if token == nil {
		token = make(chan struct{}, 1)
		ports.of[port] = token
	}
	ports.Unlock()
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
