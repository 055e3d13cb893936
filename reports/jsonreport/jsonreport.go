// Package jsonreport writes a run as JSON and reads it back.
package jsonreport

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/cookiespec/cookiespec/reports"
)

// Write writes the run in its normal form (see [reports.Run.Normal]), indented, with a line feed at the end.
func Write(w io.Writer, run reports.Run) error {
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(run.Normal()); err != nil {
		return fmt.Errorf("cannot write the JSON report: %w", err)
	}
	return nil
}

var outcomes = []string{reports.Pass, reports.Fail, reports.NotApplicable, reports.Inconclusive}

// Read reads what [Write] wrote and returns it in normal form. Keys that it does not know are passed over: within one version
// keys are only added.
func Read(r io.Reader) (reports.Run, error) {
	var text json.RawMessage
	decoder := json.NewDecoder(r)
	if err := decoder.Decode(&text); err != nil {
		return reports.Run{}, fmt.Errorf("this is not a JSON report: %w", whole(err))
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return reports.Run{}, errors.New("this is not a JSON report: something follows its end")
	}
	// The version first: another version may have other types.
	var head struct {
		Version *int            `json:"version"`
		Shards  *int            `json:"shards"` // of [reports.Fleet]
		Scenes  json.RawMessage `json:"scenes"` // of a recording
	}
	switch err := json.Unmarshal(text, &head); {
	case head.Shards != nil:
		return reports.Run{}, errors.New("this report is of many targets: give that of one of them, run.json in its folder")
	case head.Scenes != nil:
		return reports.Run{}, errors.New("this is not a report: it is a recording")
	case err != nil || head.Version == nil:
		return reports.Run{}, errors.New("this is not a report of cookiespec: it has no version")
	case *head.Version > reports.Version:
		return reports.Run{}, fmt.Errorf("this report is of version %d, and this program reads up to version %d: use a newer cookiespec", *head.Version, reports.Version)
	case *head.Version != reports.Version:
		return reports.Run{}, fmt.Errorf("this report is of version %d, which this program does not read (it reads version %d)", *head.Version, reports.Version)
	}
	var run reports.Run
	if err := json.Unmarshal(text, &run); err != nil {
		return reports.Run{}, fmt.Errorf("this report is broken: %w", err)
	}
	for i, result := range run.Results {
		if !slices.Contains(outcomes, result.Outcome) {
			return reports.Run{}, fmt.Errorf("this report is broken: result %d (%s) has the unknown outcome %q; it must be one of %v", i+1, result.ID, result.Outcome, outcomes)
		}
	}
	return run.Normal(), nil
}

// whole tells a file that was cut off from one that never was JSON.
func whole(err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return errors.New("it ends in the middle")
	}
	if errors.Is(err, io.EOF) {
		return errors.New("it is empty")
	}
	return err
}
