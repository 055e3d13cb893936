package config

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/cookiespec/cookiespec/runner/recipe"
)

// storageState is Playwright's form. Keys that it has beside these say nothing here.
type storageState struct {
	Cookies []struct {
		Name, Value, Domain, Path string
		Expires                   *float64
		HTTPOnly                  bool `json:"httpOnly"`
		Secure                    bool
		SameSite                  string
	}
	Origins []struct {
		Origin       string
		LocalStorage []struct{ Name, Value string }
	}
}

// path is the file that a key names, relative to that of the config; empty: it names none.
func (r *reader) path(p pair) string {
	path := ""
	if r.word(p, &path, nil) && !filepath.IsAbs(path) {
		path = filepath.Join(filepath.Dir(r.doc.file), path)
	}
	return path
}

// state reads the file that login.state names. No message holds anything of it but names.
func (r *reader) state(p pair) *recipe.State {
	path := r.path(p)
	if path == "" {
		return nil
	}
	if r.blind {
		return &recipe.State{File: path}
	}
	state, bad := readState(path)
	if bad != nil {
		r.report(place(p.value), "state: "+strings.Trim(shown(path), `"`)+" "+bad.problem, bad.remedy)
		return nil
	}
	return state
}

const stateRemedy = "write it with Playwright: context.storageState({path: \"cookies.json\"})"

func readState(path string) (*recipe.State, *flaw) {
	data, bad := readBeside(path, stateRemedy)
	if bad != nil {
		return nil, bad
	}
	return parseState(path, data)
}

// mostBeside bounds a file that a config names, in bytes.
const mostBeside = 4 << 20

// readBeside reads a file that a config names.
func readBeside(path, remedy string) ([]byte, *flaw) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil, &flaw{"is no file", "paths are relative to the folder of the config; " + remedy}
	case err != nil:
		return nil, &flaw{"cannot be read: " + reason(err), ""}
	case !info.Mode().IsRegular():
		return nil, &flaw{"is no file", remedy}
	case info.Size() > mostBeside:
		return nil, &flaw{"is larger than such a file can be (4 MiB)", "check the path"}
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, &flaw{"cannot be read: " + reason(err), ""}
	}
	return data, nil
}

func parseState(path string, data []byte) (*recipe.State, *flaw) {
	var written storageState
	if err := json.Unmarshal(data, &written); err != nil {
		return nil, unreadableJSON(err, "storage state", stateRemedy)
	}
	state := &recipe.State{File: path}
	for i, c := range written.Cookies {
		bad := ""
		switch {
		case c.Name == "" && c.Value == "":
			bad = "has no name"
		case !hostname(strings.TrimPrefix(c.Domain, ".")):
			bad = "has no domain"
		case !strings.HasPrefix(c.Path, "/"):
			bad = "has no path"
		case c.SameSite != "" && c.SameSite != "Strict" && c.SameSite != "Lax" && c.SameSite != "None":
			bad = "has a sameSite that is none of Strict, Lax, None"
		}
		if bad != "" {
			return nil, &flaw{fmt.Sprintf("is no storage state: cookie %d %s", i+1, bad), stateRemedy}
		}
		one := recipe.Cookie{
			Name: c.Name, Value: c.Value, Domain: c.Domain, Path: c.Path, Expires: -1,
			HTTPOnly: c.HTTPOnly, Secure: c.Secure, SameSite: c.SameSite,
		}
		if c.Expires != nil {
			one.Expires = *c.Expires
		}
		state.Cookies = append(state.Cookies, one)
	}
	for i, o := range written.Origins {
		if httpURL(o.Origin) != nil {
			return nil, &flaw{fmt.Sprintf("is no storage state: origin %d is no origin", i+1), stateRemedy}
		}
		local := map[string]string{}
		for _, item := range o.LocalStorage {
			local[item.Name] = item.Value
		}
		state.Origins = append(state.Origins, recipe.Origin{Origin: o.Origin, Local: local})
	}
	if len(state.Cookies) == 0 && len(state.Origins) == 0 {
		return nil, &flaw{"holds neither cookies nor local storage", stateRemedy}
	}
	return state, nil
}
