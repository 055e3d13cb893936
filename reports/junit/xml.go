package junit

import (
	"encoding/xml"
	"math"
	"strconv"
	"strings"
)

// testsuites is what stands around the suites.
type testsuites struct {
	XMLName xml.Name `xml:"testsuites"`
	Name    string   `xml:"name,attr"`
	tally
	Skipped   *int    `xml:"skipped,attr"`
	Time      seconds `xml:"time,attr"`
	Timestamp string  `xml:"timestamp,attr,omitempty"`
}

type tally struct {
	Tests    int `xml:"tests,attr"`
	Failures int `xml:"failures,attr"`
	Errors   int `xml:"errors,attr"`
}

type testsuite struct {
	XMLName  xml.Name `xml:"testsuite"`
	Name     string   `xml:"name,attr"`
	ID       string   `xml:"id,attr"`
	Package  string   `xml:"package,attr"`
	Hostname string   `xml:"hostname,attr"` // where the tests ran; the schema wants "localhost" for "not said"
	tally
	Skipped    int         `xml:"skipped,attr"`
	Time       seconds     `xml:"time,attr"`
	Timestamp  string      `xml:"timestamp,attr"` // UTC, without a zone: the schema allows none
	Properties *properties `xml:"properties"`
	Cases      []testcase  `xml:"testcase"`
	Out        *body       `xml:"system-out"`
}

type testcase struct {
	Class      string      `xml:"classname,attr"`
	Name       string      `xml:"name,attr"`
	Time       seconds     `xml:"time,attr"`
	File       string      `xml:"file,attr,omitempty"`
	Line       int         `xml:"line,attr,omitempty"`
	Properties *properties `xml:"properties"`
	Failure    *outcome    `xml:"failure"`
	Error      *outcome    `xml:"error"`
	Skipped    *outcome    `xml:"skipped"`
	Out        *body       `xml:"system-out"`
}

// properties is nil where there are none: the schema has no empty list.
type properties struct {
	List []property `xml:"property"`
}

type property struct {
	Name  string `xml:"name,attr"`
	Value string `xml:"value,attr"`
}

type outcome struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr,omitempty"`
	Body    string `xml:",innerxml"` // made by [escape]
}

type body struct {
	Text string `xml:",innerxml"` // made by [escape]
}

// text is an element of text, or none.
func text(s string) *body {
	if s == "" {
		return nil
	}
	return &body{escape(s)}
}

// escape makes XML text that keeps its line feeds as they are, so that the file can be read as it stands.
func escape(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder takes everything
	return strings.NewReplacer("&#xA;", "\n", "&#39;", "'", "&#34;", `"`).Replace(b.String())
}

// seconds are written with three decimals and never as an exponent.
type seconds float64

// MarshalXMLAttr writes 0.000 for what is no time.
func (s seconds) MarshalXMLAttr(name xml.Name) (xml.Attr, error) {
	value := float64(s)
	if math.IsNaN(value) || math.IsInf(value, 0) || value < 0 {
		value = 0
	}
	return xml.Attr{Name: name, Value: strconv.FormatFloat(value, 'f', 3, 64)}, nil
}
