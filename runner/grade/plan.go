package grade

import (
	"cmp"
	_ "embed"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/cookiespec/cookiespec/runner/config"
	"github.com/cookiespec/cookiespec/runner/serve"
)

// planned settles how the submission is started: as the rubric says, else as its files show.
func (l *look) planned() (err error) {
	r := l.class.Rubric
	dir, err := within(l.dir, r.Config.Serve)
	if err != nil {
		return err
	}
	if l.plan, err = Plan(dir, r.Config.Serve); err != nil {
		return err
	}
	l.plan.Isolate, l.plan.Hide, l.plan.Install = l.class.Isolate, l.class.private(), l.class.Install
	for _, s := range r.Services {
		l.plan.Services = append(l.plan.Services, serve.Service(s))
	}
	if len(l.plan.Others) > 0 {
		l.trouble(fmt.Sprintf("it holds several applications: this is about %s, not about %s", l.plan.Dir, strings.Join(l.plan.Others, ", ")))
	}
	if words := l.creating(r.Accounts); len(words) > 0 {
		l.plan.Setup = append(l.plan.Setup, serve.Command{Words: words, Optional: "the account could not be made", Env: []string{
			"ACCOUNT_USER=" + r.Accounts.User, r.Config.PasswordEnv + "=" + l.class.Password, "ACCOUNT_PASSWORD=" + l.class.Password,
		}})
	}
	return nil
}

// within is the folder of a submission that the rubric says it is started in. The error is a [*serve.Failure].
func within(submission string, s *config.Serve) (string, error) {
	if s == nil || s.Dir == "" {
		return submission, nil
	}
	root, err := filepath.EvalSymlinks(submission)
	if err != nil {
		return "", err
	}
	dir, err := filepath.EvalSymlinks(filepath.Join(root, s.Dir))
	if inside, rel := filepath.Rel(root, dir); err != nil || rel != nil || !filepath.IsLocal(inside) || !filepath.IsLocal(s.Dir) {
		return "", &serve.Failure{What: fmt.Sprintf("there is no folder %s in it", s.Dir), Hint: "the rubric names it under serve.dir"}
	}
	return dir, nil
}

// creating is the command that makes the account, if there is one.
func (l *look) creating(a config.Accounts) []string {
	python := func() string { return l.plan.Command.Words[0] } // the one that has Django
	switch {
	case a.Found && l.plan.Kind == "django":
		return []string{python(), "manage.py", "shell", "-c", "exec(" + strconv.Quote(djangoAccount) + ", {})"}
	case a.Found || len(a.Create) == 0:
		return nil
	case strings.TrimPrefix(a.Create[0], "./") == "manage.py" && l.plan.Kind == "django":
		return slices.Concat([]string{python(), "manage.py"}, a.Create[1:])
	case strings.TrimPrefix(a.Create[0], "./") == "manage.py" && l.plan.Kind != "":
		return nil // one of Go or Node has its user by itself
	}
	return a.Create
}

// djangoAccount makes the account with the user model of the project, or gives it the password. Fields that the model requires
// get values of their kinds.
//
//go:embed account.py
var djangoAccount string

// private is what no submission may read: the others, the rubric, and what came out for them.
func (c Class) private() []string {
	paths := slices.Clone(c.Private)
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
