package junit_test

import (
	"testing"

	"github.com/cookiespec/cookiespec/reports/reporttest"
)

func FuzzWrite(f *testing.F) {
	for _, text := range reporttest.Hostile {
		f.Add(text, text)
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		run := reporttest.Sample()
		run.Target = a
		run.Results[0].Subject.Name, run.Results[1].Subject.Name = a, b
		run.Results[0].Actual, run.Results[1].Evidence[0].Text = b, a
		wellFormed(t, written(t, run))
	})
}
