// Package classroom50 writes the grade of a submission as Classroom 50 reads it (result.json, schema classroom50/result/v1):
// https://github.com/foundation50/classroom50/wiki/Advanced-Autograding
package classroom50

import (
	"encoding/json"
	"fmt"
	"io"
	"time"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/feedback"
)

type result struct {
	Schema     string `json:"schema"`
	Classroom  string `json:"classroom"`
	Assignment string `json:"assignment"`
	Submission string `json:"submission"`
	Commit     string `json:"commit"`
	Release    string `json:"release"`
	Review     string `json:"review"`
	Datetime   string `json:"datetime"` // UTC
	Score      int    `json:"score"`
	MaxScore   int    `json:"max-score"`
	Tests      []test `json:"tests"`
}

type test struct {
	Name     string `json:"test-name"`
	Passed   bool   `json:"passed"`
	Score    int    `json:"score"`
	MaxScore int    `json:"max-score"`
	Output   string `json:"output"` // ours; the runner keeps what it does not know
}

// Write writes the grade; env gives the variables that the runner of Classroom 50 sets.
func Write(w io.Writer, g reports.Grade, env func(string) string) error {
	r := result{
		Schema: "classroom50/result/v1", Classroom: env("CLASSROOM"), Assignment: env("ASSIGNMENT"), Submission: env("SUBMISSION_TAG"),
		Commit: env("COMMIT_URL"), Release: env("RELEASE_URL"), Review: env("REVIEW_URL"),
		Datetime: g.Started.UTC().Format(time.RFC3339), Score: g.Score(), MaxScore: g.Points(), Tests: []test{},
	}
	if r.Assignment == "" {
		r.Assignment = g.Assignment
	}
	if r.Submission == "" {
		r.Submission = g.Submission
	}
	for _, m := range g.Parts {
		r.Tests = append(r.Tests, test{reports.Line(m.Title, 200), m.Outcome == reports.Pass, m.Score, m.Points, feedback.Part(g, m)})
	}
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(r); err != nil {
		return fmt.Errorf("cannot write the result for Classroom 50: %w", err)
	}
	return nil
}
