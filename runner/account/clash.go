package account

import (
	"fmt"
	"net/url"

	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// clash is the trouble where another application on the same host, at another port, replaced a cookie that the login had set: cookies do
// not tell ports apart (RFC 6265bis §8.5). It is nil where none did.
func clash(seen []recording.Exchange) *driver.Trouble {
	given := map[string]*recording.Exchange{} // by the login, by the cookies' names
	values := map[string]string{}
	for i := range seen {
		e := &seen[i]
		here, err := url.Parse(e.URL)
		if err != nil {
			continue
		}
		for _, line := range e.Lines {
			if len(line.Blocked) > 0 || line.Value.Octets == 0 {
				continue
			}
			if e.Act == recording.LoggingIn && e.TopLevel {
				given[line.Name], values[line.Name] = e, line.Value.Digest
				continue
			}
			login := given[line.Name]
			if login == nil || values[line.Name] == line.Value.Digest {
				continue
			}
			if there, err := url.Parse(login.URL); err == nil && there.Hostname() == here.Hostname() && there.Port() != here.Port() {
				return &driver.Trouble{
					What: fmt.Sprintf("the login set the cookie %s, and %s replaced it: another application on the same host uses the same cookie name, and cookies do not tell ports apart", line.Name, e.URL),
					Hint: "give the two applications' cookies different names, or the applications different hosts",
				}
			}
		}
	}
	return nil
}
