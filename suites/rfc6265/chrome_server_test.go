package rfc6265_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// hop is one request that Chrome is led to and its answer. A run is a list of hops; each answer redirects to the next one,
// so that hundreds of answers cost a few navigations.
type hop struct {
	url   *url.URL
	lines []string
	ahead time.Duration // of the Date header

	arrived time.Time // zero: Chrome never came
	cookie  string    // the Cookie header that came
}

// chain is the number of hops in a row; Chrome follows 20 redirects. All chains end on the same page, for which Chrome has
// a process already.
const chain = 19

// server answers hops, over http and over https.
type server struct {
	mu        sync.Mutex
	hops      []*hop
	http, tls *http.Server
	httpPort  string
	tlsPort   string
	extra     http.HandlerFunc // answers what is no hop
}

func newServer(t *testing.T) *server {
	t.Helper()
	s := &server{}
	quiet := log.New(io.Discard, "", 0)
	s.http = &http.Server{Handler: s, ErrorLog: quiet}
	s.tls = &http.Server{Handler: s, ErrorLog: quiet, TLSConfig: &tls.Config{Certificates: []tls.Certificate{certificate(t)}}}
	listen := func() (net.Listener, string) {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		_, port, _ := net.SplitHostPort(l.Addr().String())
		return l, port
	}
	plain, port := listen()
	s.httpPort = port
	secure, port := listen()
	s.tlsPort = port
	go s.http.Serve(plain)
	go s.tls.ServeTLS(secure, "", "")
	t.Cleanup(func() { s.http.Close(); s.tls.Close() })
	return s
}

// certificate makes a throw-away one. Chrome is told to accept any.
func certificate(t *testing.T) tls.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), DNSNames: []string{"*.test"}}
	der, err := x509.CreateCertificate(rand.Reader, &template, &template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}

// on gives a URL the port that this server has for its scheme.
func (s *server) on(u *url.URL) *url.URL {
	port := s.httpPort
	if u.Scheme == "https" {
		port = s.tlsPort
	}
	with := *u
	with.Host += ":" + port
	return &with
}

// add appends a hop.
func (s *server) add(u *url.URL, lines string, ahead time.Duration) *hop {
	h := &hop{url: s.on(u), ahead: ahead}
	if lines != "" {
		h.lines = strings.Split(lines, "\n")
	}
	s.hops = append(s.hops, h)
	return h
}

// address is the URL of hop n, which says its number in the query.
func (s *server) address(n int) string {
	u := *s.hops[n].url
	query := url.Values{"hop": {strconv.Itoa(n)}}.Encode()
	if u.RawQuery != "" {
		query = u.RawQuery + "&" + query
	}
	u.RawQuery = query
	return u.String()
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.URL.Query().Get("hop"))
	if err != nil || n >= len(s.hops) {
		if s.extra != nil {
			s.extra(w, r)
		}
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	h := s.hops[n]
	h.arrived = time.Now()
	h.cookie = strings.Join(r.Header["Cookie"], "; ")
	w.Header().Set("Date", h.arrived.Add(h.ahead).UTC().Format(http.TimeFormat))
	for _, line := range h.lines {
		w.Header().Add("Set-Cookie", line)
	}
	w.Header().Set("Cache-Control", "no-store")
	next := s.on(&url.URL{Scheme: "http", Host: "end.test", Path: "/"}).String()
	if n+1 < len(s.hops) && (n+1)%chain != 0 {
		next = s.address(n + 1)
	}
	w.Header().Set("Location", next)
	w.WriteHeader(http.StatusFound)
}
