package gather

import (
	"context"

	"github.com/cookiespec/cookiespec/runner/account"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// seeAsUser opens a page as the user. The page that tells who is logged in is opened once more where it does not show it: its script may
// not have been done. What it then lacks, such as a way to log out, it lacks for strangers: shown is false.
func (r *run) seeAsUser(ctx context.Context, g *guest, page string) (s account.Seen, shown bool, err error) {
	for range 2 {
		s, err = r.account.See(ctx, g.tab, recording.Navigation, page)
		if err != nil || page != r.account.Oracle.Page {
			return s, true, err
		}
		if answer, _ := r.account.Oracle.Says(s); answer == recording.In {
			return s, true, nil
		}
	}
	return s, false, nil
}
