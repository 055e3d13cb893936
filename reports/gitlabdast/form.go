package gitlabdast

// The objects of a DAST report, as far as they are needed. No list is nil: GitLab refuses null.

type report struct {
	Schema          string          `json:"schema"`
	Version         string          `json:"version"` // of the schema
	Scan            scan            `json:"scan"`
	Vulnerabilities []vulnerability `json:"vulnerabilities"`
}

type scan struct {
	Type      string     `json:"type"`
	Status    string     `json:"status"`     // success or failure
	Start     string     `json:"start_time"` // UTC, without a zone
	End       string     `json:"end_time"`
	Analyzer  program    `json:"analyzer"`
	Scanner   program    `json:"scanner"`
	Resources []resource `json:"scanned_resources"`
	Messages  []message  `json:"messages"`
}

type program struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Version string `json:"version"`
	Vendor  vendor `json:"vendor"`
}

type vendor struct {
	Name string `json:"name"`
}

type resource struct {
	Method string `json:"method"`
	URL    string `json:"url"`
	Type   string `json:"type"`
}

type message struct {
	Level string `json:"level"` // info, warn or fatal
	Value string `json:"value"`
}

type vulnerability struct {
	ID          string       `json:"id"`
	Name        string       `json:"name"`
	Description string       `json:"description"`
	Severity    string       `json:"severity"`
	Solution    string       `json:"solution,omitempty"`
	Identifiers []identifier `json:"identifiers"` // the first is the one that GitLab tells findings apart by
	Links       []link       `json:"links"`
	Location    location     `json:"location"`
	Evidence    evidence     `json:"evidence"`
}

type identifier struct {
	Type  string `json:"type"`
	Name  string `json:"name"`
	Value string `json:"value"`
	URL   string `json:"url,omitempty"`
}

type link struct {
	Name string `json:"name"`
	URL  string `json:"url"`
}

type location struct {
	Hostname string `json:"hostname"` // with scheme and port
	Path     string `json:"path"`
	Method   string `json:"method"`
	Param    string `json:"param"` // the cookie; empty: the site
}

type evidence struct {
	Summary string `json:"summary"`
}
