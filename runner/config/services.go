package config

import (
	"regexp"
	"slices"
)

// Service is a server that each submission has to itself while it runs.
type Service struct {
	Name           string // one of [ServiceNames]
	User, Database string // of postgres; empty: app
}

// ServiceNames are the servers that there are.
var ServiceNames = []string{"postgres", "redis"}

var serviceKeys = map[string][]string{"postgres": {"user", "database"}, "redis": {}}

// databaseName is what PostgreSQL takes for a name without quotes.
var databaseName = regexp.MustCompile(`^[a-z_][a-z0-9_]{0,62}$`)

const wantedServices = "services: {postgres: {user: app, database: shop}, redis: {}}"

// services reads which servers a submission needs.
func (r *reader) services(p pair) (all []Service) {
	pairs, _ := r.pairs(p.value, p.key, wantedServices)
	for _, one := range pairs {
		if !slices.Contains(ServiceNames, one.key) {
			r.strange(one, ServiceNames)
			continue
		}
		s := Service{Name: one.key}
		settings, _ := r.pairs(one.value, one.key, wantedServices)
		for _, setting := range settings {
			switch {
			case len(serviceKeys[one.key]) == 0:
				r.doc.veil(setting.at.line, setting.at.column)
				r.report(setting.at, one.key+" has no keys", "write "+one.key+": {}")
			case !slices.Contains(serviceKeys[one.key], setting.key):
				r.strange(setting, serviceKeys[one.key])
			case setting.key == "user":
				r.word(setting, &s.User, wrongName)
			case setting.key == "database":
				r.word(setting, &s.Database, wrongName)
			}
		}
		all = append(all, s)
	}
	return all
}

// wrongName says what is no name of PostgreSQL.
func wrongName(value string) *flaw {
	if !databaseName.MatchString(value) {
		return &flaw{"is not a name that PostgreSQL takes without quotes", "write small letters, digits and _"}
	}
	return nil
}
