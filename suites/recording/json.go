package recording

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// Write writes the recording as JSON of [Version], indented, with a line feed at the end.
func (r *Recording) Write(w io.Writer) error {
	whole := *r
	whole.Version = Version
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(&whole); err != nil {
		return fmt.Errorf("cannot write the recording: %w", err)
	}
	return nil
}

// Read reads what [Recording.Write] wrote. A key that it does not know is an error: a recording of which something was passed
// over would be judged as if it had never happened.
func Read(from io.Reader) (*Recording, error) {
	text, err := io.ReadAll(from)
	if err != nil {
		return nil, fmt.Errorf("cannot read the recording: %w", err)
	}
	// The version first: another version may have other types.
	var head struct {
		Version *int            `json:"version"`
		Results json.RawMessage `json:"results"`
	}
	switch err := json.Unmarshal(text, &head); {
	case len(bytes.TrimSpace(text)) == 0:
		return nil, errors.New("this is not a recording: it is empty")
	case isSyntax(err):
		return nil, fmt.Errorf("this is not a recording: %w", err)
	case err != nil || head.Version == nil:
		return nil, errors.New("this is not a recording: it has no version")
	case head.Results != nil:
		return nil, errors.New("this is not a recording: it is a report")
	case *head.Version != Version:
		return nil, fmt.Errorf("this recording is of version %d, this program reads %d", *head.Version, Version)
	}
	r := &Recording{}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(r); err != nil {
		return nil, fmt.Errorf("this recording is broken: %w", err)
	}
	if err := r.check(); err != nil {
		return nil, fmt.Errorf("this recording is broken: %w", err)
	}
	return r, nil
}

func isSyntax(err error) bool {
	var syntax *json.SyntaxError
	return errors.As(err, &syntax)
}

// check holds the scenes to what those who judge them rely on.
func (r *Recording) check() error {
	seen := Stage(0)
	for i, s := range r.Scenes {
		switch {
		case len(s.Stage.Each()) != 1:
			return fmt.Errorf("scene %d is not of one stage but of %q", i+1, s.Stage)
		case seen.Has(s.Stage):
			return fmt.Errorf("there are two scenes of stage %s", s.Stage)
		case s.State != Done && s.State != Unneeded && s.State != Failed:
			return fmt.Errorf("scene %s has the state %q, which must be one of %q, %q, %q", s.Stage, s.State, Done, Unneeded, Failed)
		}
		seen |= s.Stage
	}
	return nil
}
