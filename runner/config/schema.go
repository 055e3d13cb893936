package config

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

// The schemas are written by hand: what they say of a key, an editor shows. Tests hold them to the reader.
var (
	//go:embed config.schema.json
	configSchema []byte
	//go:embed targets.schema.json
	targetsSchema []byte // what a config has beside the keys of one target
	//go:embed rubric.schema.json
	rubricSchema []byte // what a rubric has beside a config
)

// Schema is the JSON Schema of a config file, in draft 2020-12, which names the areas and the ids of the checks that there
// are. What it refuses, [Load] refuses; what it takes may still be wrong, as a variable that is not set.
func Schema(areas, ids []string) []byte {
	return withChecks(ofConfig(), areas, ids)
}

// RubricSchema is that of a rubric's file; see [LoadRubric].
func RubricSchema(areas, ids []string) []byte {
	return withChecks(ofRubric(), areas, ids)
}

// ofConfig lets the keys of one target stand at each of several, too.
func ofConfig() map[string]any {
	whole, targets := decoded(configSchema), decoded(targetsSchema)
	shared, item := whole["properties"].(map[string]any), targets["items"].(map[string]any)
	item["pattern"] = whole["$defs"].(map[string]any)["url"].(map[string]any)["pattern"]
	for key, property := range shared {
		if !slices.Contains(ofAll, key) {
			item["properties"].(map[string]any)[key] = property
		}
	}
	shared["targets"] = targets
	whole["dependentSchemas"] = map[string]any{"targets": map[string]any{"properties": map[string]any{"target": false, "serve": false}}}
	return whole
}

func ofRubric() map[string]any {
	whole, own := decoded(configSchema), decoded(rubricSchema)
	further := own["properties"].(map[string]any)
	otherwise := further["overrides"].(map[string]any)["additionalProperties"].(map[string]any)["properties"].(map[string]any)
	for _, key := range overridable() {
		otherwise[key] = whole["properties"].(map[string]any)[key]
	}
	maps.Copy(whole["properties"].(map[string]any), further)
	delete(own, "properties")
	maps.Copy(whole, own)
	return whole
}

func withChecks(schema map[string]any, areas, ids []string) []byte {
	definitions := schema["$defs"].(map[string]any)
	definitions["area"] = map[string]any{"enum": areas}
	definitions["id"] = map[string]any{"enum": ids}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(schema); err != nil {
		panic(fmt.Sprintf("config: %v", err)) // what was decoded encodes
	}
	return b.Bytes()
}

func decoded(text []byte) (schema map[string]any) {
	if err := json.Unmarshal(text, &schema); err != nil {
		panic(fmt.Sprintf("config: %v", err)) // it is embedded, and tests read it
	}
	return schema
}
