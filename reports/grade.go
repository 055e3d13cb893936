package reports

import "time"

// GradeVersion is the version of the JSON form of [Grade].
const GradeVersion = 2

// Grade is what one submission got by a rubric.
type Grade struct {
	Version     int       `json:"version"`
	Tool        Tool      `json:"tool"`
	Assignment  string    `json:"assignment"`
	Submission  string    `json:"submission"`            // the name of its folder or archive
	Student     string    `json:"student,omitempty"`     // the name that a learning platform gives; empty: it is not known
	Participant string    `json:"participant,omitempty"` // Moodle's number of the student; empty: it did not come from Moodle
	CanvasID    string    `json:"canvas_id,omitempty"`   // Canvas' number of the student; empty: it did not come from Canvas
	Kind        string    `json:"kind,omitempty"`        // "django", "go", "node"; empty: it is not known
	Framework   string    `json:"framework,omitempty"`   // see [Run]
	Parts       []Mark    `json:"parts"`                 // in the order of the rubric
	Trouble     []string  `json:"trouble"`               // what kept it from being judged whole, one sentence each; what it holds may be the submission's own
	Advice      []string  `json:"advice,omitempty"`      // to the teacher: what to change in the rubric or on the machine, one sentence each; students are not told
	Printed     []string  `json:"printed,omitempty"`     // lines of what the application printed, about what went wrong
	Overridden  []string  `json:"overridden,omitempty"`  // config keys that the rubric overrides for this submission
	Total       *int      `json:"total,omitempty"`       // the sum that the teacher gave; nil: it is that of the parts
	Comment     string    `json:"comment,omitempty"`     // the teacher's, on all of it
	NotStarted  string    `json:"not_started,omitempty"` // why it was not started, in short; empty: it was
	Digest      string    `json:"digest"`                // of the submission, the rubric and the tool: what is equal here is graded alike
	Started     time.Time `json:"started"`               // UTC
	Seconds     float64   `json:"seconds"`
}

// Mark is what one part of a rubric got. Its outcome is that of a [Result]: a part that got some of its points is a [Fail], one that
// was not graded is [Inconclusive] and has no points.
type Mark struct {
	Title    string   `json:"title"`
	Points   int      `json:"points"` // to be had
	Score    int      `json:"score"`
	Outcome  string   `json:"outcome"`
	Reason   string   `json:"reason,omitempty"`  // why it was not graded, or why it failed where no finding says so
	Held     int      `json:"-"`                 // the points for the checks that held, should the open ones count as failed
	Fix      []Fix    `json:"fix,omitempty"`     // by framework, where no finding has one
	ByHand   bool     `json:"by_hand,omitempty"` // the teacher gave the points
	Comment  string   `json:"comment,omitempty"` // the teacher's
	Findings []Result `json:"findings"`          // what cost points, or kept it from being judged
	Hints    []Result `json:"hints"`             // what failed and cost nothing
}

// Score is the sum of the marks, or what the teacher gave in its place.
func (g Grade) Score() (sum int) {
	if g.Total != nil {
		return *g.Total
	}
	for _, m := range g.Parts {
		sum += m.Score
	}
	return sum
}

// Points is the sum of what was to be had.
func (g Grade) Points() (sum int) {
	for _, m := range g.Parts {
		sum += m.Points
	}
	return sum
}

// Unjudged counts the parts that could not be judged: a teacher should look at them. Where the teacher gave the sum there are none.
func (g Grade) Unjudged() (n int) {
	for _, m := range g.Parts {
		if m.Outcome == Inconclusive && g.Total == nil {
			n++
		}
	}
	return n
}

// Graded tells whether any part was.
func (g Grade) Graded() bool { return g.Unjudged() < len(g.Parts) }
