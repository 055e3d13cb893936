package har

// The objects of HAR 1.2 (http://www.softwareishard.com/blog/har-12-spec/), as far as a recording can fill them.

type archive struct {
	Log archived `json:"log"`
}

type archived struct {
	Version string  `json:"version"`
	Creator program `json:"creator"`
	Browser program `json:"browser"`
	Pages   []page  `json:"pages"`
	Entries []entry `json:"entries"`
	Comment string  `json:"comment"`
}

type program struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

type page struct {
	Started string   `json:"startedDateTime"`
	ID      string   `json:"id"`
	Title   string   `json:"title"`
	Timings struct{} `json:"pageTimings"` // of a page's events nothing is recorded
}

type entry struct {
	Page     string   `json:"pageref"`
	Started  string   `json:"startedDateTime"`
	Time     float64  `json:"time"` // milliseconds
	Request  request  `json:"request"`
	Response response `json:"response"`
	Cache    struct{} `json:"cache"`
	Timings  timings  `json:"timings"`
	Comment  string   `json:"comment"`
	Type     string   `json:"_resourceType"` // the network panel's column Type
}

type timings struct {
	Send    float64 `json:"send"`
	Wait    float64 `json:"wait"`
	Receive float64 `json:"receive"`
}

type request struct {
	Method      string     `json:"method"`
	URL         string     `json:"url"`
	HTTP        string     `json:"httpVersion"` // always empty: not recorded
	Cookies     []cookie   `json:"cookies"`
	Headers     []pair     `json:"headers"`
	Query       []pair     `json:"queryString"`
	HeadersSize int        `json:"headersSize"` // -1: not known
	BodySize    int        `json:"bodySize"`
	Withheld    []withheld `json:"_withheld,omitempty"`
}

type response struct {
	Status      int      `json:"status"` // 0: no answer came
	StatusText  string   `json:"statusText"`
	HTTP        string   `json:"httpVersion"`
	Cookies     []cookie `json:"cookies"`
	Headers     []pair   `json:"headers"`
	Content     content  `json:"content"`
	RedirectURL string   `json:"redirectURL"`
	HeadersSize int      `json:"headersSize"`
	BodySize    int      `json:"bodySize"`
	Error       string   `json:"_error,omitempty"`
}

type content struct {
	Size int    `json:"size"` // always 0: the format has no word for "not known"
	MIME string `json:"mimeType"`
}

type cookie struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

type pair struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// withheld is a cookie that Chrome considered and did not send, and why.
type withheld struct {
	Name    string   `json:"name"`
	Reasons []string `json:"reasons"`
}
