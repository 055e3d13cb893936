// Package schema holds the JSON Schemas of what cookiespec writes for other programs. They are made of the Go types by this
// package's test, which holds them to these.
package schema

import _ "embed"

// Report is the schema of the JSON form of a run, in draft 2020-12. It lets keys through that it does not know: within one
// version of the form keys are only added.
//
//go:embed report.json
var Report []byte
