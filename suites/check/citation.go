package check

import "strings"

// Citation is a place in a public standard.
type Citation struct {
	Source  string `json:"source"`  // short name of the document
	Section string `json:"section"` // as the document numbers it
	URL     string `json:"url"`
}

func (c Citation) String() string {
	if c.Source == "RFC 6265bis" || c.Source == "RFC 9110" {
		return c.Source + " §" + c.Section
	}
	return c.Source + " " + c.Section
}

// RFC6265bis cites a section of draft-ietf-httpbis-rfc6265bis, "Cookies: HTTP State Management Mechanism".
func RFC6265bis(section string) Citation {
	return Citation{"RFC 6265bis", section, "https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#section-" + section}
}

// RFC9110 cites a section of RFC 9110, "HTTP Semantics".
func RFC9110(section string) Citation {
	return Citation{"RFC 9110", section, "https://www.rfc-editor.org/rfc/rfc9110#section-" + section}
}

// ASVS cites a requirement of the OWASP Application Security Verification Standard 5.0.0, such as "3.3.1".
func ASVS(requirement string) Citation {
	chapter, _, _ := strings.Cut(requirement, ".")
	file := map[string]string{
		"3":  "0x12-V3-Web-Frontend-Security.md",
		"4":  "0x13-V4-API-and-Web-Service.md",
		"7":  "0x16-V7-Session-Management.md",
		"9":  "0x18-V9-Self-contained-Tokens.md",
		"11": "0x20-V11-Cryptography.md",
		"12": "0x21-V12-Secure-Communication.md",
		"14": "0x23-V14-Data-Protection.md",
	}[chapter]
	return Citation{"ASVS 5.0", requirement, "https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/" + file}
}

// WSTG cites a test of the OWASP Web Security Testing Guide, such as "SESS-02".
func WSTG(test string) Citation {
	file := map[string]string{
		"SESS-01": "01-Testing_for_Session_Management_Schema",
		"SESS-02": "02-Testing_for_Cookies_Attributes",
		"SESS-03": "03-Testing_for_Session_Fixation",
		"SESS-04": "04-Testing_for_Exposed_Session_Variables",
		"SESS-05": "05-Testing_for_Cross_Site_Request_Forgery",
		"SESS-06": "06-Testing_for_Logout_Functionality",
		"SESS-07": "07-Testing_Session_Timeout",
		"SESS-09": "09-Testing_for_Session_Hijacking",
		"SESS-10": "10-Testing_JSON_Web_Tokens",
		"SESS-11": "11-Testing_for_Concurrent_Sessions",
	}[test]
	return Citation{"WSTG", test, "https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/06-Session_Management_Testing/" + file}
}

// CWE cites an entry of the Common Weakness Enumeration, such as "614".
func CWE(id string) Citation {
	return Citation{"CWE", id, "https://cwe.mitre.org/data/definitions/" + id + ".html"}
}

// CheatSheet cites a section, by its heading, of one of OWASP's cheat sheets.
func CheatSheet(sheet, section string) Citation {
	return Citation{"OWASP Cheat Sheet", sheet + ", " + section,
		"https://cheatsheetseries.owasp.org/cheatsheets/" + strings.ReplaceAll(sheet, " ", "_") + "_Cheat_Sheet.html#" + strings.ToLower(strings.ReplaceAll(section, " ", "-"))}
}

// CHIPS cites the explainer of Cookies Having Independent Partitioned State.
func CHIPS() Citation {
	return Citation{"CHIPS", "Partitioned", "https://github.com/privacycg/CHIPS"}
}
