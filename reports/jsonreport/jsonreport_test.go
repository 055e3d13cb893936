package jsonreport_test

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/jsonreport"
	"github.com/cookiespec/cookiespec/reports/reporttest"
)

func TestWhatIsWrittenIsReadBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		// JSON holds valid UTF-8 only.
		run := reporttest.Any(rapid.Map(reporttest.Text(), func(s string) string { return strings.ToValidUTF8(s, "?") })).Draw(r, "run")
		var b bytes.Buffer
		if err := jsonreport.Write(&b, run); err != nil {
			r.Fatal(err)
		}
		got, err := jsonreport.Read(&b)
		if err != nil {
			r.Fatal(err)
		}
		if want := run.Normal(); !reflect.DeepEqual(got, want) {
			r.Fatalf("got %+v\nwant %+v", got, want)
		}
	})
}

func TestInvalidUTF8IsWrittenAsValid(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		var b bytes.Buffer
		if err := jsonreport.Write(&b, reporttest.Any(reporttest.Text()).Draw(r, "run")); err != nil {
			r.Fatal(err)
		}
		if _, err := jsonreport.Read(&b); err != nil {
			r.Fatal(err)
		}
	})
}

// The names are a promise to those who read reports with other programs.
func TestNames(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := jsonreport.Write(&b, reports.Run{Results: []reports.Result{{ID: "a/b", Outcome: reports.Pass}}, Cookies: []reports.Cookie{{}}, Coverage: []reports.Coverage{{}}, Checks: []reports.Check{{}}, Life: &reports.Life{}}); err != nil {
		t.Fatal(err)
	}
	for path, names := range map[string]string{
		"":           "version tool browser target policy fail_on config_digest started ended completed trouble warnings notes waivers exit summary activity cookies results coverage checks life timings",
		"checks/0":   "id title severity rule reason fails limits fixes needs",
		"life":       "stages lanes",
		"summary":    "pass fail warning waived known not_applicable inconclusive",
		"tool":       "name version",
		"browser":    "product path flags",
		"results/0":  "id subject fingerprint outcome gating severity title expected cites evidence fix seconds",
		"cookies/0":  "name domain path host_only role lifetime secure http_only same_site octets stored set_by",
		"coverage/0": "source title requirements",
		"timings":    "wall chrome pages waits own starts requests",
	} {
		var got map[string]any
		if err := json.Unmarshal(b.Bytes(), &got); err != nil {
			t.Fatal(err)
		}
		object := got
		if key, element, found := strings.Cut(path, "/"); found && element == "0" {
			object = got[key].([]any)[0].(map[string]any)
		} else if path != "" {
			object = got[path].(map[string]any)
		}
		for _, name := range strings.Fields(names) {
			if _, ok := object[name]; !ok {
				t.Errorf("%s has no %s", path, name)
			}
			delete(object, name)
		}
		if len(object) > 0 {
			t.Errorf("%s has more: %v", path, object)
		}
	}
	if strings.Contains(b.String(), "null") {
		t.Errorf("a list is null in\n%s", b.String())
	}
}

func TestWhatCannotBeRead(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct{ text, want string }{
		"an empty file":            {"", "this is not a JSON report: it is empty"},
		"XML":                      {"<testsuites/>", "this is not a JSON report: invalid character '<' looking for beginning of value"},
		"a file that was cut off":  {`{"version":2,`, "this is not a JSON report: it ends in the middle"},
		"another JSON file":        {`{"name":"x"}`, "this is not a report of cookiespec: it has no version"},
		"a list":                   {`[1]`, "this is not a report of cookiespec: it has no version"},
		"a version that is text":   {`{"version":"1"}`, "this is not a report of cookiespec: it has no version"},
		"a recording":              {`{"version":2,"scenes":[]}`, "this is not a report: it is a recording"},
		"a report of the future":   {`{"version":3,"results":"other"}`, "this report is of version 3, and this program reads up to version 2: use a newer cookiespec"},
		"a version that never was": {`{"version":0}`, "this report is of version 0, which this program does not read (it reads version 2)"},
		"results of another type":  {`{"version":2,"results":"x"}`, "this report is broken: json: cannot unmarshal string into Go struct field Run.results of type []reports.Result"},
		"an unknown outcome":       {`{"version":2,"results":[{"id":"a/b","outcome":"good"}]}`, `this report is broken: result 1 (a/b) has the unknown outcome "good"; it must be one of [pass fail not-applicable inconclusive]`},
		"two reports in one file":  {`{"version":2}{"version":2}`, "this is not a JSON report: something follows its end"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := jsonreport.Read(strings.NewReader(row.text))
			if err == nil || err.Error() != row.want {
				t.Errorf("got %v\nwant %s", err, row.want)
			}
		})
	}
}

func TestKeysOfALaterProgramArePassedOver(t *testing.T) {
	t.Parallel()
	run, err := jsonreport.Read(strings.NewReader(`{"version":2,"target":"http://x/","colour":"red"}`))
	if err != nil || run.Target != "http://x/" {
		t.Errorf("%+v, %v", run, err)
	}
}
