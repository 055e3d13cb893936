package config

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// form is one kind of file: its reader and its schema.
type form struct {
	read   func(text string) error
	schema map[string]any
	valid  *jsonschema.Schema
}

func forms(t *testing.T) map[string]form {
	t.Helper()
	made := func(name string, schema map[string]any, read func(r *reader, text string) error) form {
		c := jsonschema.NewCompiler()
		if err := c.AddResource("schema.json", schema); err != nil {
			t.Fatal(err)
		}
		return form{func(text string) error {
			return read(&reader{lookup: environment, blind: true, many: name == "config"}, text)
		}, schema, c.MustCompile("schema.json")}
	}
	return map[string]form{
		"config": made("config", ofConfig(), func(r *reader, text string) error { _, err := r.read("f.yaml", []byte(text)); return err }),
		"rubric": made("rubric", ofRubric(), func(r *reader, text string) error { _, err := r.rubric("f.yaml", []byte(text)); return err }),
	}
}

// check holds a file to the schema, as an editor does.
func (f form) check(text string) error {
	asJSON, err := yaml.YAMLToJSON([]byte(text))
	if err != nil {
		return err
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(asJSON))
	if err != nil {
		return err
	}
	return f.valid.Validate(value)
}

// fits reports a file that the reader or the schema refuses.
func (f form) fits(t *testing.T, what, text string) {
	t.Helper()
	if err := f.read(text); err != nil {
		t.Errorf("%s is not read: %v\n%s", what, err, text)
	}
	if err := f.check(text); err != nil {
		t.Errorf("%s does not fit: %v\n%s", what, err, text)
	}
}

// examples are files of one example of the schema each, by the key that it is of.
func (f form) examples() map[string][]map[string]any {
	all := map[string][]map[string]any{}
	required, _ := f.schema["required"].([]any)
	for key, property := range f.schema["properties"].(map[string]any) {
		examples, _ := property.(map[string]any)["examples"].([]any)
		for _, e := range examples {
			file := map[string]any{"version": 1, key: e}
			if slices.Contains(required, any("parts")) && key != "parts" {
				file["parts"] = []any{map[string]any{"title": "a", "points": 1, "checks": []any{"set"}}}
			}
			all[key] = append(all[key], file)
			if _, several := f.schema["properties"].(map[string]any)["targets"]; several && key != "targets" && !slices.Contains(ofAll, key) {
				one := map[string]any{"name": key, "url": "http://localhost:8000/", key: e}
				all["targets/"+key] = append(all["targets/"+key], map[string]any{"version": 1, "targets": []any{one}})
			}
			if file["parts"] != nil && slices.Contains(overridable(), key) {
				all["overrides/"+key] = append(all["overrides/"+key], map[string]any{
					"version": 1, "parts": file["parts"], "overrides": map[string]any{"amira": map[string]any{key: e}},
				})
			}
		}
	}
	return all
}

func written(t *testing.T, file any) string {
	t.Helper()
	text, err := json.Marshal(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// objects calls visit for each mapping of known keys in a value, with what the schema says of it.
func (f form) objects(schema, value any, visit func(schema, object map[string]any)) {
	s, _ := schema.(map[string]any)
	if ref, ok := s["$ref"].(string); ok {
		f.objects(f.schema["$defs"].(map[string]any)[strings.TrimPrefix(ref, "#/$defs/")], value, visit)
	}
	switch v := value.(type) {
	case []any:
		for _, item := range v {
			f.objects(s["items"], item, visit)
		}
	case map[string]any:
		properties, closed := s["properties"].(map[string]any)
		if closed {
			visit(s, v)
		}
		for key, one := range v {
			if known, ok := properties[key]; ok {
				f.objects(known, one, visit)
			} else if !closed {
				f.objects(s["additionalProperties"], one, visit)
			}
		}
	}
}

// closed are all mappings of known keys that a schema speaks of.
func closed(schema any) (all []map[string]any) {
	switch s := schema.(type) {
	case []any:
		for _, one := range s {
			all = append(all, closed(one)...)
		}
	case map[string]any:
		if s["additionalProperties"] == false {
			all = append(all, s)
		}
		for _, one := range s {
			all = append(all, closed(one)...)
		}
	}
	return all
}

// known are the keys that the reader names where it does not know one.
func known(t *testing.T, err error, unknown string) []string {
	t.Helper()
	var all Errors
	errors.As(err, &all)
	for _, e := range all {
		if keys, found := strings.CutPrefix(e.Remedy, "known here: "); found && e.Problem == "unknown key "+shown(unknown) {
			return slices.Sorted(slices.Values(strings.Split(keys, ", ")))
		}
	}
	t.Errorf("the reader does not name the keys that it knows: %v", err)
	return nil
}

// TestTheSchemasKeysAreTheReaders: each example is read and fits, each mapping in it has the keys of which the reader says
// that it knows them, no more and no less, and together the examples use all keys.
func TestTheSchemasKeysAreTheReaders(t *testing.T) {
	t.Parallel()
	for name, f := range forms(t) {
		used := map[uintptr]map[string]bool{}
		id := func(schema map[string]any) uintptr { return reflect.ValueOf(schema).Pointer() }
		for key, files := range f.examples() {
			for _, file := range files {
				f.fits(t, name+": the example of "+key, written(t, file))
				f.objects(f.schema, file, func(schema, object map[string]any) {
					if used[id(schema)] == nil {
						used[id(schema)] = map[string]bool{}
					}
					for key := range object {
						used[id(schema)][key] = true
					}
					const unknown = "zzzzzzzzzz"
					object[unknown] = 1
					text := written(t, file)
					delete(object, unknown)
					want := known(t, f.read(text), unknown)
					if diff := cmp.Diff(want, slices.Sorted(maps.Keys(schema["properties"].(map[string]any)))); diff != "" {
						t.Errorf("%s: the reader's keys and the schema's in %s: %s", name, text, diff)
					}
					if f.check(text) == nil {
						t.Errorf("%s: the schema lets an unknown key through: %s", name, text)
					}
				})
			}
		}
		for _, schema := range closed(f.schema) {
			for key, property := range schema["properties"].(map[string]any) {
				if !used[id(schema)][key] {
					t.Errorf("%s: no example has the key %s of %v", name, key, schema["description"])
				}
				if property.(map[string]any)["description"] == nil {
					t.Errorf("%s: the key %s of %v is not described", name, key, schema["description"])
				}
			}
		}
	}
}

// TestTheSchemasWordsAreTheReaders: what some keys can be.
func TestTheSchemasWordsAreTheReaders(t *testing.T) {
	t.Parallel()
	s := forms(t)["config"].schema
	at := func(path string) (value any) {
		value = s
		for _, key := range strings.Split(path, "/") {
			if list, ok := value.([]any); ok {
				value = list[0]
			}
			value = value.(map[string]any)[key]
		}
		return value
	}
	for path, want := range map[string][]string{
		"properties/policy/anyOf/enum":                                    Policies,
		"properties/fail_on/anyOf/enum":                                   Thresholds,
		"properties/session/properties/restart/anyOf/enum":                restarts,
		"properties/session/properties/concurrent/anyOf/enum":             concurrents,
		"$defs/expectations/properties/role/anyOf/enum":                   Roles,
		"$defs/steps/items/properties/fetch/properties/method/anyOf/enum": methods,
	} {
		if got := fmt.Sprint(at(path)); got != fmt.Sprint(want) {
			t.Errorf("%s: the schema has %s, the reader takes %s", path, got, want)
		}
	}
}
