package html

import "time"

// frame is what every page begins with.
type frame struct {
	style
	Answer, Tone string
}

func newFrame(answer, tone string) frame { return frame{looks, answer, tone} }

// day is a date and a time of day.
func day(t time.Time) string { return t.UTC().Format("2 January 2006, 15:04") }
