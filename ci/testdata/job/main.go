// Command job reads a Job of Kubernetes from standard input by Kubernetes' own types, and refuses what these do not know. It is a
// module of its own, so that the harness does not depend on them.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	batch "k8s.io/api/batch/v1"
	"sigs.k8s.io/json"
	"sigs.k8s.io/yaml"
)

func main() {
	text, err := io.ReadAll(os.Stdin)
	if err == nil {
		err = strict(text)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// strict reads as the API server does, which tells upper case from lower.
func strict(text []byte) error {
	asJSON, err := yaml.YAMLToJSONStrict(text)
	if err != nil {
		return err
	}
	unknown, err := json.UnmarshalStrict(asJSON, new(batch.Job))
	return errors.Join(append(unknown, err)...)
}
