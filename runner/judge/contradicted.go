package judge

import (
	"fmt"

	"github.com/cookiespec/cookiespec/suites/check"
)

// contradicted are the declared roles that the experiments do not bear out, one sentence each. The declaration is what checks go by.
func contradicted(of *check.Case) (all []string) {
	for _, k := range of.Cookies {
		if k.RoleBy() != "declared" {
			continue
		}
		found, how := k.Found()
		switch {
		case found.Secret() && !k.Secret():
			all = append(all, fmt.Sprintf("%s is declared `role: %s`, and yet it carries the login: %s. The rules for sessions were not applied to it, as declared", k.Key.Name, k.Role(), how))
		case found == check.Needed && k.Secret():
			all = append(all, fmt.Sprintf("%s is declared `role: %s`, and yet it seems to be no secret: %s. The rules for sessions were applied to it, as declared", k.Key.Name, k.Role(), how))
		}
	}
	return all
}
