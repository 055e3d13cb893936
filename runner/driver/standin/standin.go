// Package standin serves as a stand-in for every host there is.
package standin

import (
	"bufio"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"strings"
	"time"
)

// Server is a server of our own that a browser meets in place of every host there is: it shows which cookies a request
// carries without bothering the target, and its answers set and renew nothing, but for those at OverlayPath over plain http: they
// set what the query says. It is also the other site whose pages link to the target. It speaks http and https on one port, because
// Chrome's host rules know only one.
type Server struct {
	server   *http.Server
	listener net.Listener
}

const blankPage = "<!doctype html><title>stand-in</title><link rel=icon href=data:,>"

// New starts one on a free port of this machine.
func New() (*Server, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(24 * time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		return nil, err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("starting the stand-in for the target: %w", err)
	}
	s := &Server{listener: &eitherListener{listener, &tls.Config{
		Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}},
	}}}
	s.server = &http.Server{
		ReadHeaderTimeout: 10 * time.Second,
		MaxHeaderBytes:    1 << 20,
		ErrorLog:          log.New(io.Discard, "", 0), // a browser that dies is no news
		Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			w.Header().Set("Cache-Control", "no-store")
			if r.URL.Path == OverlayPath && !encrypted(r) {
				for _, line := range r.URL.Query()["line"] {
					name, attributes, _ := strings.Cut(line, "=")
					w.Header().Add("Set-Cookie", name+"="+Overlaid+attributes)
				}
			}
			io.WriteString(w, blankPage)
		}),
		ConnContext: func(ctx context.Context, c net.Conn) context.Context { return context.WithValue(ctx, connection{}, c) },
	}
	go s.server.Serve(s.listener)
	return s, nil
}

// OverlayPath is where the stand-in sets cookies: those of the lines of its query, which lack a value, so that no URL holds one.
const OverlayPath = "/cookiespec-overlay"

// Overlaid is the value that it gives them.
const Overlaid = "overlaid-by-cookiespec"

// connection is the key of a request's connection in its context.
type connection struct{}

// encrypted tells whether a request came over TLS.
func encrypted(r *http.Request) bool {
	c, ok := r.Context().Value(connection{}).(*eitherConn)
	if !ok {
		return true
	}
	_, ok = c.spoken.(*tls.Conn)
	return ok
}

// Page is one of the stand-in's own, of another site than a host's whatever that is.
func (s *Server) Page(host string) string {
	_, port, _ := net.SplitHostPort(s.listener.Addr().String())
	own := "127.0.0.1"
	if host == own {
		own = "localhost"
	}
	return "http://" + net.JoinHostPort(own, port) + "/"
}

// Rule maps every host to the stand-in.
func (s *Server) Rule() string { return "MAP * " + s.listener.Addr().String() }

// Close stops it.
func (s *Server) Close() { s.server.Close() }

// eitherListener tells TLS from plain text by the first byte of a connection: a TLS record of type handshake is 0x16.
type eitherListener struct {
	net.Listener
	config *tls.Config
}

func (l *eitherListener) Accept() (net.Conn, error) {
	conn, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &eitherConn{Conn: conn, config: l.config}, nil
}

// eitherConn decides at the first read, which net/http does in the connection's own goroutine.
type eitherConn struct {
	net.Conn
	config *tls.Config
	spoken net.Conn
}

func (c *eitherConn) Read(p []byte) (int, error) {
	if c.spoken == nil {
		reader := bufio.NewReader(c.Conn)
		first, err := reader.Peek(1)
		if err != nil {
			return 0, err
		}
		c.spoken = &peekedConn{c.Conn, reader}
		if first[0] == 0x16 {
			c.spoken = tls.Server(c.spoken, c.config)
		}
	}
	return c.spoken.Read(p)
}

func (c *eitherConn) Write(p []byte) (int, error) {
	if c.spoken == nil {
		return c.Conn.Write(p)
	}
	return c.spoken.Write(p)
}

type peekedConn struct {
	net.Conn
	reader *bufio.Reader
}

func (c *peekedConn) Read(p []byte) (int, error) { return c.reader.Read(p) }
