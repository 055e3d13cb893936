package sarif

// The objects of SARIF 2.1.0, as far as they are needed. No list is nil: readers refuse null.

type log struct {
	Schema  string `json:"$schema"`
	Version string `json:"version"`
	Runs    []run  `json:"runs"`
}

type run struct {
	Tool        tool         `json:"tool"`
	Automation  automation   `json:"automationDetails"`
	Invocations []invocation `json:"invocations"`
	Results     []result     `json:"results"`
}

type tool struct {
	Driver driver `json:"driver"`
}

type driver struct {
	Name            string `json:"name"`
	Version         string `json:"version,omitempty"`
	SemanticVersion string `json:"semanticVersion,omitempty"`
	Rules           []rule `json:"rules"`
}

// automation names the series of runs that a run belongs to. What is before its last slash GitHub calls the category.
type automation struct {
	ID string `json:"id"`
}

type rule struct {
	ID      string        `json:"id"`
	Short   message       `json:"shortDescription"`
	Full    message       `json:"fullDescription"`
	Help    help          `json:"help"`
	HelpURI string        `json:"helpUri,omitempty"`
	Default configuration `json:"defaultConfiguration"`
	Bag     ruleBag       `json:"properties"`
}

type configuration struct {
	Level string `json:"level"`
}

// ruleBag is what GitHub reads of a rule beside the standard.
type ruleBag struct {
	Tags     []string `json:"tags"`
	Problem  string   `json:"problem.severity"`            // error, warning or recommendation
	Security string   `json:"security-severity,omitempty"` // a score above 0 and up to 10, as text
}

type message struct {
	Text string `json:"text"`
}

type help struct {
	Text     string `json:"text"`
	Markdown string `json:"markdown"`
}

type result struct {
	RuleID       string            `json:"ruleId"`
	RuleIndex    int               `json:"ruleIndex"`
	Level        string            `json:"level"`
	Message      message           `json:"message"`
	Locations    []location        `json:"locations"`
	Fingerprints map[string]string `json:"partialFingerprints"`
	Baseline     string            `json:"baselineState,omitempty"` // new or unchanged, where there is a baseline
	Suppressions []suppression     `json:"suppressions,omitempty"`
	Bag          resultBag         `json:"properties"`
}

type resultBag struct {
	Number   string `json:"number,omitempty"` // of the finding, in the other reports of the run
	Severity string `json:"severity"`
	Subject  string `json:"subject"`
	Target   string `json:"target"`
	Gating   bool   `json:"gating"`
}

type location struct {
	Physical physical `json:"physicalLocation"`
}

type physical struct {
	Artifact artifact `json:"artifactLocation"`
	Region   region   `json:"region"`
}

type artifact struct {
	URI string `json:"uri"`
}

type region struct {
	StartLine   int `json:"startLine"`
	StartColumn int `json:"startColumn"`
	EndLine     int `json:"endLine"`
	EndColumn   int `json:"endColumn"`
}

type suppression struct {
	Kind          string `json:"kind"`
	Status        string `json:"status"`
	Justification string `json:"justification"`
}

type invocation struct {
	Successful    bool           `json:"executionSuccessful"`
	ExitCode      int            `json:"exitCode"`
	Start         string         `json:"startTimeUtc"`
	End           string         `json:"endTimeUtc"`
	Notifications []notification `json:"toolExecutionNotifications"`
}

type notification struct {
	Level   string     `json:"level"`
	Message message    `json:"message"`
	Rule    *reference `json:"associatedRule,omitempty"`
}

type reference struct {
	ID    string `json:"id"`
	Index int    `json:"index"`
}
