package grade

import (
	"net/http"
	"regexp"
	"strings"

	"github.com/cookiespec/cookiespec/suites/recording"
)

// What an output says of a fault. Paths of the submission's own files are relative, see [look.tidy].
var (
	frame   = regexp.MustCompile(`^\s+File "([^"]+)", line (\d+)`)                                   // of a trace of Python, before its error
	raised  = regexp.MustCompile(`^[A-Za-z_][\w.]*(?:: .*)?$`)                                       // at the end of a trace
	failure = regexp.MustCompile(`^(?:[\w.]*(?:Error|Exception)\b.*|Invalid HTTP_HOST header: .*)$`) // without one, and of Node
	build   = regexp.MustCompile(`^\S+\.go:\d+:\d+: .*$`)
	panics  = regexp.MustCompile(`^(?:panic: |.*http: panic serving \S+: )(.*)$`)
	after   = regexp.MustCompile(`^\s+(?:at .*?\(?)?([^/\s()][^\s()]*\.(?:go|[cm]?js)):(\d+)`) // of Go and Node, after the error
)

// What Django's system check prints: "ERRORS:", and under it one line for each.
var (
	checked    = regexp.MustCompile(`SystemCheckError: System check identified`)
	complained = regexp.MustCompile(`^\S+: \([\w.]+\.[EC]\d+\) `)
)

// ofCode are errors that a program has for itself, on every machine.
var ofCode = regexp.MustCompile(`\b(?:SyntaxError|IndentationError|TabError|NameError|ReferenceError|UnboundLocalError|AttributeError|TypeError|ImportError|ModuleNotFoundError|RecursionError|NoReverseMatch)\b`)

// fault is the last that went wrong, as an output tells it.
type fault struct {
	what  string   // in one line, with its place; empty: the output tells of none
	code  bool     // it is an error of the sources, not of what they found on the machine
	lines []string // around it
}

// most of the lines before a fault, or after it, are shown.
const mostAround = 12

// lastFault looks for the last fault that an output tells of: of what a compiler finds, the first.
func lastFault(output string) (f fault) {
	lines := strings.Split(strings.TrimRight(output, "\n"), "\n")
	here, tracing, placed, building, checking := "", false, true, false, false
	for i, line := range lines {
		before, on := lines[max(0, i+1-mostAround):i+1], lines[i:min(len(lines), i+mostAround)]
		if checked.MatchString(line) {
			checking = true
		}
		switch place := after.FindStringSubmatch(line); {
		case checking && complained.MatchString(line):
			f, checking, tracing, placed, building = fault{"Django's system check: " + line, true, on}, false, false, true, false
		case frame.MatchString(line):
			tracing = true
			if found := frame.FindStringSubmatch(line); its(found[1]) && found[1] != "manage.py" {
				here = found[1] + ", line " + found[2] + ": "
			}
		case tracing && raised.MatchString(line):
			f, here, tracing, placed, building = fault{here + line, here != "" && ofCode.MatchString(line), before}, "", false, true, false
		case build.MatchString(line):
			if !building {
				f, building, placed = fault{line, true, on}, true, true
			}
		case panics.MatchString(line):
			f, placed, building = fault{"panic: " + panics.FindStringSubmatch(line)[1], false, on}, false, false
		case failure.MatchString(line):
			f, placed, building = fault{line, ofCode.MatchString(line), lines[max(0, i-mostAround/2):min(len(lines), i+mostAround/2)]}, false, false
		case !placed && place != nil && its(place[1]):
			f.what, placed = place[1]+", line "+place[2]+": "+f.what, true
		}
	}
	return f
}

// its tells whether a file is the submission's own, not a library's.
func its(path string) bool {
	return !strings.HasPrefix(path, "/") && !strings.HasPrefix(path, "<") &&
		!strings.Contains(path, "site-packages/") && !strings.Contains(path, "node_modules/") && !strings.Contains(path, "vendor/")
}

// advice is what a framework does not say by itself of what the entry page was answered with; empty: none is needed.
func advice(kind string, seen *recording.Recording) string {
	if kind == "django" && entryStatus(seen) == http.StatusBadRequest {
		return "Django answers 400 to a host that is not in ALLOWED_HOSTS, and prints nothing where DEBUG is False: localhost or 127.0.0.1 has to be there"
	}
	return ""
}

// entryStatus is what the entry page was answered with in the end; zero: nothing was seen.
func entryStatus(seen *recording.Recording) (status int) {
	scene := seen.Scene(recording.Visit)
	if scene == nil {
		return 0
	}
	for _, e := range scene.Exchanges {
		if !e.TopLevel || e.Act != recording.Navigation {
			continue
		}
		if e.Hop == 0 && status > 0 { // of the next page
			break
		}
		status = e.Status
	}
	return status
}
