package manual_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cookiespec/cookiespec/runner/manual"
)

func TestPage(t *testing.T) {
	t.Parallel()
	p := manual.New("tool", `tool "1.0"`, "2026-11-25")
	p.Section("NAME")
	p.Text("tool - one\n")
	p.Part("run")
	p.Text("First,\nin two lines.\n\nExample:\n  tool run 'a\\b' | sort\n\n.Third… `x`\n")
	p.Item([]string{"-q", "--quiet"}, "", "say less")
	p.Item([]string{"--out"}, "DIR", "where to\n    write")
	p.Text("Last.")
	want := `.TH "TOOL" 1 "2026\-11\-25" "tool \(dq1.0\(dq" "User Commands"
.nh
.ad l
.SH "NAME"
tool \- one
.SS "run"
First,
in two lines.
.PP
Example:
.RS 4
.nf
tool run \(aqa\(rsb\(aq | sort
.fi
.RE
.PP
\&.Third\[u2026] \(gax\(ga
.TP
\fB\-q\fR, \fB\-\-quiet\fR
say less
.TP
\fB\-\-out\fR \fIDIR\fR
where to
write
.PP
Last.
`
	if diff := cmp.Diff(want, p.String()); diff != "" {
		t.Error(diff)
	}
}
