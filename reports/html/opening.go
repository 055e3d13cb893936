package html

import (
	"time"

	"github.com/cookiespec/cookiespec/reports/frame"
)

// opening is what every page of this package begins with.
type opening struct {
	frame.Frame
	Answer, Tone string
}

func newOpening(answer, tone string) opening {
	return opening{frame.New(answer, "the report", style), answer, tone}
}

// day is a date and a time of day.
func day(t time.Time) string { return t.UTC().Format("2 January 2006, 15:04") }
