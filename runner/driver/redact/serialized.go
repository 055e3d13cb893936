package redact

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"io"
	"net/url"
	"regexp"
	"strings"
)

// phpObject is what serialize() makes of an object, or of an array that holds one.
var phpObject = regexp.MustCompile(`(?s)^(?:[OC]:\d+:"[^"]+":\d+:\{.*\}|a:\d+:\{.*[;{][OC]:\d+:"[^"]+":\d+:\{.*\})$`)

// tagged are the marks by which formats of text name the class to make: YAML's tags, "$type" of Json.NET, which names class and
// assembly, "py/object" of jsonpickle, and the function that node-serialize calls. JSON without such a mark makes data alone.
var tagged = []struct {
	by   string
	mark *regexp.Regexp
}{
	{"Ruby (YAML)", regexp.MustCompile(`(?:^|[\s:-])!ruby/(?:object|struct|hash|array|exception)\b`)},
	{"Python (YAML)", regexp.MustCompile(`(?:^|[\s:-])!!python/(?:object|name|module)\b`)},
	{"Java (YAML)", regexp.MustCompile(`(?:^|[\s:-])!!javax?\.[a-z]`)},
	{".NET (Json.NET)", regexp.MustCompile(`^\s*[{\[](?s:.*)"\$type"\s*:\s*"[A-Za-z_][^",]*, ?[^"]+"`)},
	{"Python (jsonpickle)", regexp.MustCompile(`^\s*[{\[](?s:.*)"py/(?:object|reduce|function)"\s*:`)},
	{"JavaScript (node-serialize)", regexp.MustCompile(`^\s*[{\[](?s:.*):\s*"_\$\$ND_FUNC\$\$_`)},
}

// serialized is what makes objects of a value, as "Java", where the whole value is an object as it writes them; else nothing.
func serialized(value string) string {
	plain := value
	if u, err := url.PathUnescape(value); err == nil {
		plain = u
	}
	plain = strings.Trim(plain, `"`)
	if by := writtenBy([]byte(plain)); by != "" {
		return by
	}
	bare := strings.TrimRight(plain, "=")
	for _, alphabet := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
		if octets, err := alphabet.DecodeString(bare); err == nil {
			return writtenBy(octets)
		}
	}
	return ""
}

// writtenBy knows objects by how they begin: the stream header of Java (0xACED, version 5), a pickle of protocol 2 to 5 and its end,
// BinaryFormatter's header (MS-NRBF §2.6.1), Ruby's Marshal 4.8 and its type; and those in text by the class that they name.
func writtenBy(octets []byte) string {
	begins := func(head ...byte) bool { return bytes.HasPrefix(octets, head) }
	if len(octets) < shortestObject {
		return ""
	}
	if begins(0x1f, 0x8b) {
		octets = unzipped(octets)
	}
	switch {
	case begins(0xac, 0xed, 0, 5):
		return "Java"
	case phpObject.Match(octets):
		return "PHP"
	case begins(0x80) && octets[1] >= 2 && octets[1] <= 5 && octets[len(octets)-1] == '.' && bytes.IndexByte([]byte("\x95}](cX\x8c"), octets[2]) >= 0:
		return "Python"
	case begins(0, 1, 0, 0, 0, 0xff, 0xff, 0xff, 0xff):
		return ".NET"
	case begins(4, 8) && bytes.IndexByte([]byte("{o[I"), octets[2]) >= 0:
		return "Ruby"
	}
	for _, t := range tagged {
		if t.mark.Match(octets) {
			return t.by
		}
	}
	return ""
}

// shortestObject is less than any object has, in bytes.
const shortestObject = 8

// mostUnzipped bounds what is unpacked, in bytes.
const mostUnzipped = 1 << 16

func unzipped(octets []byte) []byte {
	r, err := gzip.NewReader(bytes.NewReader(octets))
	if err != nil {
		return octets
	}
	text, _ := io.ReadAll(io.LimitReader(r, mostUnzipped))
	if len(text) < shortestObject {
		return octets
	}
	return text
}
