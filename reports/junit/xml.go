package junit

import (
	"encoding/xml"
	"math"
	"strconv"
)

type testsuites struct {
	XMLName xml.Name `xml:"testsuites"`
	Name    string   `xml:"name,attr"`
	tally
	Time      seconds     `xml:"time,attr"`
	Timestamp string      `xml:"timestamp,attr"`
	Suites    []testsuite `xml:"testsuite"`
}

type tally struct {
	Tests    int `xml:"tests,attr"`
	Failures int `xml:"failures,attr"`
	Errors   int `xml:"errors,attr"`
	Skipped  int `xml:"skipped,attr"`
}

type testsuite struct {
	Name     string `xml:"name,attr"`
	ID       string `xml:"id,attr"`
	Package  string `xml:"package,attr"`
	Hostname string `xml:"hostname,attr"` // where the tests ran; the schema wants "localhost" for "not said"
	tally
	Time       seconds    `xml:"time,attr"`
	Timestamp  string     `xml:"timestamp,attr"` // UTC, without a zone: the schema allows none
	Properties []property `xml:"properties>property"`
	Cases      []testcase `xml:"testcase"`
	Out        *body      `xml:"system-out"`
}

type testcase struct {
	Class      string     `xml:"classname,attr"`
	Name       string     `xml:"name,attr"`
	Time       seconds    `xml:"time,attr"`
	File       string     `xml:"file,attr,omitempty"`
	Line       int        `xml:"line,attr,omitempty"`
	Properties []property `xml:"properties>property"`
	Failure    *outcome   `xml:"failure"`
	Error      *outcome   `xml:"error"`
	Skipped    *outcome   `xml:"skipped"`
	Out        *body      `xml:"system-out"`
}

type property struct {
	Name  string `xml:"name,attr"`
	Value string `xml:"value,attr"`
}

type outcome struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr,omitempty"`
	Body    string `xml:",chardata"`
}

type body struct {
	Text string `xml:",chardata"`
}

// text is an element of text, or none.
func text(s string) *body {
	if s == "" {
		return nil
	}
	return &body{s}
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
