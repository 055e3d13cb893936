package recording_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/cookiespec/cookiespec/suites/recording"
)

func TestWhatIsWrittenIsReadBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		want := recordings.Draw(t, "recording")
		var b bytes.Buffer
		if err := want.Write(&b); err != nil {
			t.Fatal(err)
		}
		got, err := recording.Read(&b)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("got  %+v\nwant %+v", got, want)
		}
	})
}

func TestMaskedTextIsReadBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		m := recording.NewMasker()
		raw := line.Draw(t, "line")
		r := &recording.Recording{Version: recording.Version, Scenes: []recording.Scene{{
			Stage: recording.Visit, State: recording.Done,
			Exchanges: []recording.Exchange{{
				URL: "https://shop.test/" + value.Draw(t, "url"), Error: value.Draw(t, "error"),
				Pairs: []recording.Pair{{Name: value.Draw(t, "name")}}, Lines: []recording.Line{m.Line(raw)},
			}},
			Jars: []recording.Snapshot{{Cookies: []recording.Cookie{{Name: value.Draw(t, "cookie"), Path: value.Draw(t, "path")}}}},
			Aged: []recording.Ageing{{Which: recording.Which{Name: value.Draw(t, "aged"), Path: value.Draw(t, "aged path")}}},
		}}}
		r.MaskText(m.Text)
		var b bytes.Buffer
		if err := r.Write(&b); err != nil {
			t.Fatal(err)
		}
		got, err := recording.Read(&b)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, r) {
			t.Fatalf("got  %+v\nwant %+v", got, r)
		}
	})
}

func TestVersionIsWritten(t *testing.T) {
	t.Parallel()
	r := &recording.Recording{}
	var b bytes.Buffer
	if err := r.Write(&b); err != nil {
		t.Fatal(err)
	}
	if got, err := recording.Read(&b); err != nil || got.Version != recording.Version || r.Version != 0 {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestWhatCannotBeRead(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ name, text, want string }{
		{"an empty file", " \n", "this is not a recording: it is empty"},
		{"XML", "<testsuites/>", "this is not a recording: invalid character '<' looking for beginning of value"},
		{"a file that was cut off", `{"version":2,`, "this is not a recording: unexpected end of JSON input"},
		{"two recordings", `{"version":2}{"version":2}`, "this is not a recording: invalid character '{' after top-level value"},
		{"null", "null", "this is not a recording: it has no version"},
		{"a list", "[1]", "this is not a recording: it has no version"},
		{"a report", `{"version":1,"results":[]}`, "this is not a recording: it is a report"},
		{"another JSON file", `{"name":"x"}`, "this is not a recording: it has no version"},
		{"a version that is text", `{"version":"1"}`, "this is not a recording: it has no version"},
		{"one of the future", `{"version":3,"scenes":"other"}`, "this recording is of version 3, this program reads 2"},
		{"one that never was", `{"version":0}`, "this recording is of version 0, this program reads 2"},
		{"one of before stages were called so", `{"version":1,"scenes":[{"part":"visit","state":"done"}]}`, "this recording is of version 1, this program reads 2"},
		{"a key that nobody knows", `{"version":2,"colour":"red"}`, `this recording is broken: json: unknown field "colour"`},
		{"one further in", `{"version":2,"target":{"colour":"red"}}`, `this recording is broken: json: unknown field "colour"`},
		{"a stage that nobody knows", `{"version":2,"scenes":[{"stage":"fly","state":"done"}]}`, `this recording is broken: unknown stage "fly"`},
		{"a scene without a stage", `{"version":2,"scenes":[{"state":"done"}]}`, `this recording is broken: scene 1 is not of one stage but of ""`},
		{"a scene of two stages", `{"version":2,"scenes":[{"stage":"visit+browse","state":"done"}]}`, `this recording is broken: scene 1 is not of one stage but of "visit+browse"`},
		{"two scenes of a stage", `{"version":2,"scenes":[{"stage":"visit","state":"done"},{"stage":"visit","state":"done"}]}`, "this recording is broken: there are two scenes of stage visit"},
		{"a state that nobody knows", `{"version":2,"scenes":[{"stage":"visit","state":"good"}]}`, `this recording is broken: scene visit has the state "good", which must be one of "done", "unneeded", "failed"`},
		{"no time", `{"version":2,"started":"noon"}`, "this recording is broken: "},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			r, err := recording.Read(strings.NewReader(row.text))
			if r != nil || err == nil || !strings.HasPrefix(err.Error(), row.want) {
				t.Errorf("got %v, %v\nwant %s", r, err, row.want)
			}
		})
	}
}

func TestWhatCannotBeWritten(t *testing.T) {
	t.Parallel()
	broken := errors.New("no space left")
	for _, row := range []struct {
		name string
		r    recording.Recording
	}{
		{"a year beyond 9999", recording.Recording{Started: time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)}},
		{"a number that is none", recording.Recording{Patience: recording.Seconds(math.NaN())}},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			if err := row.r.Write(new(bytes.Buffer)); err == nil || !strings.HasPrefix(err.Error(), "cannot write the recording: ") {
				t.Error(err)
			}
		})
	}
	if err := new(recording.Recording).Write(full{broken}); !errors.Is(err, broken) {
		t.Error(err)
	}
	if _, err := recording.Read(full{broken}); !errors.Is(err, broken) {
		t.Error(err)
	}
}

// full is a disk that is.
type full struct{ err error }

func (f full) Write([]byte) (int, error) { return 0, f.err }
func (f full) Read([]byte) (int, error)  { return 0, f.err }

// recordings draws any recording that can be read back: lists are nil where they are empty.
var recordings = rapid.Custom(func(t *rapid.T) *recording.Recording {
	r := &recording.Recording{}
	draw(t, reflect.ValueOf(r).Elem())
	r.Version = recording.Version
	for i := range r.Scenes {
		r.Scenes[i].Stage = recording.Stages[i]
		r.Scenes[i].State = rapid.SampledFrom([]recording.State{recording.Done, recording.Unneeded, recording.Failed}).Draw(t, "state")
	}
	return r
})

func draw(t *rapid.T, v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"<&>\u2028", "\x00\x1b\x7f", "\ufffd", `\u0041"`})).Draw(t, "text"))
	case reflect.Bool:
		v.SetBool(rapid.Bool().Draw(t, "bool"))
	case reflect.Int:
		v.SetInt(rapid.Int64().Draw(t, "int"))
	case reflect.Float64:
		v.SetFloat(rapid.Float64().Draw(t, "float"))
	case reflect.Uint32: // a stage
		v.SetUint(uint64(stages.Draw(t, "stages")))
	case reflect.Pointer:
		if rapid.Bool().Draw(t, "given") {
			v.Set(reflect.New(v.Type().Elem()))
			draw(t, v.Elem())
		}
	case reflect.Slice:
		if n := rapid.IntRange(0, 2).Draw(t, "elements"); n > 0 {
			v.Set(reflect.MakeSlice(v.Type(), n, n))
			for i := range n {
				draw(t, v.Index(i))
			}
		}
	case reflect.Map:
		if rapid.Bool().Draw(t, "given") {
			v.Set(reflect.ValueOf(map[string]string{rapid.String().Draw(t, "key"): rapid.String().Draw(t, "value")}))
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() {
			at := time.Unix(rapid.Int64Range(-1e10, 1e11).Draw(t, "seconds"), rapid.Int64Range(0, 999999999).Draw(t, "nanoseconds")).UTC()
			v.Set(reflect.ValueOf(at))
			return
		}
		for i := range v.NumField() {
			draw(t, v.Field(i))
		}
	default:
		panic("no " + v.Kind().String() + " is drawn yet")
	}
}

// FuzzRead: whatever the file, reading it ends in a recording that can be written, or in an error.
func FuzzRead(f *testing.F) {
	var b bytes.Buffer
	r := recording.Recording{Scenes: []recording.Scene{{Stage: recording.Visit, State: recording.Done, Jars: []recording.Snapshot{{}}}}}
	if err := r.Write(&b); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add([]byte(`{"version":2,"scenes":[{"stage":"visit+waited"}],"started":"9999-12-31T23:59:59-23:59"}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		r, err := recording.Read(bytes.NewReader(text))
		if err != nil {
			return
		}
		if err := r.Write(new(bytes.Buffer)); err != nil && !errors.As(err, new(*json.MarshalerError)) {
			t.Fatal(err)
		}
	})
}
