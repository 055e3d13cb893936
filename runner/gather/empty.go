package gather

import (
	"fmt"
	"net/http"
)

// emptyAnswer is the trouble of an entry page that was answered with an error status and nothing to show.
func emptyAnswer(url string, status int) *Trouble {
	hint := "open it with curl -i to see the answer, and give a URL that shows a page"
	switch {
	case status == http.StatusUnauthorized:
		hint = "give user and password with --http-user"
	case status == http.StatusForbidden, status == http.StatusTooManyRequests:
		hint = "a firewall or a bot filter may have refused it: allow this machine there, or try --user-agent with an ordinary browser's name, or --header with a token of the site"
	case status >= http.StatusInternalServerError:
		hint = "look into the application's log"
	}
	return &Trouble{What: fmt.Sprintf("%s answers %d %s, without a body", url, status, http.StatusText(status)), Hint: hint}
}
