//go:build unix

package serve_test

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/cookiespec/cookiespec/runner/serve"
)

// TestMain is also the keeper, and the applications that tests start: each is named by APPLICATION.
func TestMain(m *testing.M) {
	serve.Keep()
	if name := os.Getenv("APPLICATION"); name != "" {
		applications[name]()
		return
	}
	os.Exit(m.Run())
}

var applications = map[string]func(){
	"good": func() { listen(os.Getenv("PORT")) },
	"deaf": func() {
		signal.Ignore(syscall.SIGTERM, syscall.SIGINT, syscall.SIGHUP)
		listen(os.Getenv("PORT"))
	},
	"family": func() { // leaves its group, and its parent ends
		for range 3 {
			child := exec.Command("sh", "-c", "trap '' TERM; setsid sh -c \"trap '' TERM; sleep 600\" & sleep 600")
			child.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
			if child.Start() != nil {
				os.Exit(1)
			}
		}
		listen(os.Getenv("PORT"))
	},
	"daemon": func() { // the application is what it left behind
		if os.Getenv("LEFT") != "" {
			listen(os.Getenv("PORT"))
		}
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), "LEFT=1")
		child.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
		if child.Start() != nil {
			os.Exit(1)
		}
	},
	"dies": func() {
		fmt.Println("first line\nNameError: name 'response' is not defined")
		os.Exit(3)
	},
	"numbered": func() { // allows one host
		serveAll(os.Getenv("PORT"), func(w http.ResponseWriter, r *http.Request) {
			if host, _, _ := net.SplitHostPort(r.Host); host != "127.0.0.1" {
				http.Error(w, "host not allowed", http.StatusForbidden)
				return
			}
			fmt.Fprint(w, os.Getenv("APPLICATION"))
		})
	},
	"silent":  func() { time.Sleep(time.Hour) },
	"printer": func() { fmt.Println("Listening now"); time.Sleep(time.Hour) },
	"noisy": func() {
		for {
			fmt.Println(strings.Repeat("x", 1000))
		}
	},
	"writer": func() {
		for i := 0; ; i++ {
			if os.WriteFile(fmt.Sprint(i), make([]byte, 1<<19), 0o644) != nil {
				os.Exit(1)
			}
			time.Sleep(100 * time.Millisecond)
		}
	},
	"forks": func() {
		for {
			exec.Command("sleep", "600").Start()
		}
	},
	"greedy": func() {
		var all [][]byte
		for {
			block := make([]byte, 1<<20)
			for i := range block {
				block[i] = 1
			}
			all = append(all, block)
			time.Sleep(time.Duration(len(all)) * 50 * time.Microsecond)
		}
	},
	"busy": func() {
		for i := 0; ; i++ {
			_ = i * i
		}
	},
	"environment": func() {
		fmt.Println(strings.Join(os.Environ(), "\n"))
		parent, err := os.ReadFile(fmt.Sprintf("/proc/%d/environ", os.Getppid()))
		fmt.Println(strings.ReplaceAll(string(parent), "\x00", "\n"), err)
		listen(os.Getenv("PORT"))
	},
}

func listen(port string) {
	serveAll(port, func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, os.Getenv("APPLICATION")) })
}

func serveAll(port string, answer http.HandlerFunc) {
	listener, err := net.Listen("tcp", "127.0.0.1:"+port)
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	http.Serve(listener, answer)
}
