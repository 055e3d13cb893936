package grade

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cookiespec/cookiespec/runner/config"
	"github.com/cookiespec/cookiespec/runner/serve"
)

// plan is how the submission is started: as the rubric says, else as its files show.
func (l *look) plan() (serve.Plan, error) {
	r := l.class.Rubric
	plan, err := Plan(l.dir, r.Config.Serve)
	if err != nil {
		return plan, err
	}
	plan.Isolate, plan.Hide = l.class.Isolate, l.class.private()
	if len(plan.Others) > 0 {
		l.trouble(fmt.Sprintf("it holds several applications: this is about %s, not about %s", plan.Dir, strings.Join(plan.Others, ", ")))
	}
	if create := r.Accounts.Create; len(create) > 0 {
		words := slices.Clone(create)
		if name := strings.TrimPrefix(words[0], "./"); name == "manage.py" {
			switch plan.Kind {
			case "django":
				words = slices.Concat([]string{plan.Command.Words[0], name}, words[1:]) // by the Python that has Django
			case "go", "node":
				return plan, nil // one of these has its user by itself
			}
		}
		plan.Setup = append(plan.Setup, serve.Command{Words: words, Env: []string{
			"ACCOUNT_USER=" + r.Accounts.User, r.Config.PasswordEnv + "=" + l.class.Password,
		}})
	}
	return plan, nil
}

// private is what no submission may read: the others, and what came out for them.
func (c Class) private() []string {
	var paths []string
	for _, s := range c.Submissions {
		paths = append(paths, s.Path)
	}
	if out, err := filepath.EvalSymlinks(c.Out); err == nil {
		if out, err = filepath.Abs(out); err == nil {
			paths = append(paths, out)
		}
	}
	return paths
}

// Plan is what a config says of an application in a folder, and what is found there where it says nothing. The error is a
// [*serve.Failure].
func Plan(dir string, s *config.Serve) (plan serve.Plan, err error) {
	if s == nil {
		s = &config.Serve{}
	}
	if s.Command == "" {
		if plan, err = serve.Find(dir); err != nil {
			return plan, err
		}
	} else {
		plan = serve.Plan{Dir: dir, Command: serve.Shell(s.Command), Timeout: serve.DefaultTimeout, Limits: serve.DefaultLimits()}
		for _, line := range s.Setup {
			plan.Setup = append(plan.Setup, serve.Shell(line))
		}
	}
	plan.Env, plan.Ready, plan.Timeout = append(plan.Env, s.Env...), s.Ready, cmp.Or(s.Timeout, plan.Timeout)
	plan.Limits = serve.Limits{
		CPU: cmp.Or(s.Limits.CPU, plan.Limits.CPU), Memory: cmp.Or(s.Limits.Memory, plan.Limits.Memory), Files: cmp.Or(s.Limits.Files, plan.Limits.Files),
		Output: cmp.Or(s.Limits.Output, plan.Limits.Output), Processes: cmp.Or(s.Limits.Processes, plan.Limits.Processes),
		Disk: cmp.Or(s.Limits.Disk, plan.Limits.Disk),
	}
	return plan, nil
}
