// Package gradescope writes the grade of a submission as Gradescope's autograder reads it (results/results.json):
// https://gradescope-autograders.readthedocs.io/en/latest/specs/
package gradescope

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/feedback"
)

type results struct {
	Score            int     `json:"score"`
	ExecutionTime    float64 `json:"execution_time"` // seconds
	Output           string  `json:"output"`
	OutputFormat     string  `json:"output_format"`
	TestOutputFormat string  `json:"test_output_format"`
	TestNameFormat   string  `json:"test_name_format"`
	Visibility       string  `json:"visibility"`
	StdoutVisibility string  `json:"stdout_visibility"` // what a run prints is for the teacher
	Tests            []test  `json:"tests"`
}

type test struct {
	Score      int    `json:"score"`
	MaxScore   int    `json:"max_score"`
	Status     string `json:"status,omitempty"` // passed or failed; none: not graded
	Name       string `json:"name"`
	Number     string `json:"number"`
	Output     string `json:"output"`
	Visibility string `json:"visibility"`
}

// Write writes the grade. Its texts are plain: Gradescope is told to read nothing else into them.
func Write(w io.Writer, g reports.Grade) error {
	r := results{
		Score: g.Score(), ExecutionTime: g.Seconds, Output: feedback.Overview(g), OutputFormat: "text", TestOutputFormat: "text", TestNameFormat: "text",
		Visibility: "visible", StdoutVisibility: "hidden", Tests: []test{},
	}
	for i, m := range g.Parts {
		status := "failed"
		switch m.Outcome {
		case reports.Pass:
			status = "passed"
		case reports.Inconclusive:
			status = ""
		}
		r.Tests = append(r.Tests, test{
			Score: m.Score, MaxScore: m.Points, Status: status, Name: reports.Line(m.Title, 200), Number: fmt.Sprint(i + 1),
			Output: feedback.Part(g, m), Visibility: "visible",
		})
	}
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(r); err != nil {
		return fmt.Errorf("cannot write the results for Gradescope: %w", err)
	}
	return nil
}
