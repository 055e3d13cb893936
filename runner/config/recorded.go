package config

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/cookiespec/cookiespec/runner/recipe"
)

// mostRecorded bounds the steps of a recording.
const mostRecorded = 200

// recordedFlow is a recording of the Recorder in Chrome's DevTools, in the form that @puppeteer/replay defines as UserFlow.
type recordedFlow struct {
	Timeout *float64 // of each step, in ms
	Steps   []json.RawMessage
}

// recordedStep is a step of it. Keys that it has beside these change nothing here.
type recordedStep struct {
	Type       string
	Target     string     // "main", or the URL of another window
	Timeout    *float64   // in ms
	Selectors  []selected // the best first
	URL        string     // of navigate
	Value      string     // of change
	Key        string     // of keyDown
	Button     string     // of click
	Operator   string     // of waitForElement
	Count      *float64
	Visible    *bool
	Properties map[string]any
	Attributes map[string]any
}

// selected is a selector of a recording: one, or several that lead into shadow roots.
type selected []string

func (s *selected) UnmarshalJSON(data []byte) error {
	var one string
	if json.Unmarshal(data, &one) == nil {
		*s = selected{one}
		return nil
	}
	return json.Unmarshal(data, (*[]string)(s))
}

// recorded reads the file that login.recording names. No message holds anything that was typed.
func (r *reader) recorded(s *recipe.Session, p pair) {
	path := r.path(p)
	if path == "" {
		return
	}
	s.Recording = path
	if r.blind {
		s.Steps = []recipe.Step{{Kind: recipe.Goto, Text: "/"}}
		return
	}
	data, bad := readBeside(path, recordingRemedy)
	var steps []recipe.Step
	if bad == nil {
		steps, bad = parseRecording(filepath.Base(path), data)
	}
	if bad != nil {
		r.report(place(p.value), "recording: "+strings.Trim(shown(path), `"`)+" "+bad.problem, bad.remedy)
		return
	}
	s.Steps = steps
	for _, step := range steps {
		if u, err := url.Parse(step.Text); step.Kind == recipe.Goto && err == nil && !slices.Contains(s.Hosts, u.Host) {
			s.Hosts = append(s.Hosts, u.Host)
		}
	}
}

const recordingRemedy = "export it as a JSON file from the Recorder panel of Chrome's DevTools"

// parseRecording turns a recording into steps. Its errors name the step, counted from 1.
func parseRecording(file string, data []byte) ([]recipe.Step, *flaw) {
	var flow recordedFlow
	if err := json.Unmarshal(data, &flow); err != nil {
		return nil, unreadableJSON(err, "recording", recordingRemedy)
	}
	if len(flow.Steps) == 0 || len(flow.Steps) > mostRecorded {
		return nil, &flaw{fmt.Sprintf("has %d steps, not 1 to %d", len(flow.Steps), mostRecorded), recordingRemedy}
	}
	var all []recipe.Step
	for i, raw := range flow.Steps {
		at := fmt.Sprintf("step %d", i+1)
		var one recordedStep
		if err := json.Unmarshal(raw, &one); err != nil {
			bad := unreadableJSON(err, "step of a recording", recordingRemedy)
			return nil, &flaw{at + " " + bad.problem, bad.remedy}
		}
		if one.Timeout == nil {
			one.Timeout = flow.Timeout
		}
		if one.Type == "" {
			return nil, &flaw{at + " has no type", recordingRemedy}
		}
		steps, bad := one.steps()
		if bad != nil {
			return nil, &flaw{at + ", " + strings.Trim(shown(one.Type), `"`) + ": " + bad.problem, bad.remedy}
		}
		for j := range steps {
			steps[j].At = fmt.Sprintf("%s, step %d", file, i+1)
		}
		all = append(all, steps...)
	}
	if !slices.ContainsFunc(all, func(s recipe.Step) bool { return s.Kind == recipe.FillIn }) {
		return nil, &flaw{"fills in no field, so that it is no login", "record the login from its first page on, user name and password included"}
	}
	return all, nil
}

// unreadableJSON says what is wrong with JSON, without any of its values.
func unreadableJSON(err error, what, remedy string) *flaw {
	if kind := (*json.UnmarshalTypeError)(nil); errors.As(err, &kind) {
		if kind.Field == "" {
			return &flaw{fmt.Sprintf("is no %s, which is an object", what), remedy}
		}
		return &flaw{fmt.Sprintf("is no %s: %s is %s", what, strings.ToLower(kind.Field), strings.Fields(kind.Value + " ?")[0]), remedy}
	}
	return &flaw{"is not JSON", remedy}
}

// passedOver are the types of steps that change nothing for a login.
var passedOver = []string{"setViewport", "scroll", "keyUp", "emulateNetworkConditions"}

// refused are the types of steps that are not replayed, and why.
var refused = map[string]flaw{
	"waitForExpression": {"it would run a script of the file in the page", "replace it with a step of type waitForElement"},
	"customStep":        {"what it means is known to its extension alone", "delete it"},
	"hover":             {"the pointer is not moved", "click on what opens the menu instead"},
	"close":             {"a login leaves its page open", "delete it"},
}

// steps are those of a login that a step of a recording stands for: none, or one.
func (s recordedStep) steps() ([]recipe.Step, *flaw) {
	if why, ok := refused[s.Type]; ok {
		return nil, &why
	}
	if slices.Contains(passedOver, s.Type) {
		return nil, nil
	}
	if s.Target != "" && s.Target != "main" {
		return nil, &flaw{"it is done in another window", "record a login that stays in one window"}
	}
	one := recipe.Step{Recorded: true}
	if s.Timeout != nil {
		if *s.Timeout < 1 || *s.Timeout > float64(time.Hour/time.Millisecond) {
			return nil, &flaw{"timeout is not a number of milliseconds from 1 to an hour", "leave it out"}
		}
		one.Timeout = time.Duration(*s.Timeout) * time.Millisecond
	}
	bad := s.fill(&one)
	return []recipe.Step{one}, bad
}

// fill says what is done in a step, and to what.
func (s recordedStep) fill(one *recipe.Step) *flaw {
	switch s.Type {
	case "navigate":
		one.Kind, one.Text = recipe.Goto, s.URL
		if httpURL(s.URL) != nil {
			return &flaw{"url is no address of a page on http or https", "begin the recording on the site, or delete the step"}
		}
		return nil
	case "keyDown":
		one.Kind, one.Text = recipe.Press, s.Key
		if utf8.RuneCountInString(s.Key) != 1 && !slices.Contains(recipe.Keys, s.Key) {
			return &flaw{"the key is none of " + strings.Join(recipe.Keys, ", ") + " and single characters", "delete the step, or record the login without it"}
		}
		return nil
	case "change":
		one.Kind, one.Text = recipe.FillIn, s.Value
	case "click", "doubleClick":
		one.Kind = map[string]recipe.StepKind{"click": recipe.Click, "doubleClick": recipe.DoubleClick}[s.Type]
		if s.Button != "" && s.Button != "primary" {
			return &flaw{"another button of the mouse than the first is not replayed", "delete the step"}
		}
	case "waitForElement":
		one.Kind = recipe.WaitFor
		if s.Operator != "" && s.Operator != ">=" || s.Count != nil && *s.Count != 1 || s.Visible != nil && !*s.Visible || len(s.Properties)+len(s.Attributes) > 0 {
			return &flaw{"it waits for more than that there is such an element", "leave out operator, count, visible, properties and attributes"}
		}
	default:
		return &flaw{"there is no step of this type", recordingRemedy}
	}
	return s.locate(one)
}

// locate takes over the selectors that can be followed, in their order.
func (s recordedStep) locate(one *recipe.Step) *flaw {
	for _, chain := range s.Selectors {
		whole := strings.Join(chain, " >>> ")
		if strings.TrimSpace(whole) == "" || slices.ContainsFunc(chain, func(part string) bool { return strings.TrimSpace(part) == "" || strings.Contains(part, "::-p-") }) {
			continue
		}
		one.Alternatives = append(one.Alternatives, whole)
	}
	if len(one.Alternatives) == 0 {
		return &flaw{"it has no selector that can be followed", "record it with selectors of CSS, ARIA, text, XPath or pierce"}
	}
	one.Selector = one.Alternatives[0]
	return nil
}
