package main

import (
	"context"
	"encoding/json"
	"os"
	"time"
)

// lister reads from a Go program which modules it is made of, and writes that down as CycloneDX has it.
const lister = "github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod@v1.9.0"

// materials are the modules that a program is made of (an SBOM, CycloneDX 1.6, JSON). Of when and with which build of the lister the list was
// made nothing is said: it would differ each time.
func (r *release) materials(ctx context.Context, program string) ([]byte, error) {
	written := program + ".cdx.json"
	if err := r.golang(ctx, nil, "run", lister, "bin", "-json", "-noserial", "-version", r.version, "-output", written, program); err != nil {
		return nil, err
	}
	data, err := os.ReadFile(written)
	if err != nil {
		return nil, err
	}
	var list map[string]any
	if err := json.Unmarshal(data, &list); err != nil {
		return nil, err
	}
	if about, ok := list["metadata"].(map[string]any); ok {
		about["timestamp"] = r.committed.Format(time.RFC3339)
		if tools, ok := about["tools"].([]any); ok {
			for _, tool := range tools {
				if tool, ok := tool.(map[string]any); ok {
					delete(tool, "hashes")
				}
			}
		}
	}
	return json.MarshalIndent(list, "", "  ")
}
