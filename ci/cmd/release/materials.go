package main

import (
	"context"
	"encoding/json"
	"os"
	"time"
)

// lister writes a CycloneDX SBOM of the modules in a Go binary.
const lister = "github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod@v1.9.0"

// materials are the modules that a program is made of (an SBOM, CycloneDX 1.6, JSON). The timestamp is the commit's and the lister's hashes
// are removed, so that the list is reproducible.
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
