package suites_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// module is the path of all that is ours.
const module = "github.com/cookiespec/cookiespec/"

// A set of packages: ours by their folders, others by their paths. What ends in "/..." stands for all below, too.
type set []string

func (s set) has(pkg string) bool {
	return slices.ContainsFunc(s, func(one string) bool {
		below, tree := strings.CutSuffix(one, "/...")
		return pkg == one || tree && (pkg == below || strings.HasPrefix(pkg, below+"/"))
	})
}

var (
	areas   = set{"suites/set", "suites/sent", "suites/restart", "suites/expiry", "suites/session", "suites/scope", "suites/transport", "suites/entropy"}
	formats = set{"reports/gitlabdast", "reports/jsonreport", "reports/junit", "reports/sarif", "reports/markdown", "reports/annotations", "reports/html"}
	writers = append(set{"reports/atomicfile", "reports/schema", "reports/feedback", "reports/gradescope", "reports/classroom50", "reports/class", "reports/overview", "reports/frame"}, formats...)
	replays = set{"reports/har"} // what shows the recording, not the result
	helpers = set{"suites/check/checktest", "reports/reporttest", "fixtures/harness", "fixtures/visitor", "fixtures/truth"}
	pure    = slices.Concat(set{"suites/recording", "suites/check", "suites/rfc6265", "suites/standard", "reports"}, areas, formats, replays)
	ours    = set{"runner/...", "suites/...", "reports/...", "fixtures/...", "ci/..."}
)

// walls are which packages import what. An import counts that is in bars and not in but.
var walls = []struct {
	rule    string
	who     set // if empty: all but those in except
	except  set
	bars    set
	but     set
	because string
}{
	{"Chrome is driven by browser and driver alone", nil, set{"runner/browser", "runner/driver/...", "runner/gather"},
		set{"github.com/chromedp/..."}, nil,
		"what they find is data, so that all the rest can be tried without a browser"},
	{"what gathers has Chrome driven", set{"runner/gather", "runner/account"}, nil,
		set{"github.com/chromedp/..."}, set{"github.com/chromedp/cdproto/network"},
		"it says what to do and knows Chrome's cookies, not how it is told"},
	{"the driver's pure half knows Chrome's events, and no Chrome", set{"runner/driver/wire", "runner/driver/redact", "runner/driver/meter", "runner/driver/standin"}, nil,
		set{"github.com/chromedp/chromedp/...", "runner/browser"}, nil,
		"it is tried without one, under the race detector"},
	{"the driver knows no target", set{"runner/driver/..."}, nil,
		ours, set{"runner/driver/...", "runner/browser", "runner/words", "suites/recording", "suites/rfc6265"},
		"it does in a tab what it is told to"},
	{"Ginkgo is spoken by suites and cookietest alone", nil, set{"suites", "runner/cookietest"},
		set{"github.com/onsi/..."}, nil,
		"a check is a function of a recording, and can be called without a test run"},
	{"what judges or is judged does nothing but think", pure, nil,
		set{"os/...", "net", "net/http/...", "net/rpc/...", "syscall", "database/...", "log/...", "plugin", "golang.org/x/sys/...", "modernc.org/..."}, set{"net/http"},
		"a verdict that depends on a disk or a network cannot be repeated from a recording"},
	{"data and models know no HTTP library", set{"suites/recording", "suites/check", "suites/rfc6265", "reports/..."}, helpers,
		set{"net/http/..."}, nil,
		"what Go's library makes of a cookie is not what a browser makes of it"},
	{"a recording is plain data", set{"suites/recording"}, nil, ours, nil,
		"it is the contract between those who gather and those who judge, and depends on neither"},
	{"the cookie model is a model of the specification", set{"suites/rfc6265"}, nil, ours, nil,
		"it can be checked against the specification, and used, by someone who knows nothing of this project"},
	{"a check's words are about recordings and the model", set{"suites/check"}, nil, ours, set{"suites/credentials", "suites/recording", "suites/rfc6265"},
		"checks depend on them, so they must not depend on checks"},
	{"requirements are data", set{"suites/standard"}, nil, ours, set{"suites/check"},
		"they are what documents say, whatever checks there are"},
	{"an area knows no other area, and no engine", areas, nil, ours, set{"suites/check", "suites/recording", "suites/rfc6265"},
		"each check can be read, moved or left out by itself"},
	{"the engine knows the areas and their words", set{"suites"}, nil, ours, append(set{"suites/check", "suites/standard", "suites/recording"}, areas...),
		"it judges what it is given and does not ask where that comes from"},
	{"the judge gathers nothing", set{"runner/judge"}, nil, ours, set{"suites", "suites/check", "suites/standard", "suites/rfc6265", "suites/recording", "reports"},
		"a run can be judged again from disk"},
	{"an account is used by driving Chrome, and knows no stage", set{"runner/account"}, nil, ours, set{"runner/driver/...", "runner/links", "runner/recipe", "suites/credentials", "suites/recording", "suites/rfc6265"},
		"logging in and out is one thing, what comes of it for cookies another"},
	{"what gathers knows no check", set{"runner/gather"}, nil, ours, set{"runner/account", "runner/driver/...", "runner/browser", "runner/links", "suites/recording", "runner/recipe", "suites/rfc6265"},
		"it records what happened, not what ought to have"},
	{"a browser knows no target", set{"runner/browser"}, nil, ours, nil,
		"it starts, ends and ages Chrome, whatever for"},
	{"what judges links knows nothing else", set{"runner/links"}, nil, ours, nil,
		"whether a link may be followed is decided by what it says, and can be tried without a browser"},
	{"a recipe of a login is plain data", set{"runner/recipe"}, nil, ours, set{"suites/recording"},
		"the config writes it and package gather follows it, and neither knows the other"},
	{"what serves an application knows nothing of cookies", set{"runner/serve"}, nil, ours, nil,
		"it starts and ends programs, whatever for"},
	{"the config knows what is asked for", set{"runner/config"}, nil, ours, set{"runner/links", "suites/recording", "runner/recipe"},
		"it is read before anything is started"},
	{"what a config asks for is planned in one place", set{"runner/audit"}, nil, ours, set{"runner/browser", "runner/config", "runner/gather", "runner/judge", "suites", "suites/check", "suites/recording", "reports", "reports/jsonreport"},
		"the command, the grading of submissions and the tests of others take it from there"},
	{"a report knows nothing but itself", set{"reports"}, nil, ours, nil,
		"it is what other programs read, and changes for its own reasons only"},
	{"a writer knows the report alone", writers, nil, ours, set{"reports", "reports/feedback", "reports/frame"},
		"a new format is a new folder, and nothing else changes"},
	{"a writer of what was seen knows the recording alone", replays, nil, ours, set{"suites/recording"},
		"it shows what happened and has no opinion of it"},
	{"the command alone has a lab built in", set{"runner/...", "suites/...", "reports/..."}, set{"runner/cookiespec"}, set{"fixtures/..."}, nil,
		"what a check knows of the target it is tried on, it cannot find out"},
	{"suites know nothing above them", set{"suites/..."}, nil, set{"runner/...", "reports/...", "fixtures/...", "ci/..."}, nil,
		"what judges is told by a recording alone"},
	{"reports know what was judged, and not how it came about", set{"reports/..."}, nil, set{"runner/...", "fixtures/...", "ci/..."}, nil,
		"runner, reports, suites: data flows one way"},
	{"helpers of tests help tests", nil, append(set{"ci/cmd/truth", "runner/cookietest"}, helpers...), slices.Concat(set{"testing/...", "pgregory.net/rapid", "runner/cookietest"}, helpers), nil,
		"the command does not carry them"},
}

// TestWalls holds each package that is not a test to its side of the walls.
func TestWalls(t *testing.T) {
	t.Parallel()
	packages := list(t)
	for _, w := range walls {
		t.Run(w.rule, func(t *testing.T) {
			t.Parallel()
			held := 0
			for pkg, imports := range packages {
				if len(w.who) > 0 && !w.who.has(pkg) || w.except.has(pkg) {
					continue
				}
				held++
				for _, imported := range imports {
					if w.bars.has(imported) && !w.but.has(imported) {
						t.Errorf("%s imports %s: %s", pkg, imported, w.because)
					}
				}
			}
			if held == 0 {
				t.Error("there is no package behind this wall")
			}
			for _, named := range slices.Concat(w.who, w.except) {
				if _, ok := packages[named]; !ok && !strings.HasSuffix(named, "/...") {
					t.Errorf("there is no package %s", named)
				}
			}
		})
	}
}

// TestEveryAreaIsBehindTheWalls: a new folder of checks, or of a report's format, is held to them, too.
func TestEveryAreaIsBehindTheWalls(t *testing.T) {
	t.Parallel()
	for pkg := range list(t) {
		switch path.Dir(pkg) {
		case "suites":
			if !areas.has(pkg) && pkg != "suites/check" && pkg != "suites/credentials" && pkg != "suites/rfc6265" && pkg != "suites/standard" && pkg != "suites/recording" {
				t.Errorf("%s is not among the areas", pkg)
			}
		case "reports":
			if !writers.has(pkg) && !replays.has(pkg) && !helpers.has(pkg) {
				t.Errorf("%s is not among the writers", pkg)
			}
		}
	}
}

// TestAreasOnlyNameHTTP: of Go's HTTP library they use the names of statuses and methods.
func TestAreasOnlyNameHTTP(t *testing.T) {
	t.Parallel()
	for _, area := range areas {
		files, err := filepath.Glob(filepath.Join(path.Base(area), "*.go"))
		if err != nil || len(files) == 0 {
			t.Fatalf("%s has no files, %v", area, err)
		}
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			fset := token.NewFileSet()
			file, err := parser.ParseFile(fset, name, nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(file, func(n ast.Node) bool {
				if s, ok := n.(*ast.SelectorExpr); ok {
					if x, ok := s.X.(*ast.Ident); ok && x.Name == "http" && !strings.HasPrefix(s.Sel.Name, "Status") && !strings.HasPrefix(s.Sel.Name, "Method") {
						t.Errorf("%s uses http.%s", fset.Position(s.Pos()), s.Sel.Name)
					}
				}
				return true
			})
		}
	}
}

// list returns what the files of each of our packages import, but for those of its tests.
func list(t *testing.T) map[string][]string {
	t.Helper()
	out, err := exec.Command("go", "list", "-e", "-json=ImportPath,Imports", module+"...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	packages := map[string][]string{}
	decoder := json.NewDecoder(bytes.NewReader(out))
	for {
		var p struct {
			ImportPath string
			Imports    []string
		}
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return packages
		} else if err != nil {
			t.Fatal(err)
		}
		for i := range p.Imports {
			p.Imports[i] = strings.TrimPrefix(p.Imports[i], module)
		}
		packages[strings.TrimPrefix(p.ImportPath, module)] = p.Imports
	}
}
