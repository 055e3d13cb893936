package serve

import (
	"slices"
	"strings"
)

// passed are the variables that an application gets of ours: where programs, caches and time zones are. All others may hold
// secrets.
var passed = []string{
	"PATH", "HOME", "USER", "LOGNAME", "LANG", "LANGUAGE", "TZ", "TMPDIR", "VIRTUAL_ENV", "PYENV_ROOT", "PYENV_VERSION",
	"GOPATH", "GOROOT", "GOCACHE", "GOMODCACHE", "GOTOOLCHAIN", "NODE_PATH", "SSL_CERT_FILE", "SSL_CERT_DIR",
}

// Environment is what of ours an application may see. Output comes at once, and nothing is written beside the sources.
func Environment(ours []string) []string {
	env := []string{"PYTHONUNBUFFERED=1", "PYTHONDONTWRITEBYTECODE=1"}
	for _, variable := range ours {
		name, _, _ := strings.Cut(variable, "=")
		if slices.Contains(passed, name) || strings.HasPrefix(name, "LC_") {
			env = append(env, variable)
		}
	}
	return env
}

// fetched are prefixes of the variables that say where dependencies come from: proxies, mirrors, certificates.
var fetched = []string{"PIP_", "NPM_CONFIG_", "GOPROXY=", "GONOPROXY=", "GOPRIVATE=", "GOSUMDB=", "GONOSUMDB=", "GOINSECURE=", "HTTP_PROXY=", "HTTPS_PROXY=", "NO_PROXY=", "ALL_PROXY=", "SSL_CERT", "REQUESTS_CA_BUNDLE=", "NODE_EXTRA_CA_CERTS=", "XDG_CACHE_HOME="}

// fetching is [Environment] for getting dependencies, which runs nothing of an application.
func fetching(ours []string) []string {
	env := Environment(ours)
	for _, variable := range ours {
		upper := strings.ToUpper(variable)
		if slices.ContainsFunc(fetched, func(prefix string) bool { return strings.HasPrefix(upper, prefix) }) && !slices.Contains(env, variable) {
			env = append(env, variable)
		}
	}
	return env
}
