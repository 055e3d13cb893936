package main

import (
	"embed"
	"fmt"
	"slices"

	"github.com/spf13/cobra"
)

//go:embed rubrics/cookie.yaml rubrics/login.yaml
var rubrics embed.FS

var assignments = []string{"cookie", "login"}

const rubricHelp = `Writes a rubric to begin with to the standard output, for an assignment:

  cookie  set and read a cookie
  login   log in and out

Usage:
  cookiespec rubric init [--assignment cookie|login]

Example:
  cookiespec rubric init --assignment login > rubric.yaml

The cookies, pages and points in it are those of a made-up handout: change them
to yours.
`

func (p *program) rubricCommand() *cobra.Command {
	c := &cobra.Command{Use: "rubric init", Short: "write a rubric to mark them by", Long: rubricHelp, Args: takes(1, 1, exampleRubric)}
	assignment := c.Flags().String("assignment", "cookie", "`NAME`: cookie or login")
	c.RunE = func(_ *cobra.Command, words []string) error {
		if words[0] != "init" {
			return &hinted{fmt.Sprintf("%q is not what can be done with rubrics", words[0]), nearest(words[0], []string{"init"}, "write "+exampleRubric)}
		}
		if !slices.Contains(assignments, *assignment) {
			return &hinted{fmt.Sprintf("--assignment: there is no rubric for %q", *assignment), nearest(*assignment, assignments, "write cookie or login")}
		}
		text, err := rubrics.ReadFile("rubrics/" + *assignment + ".yaml")
		if err != nil {
			return err
		}
		_, err = p.stdout.Write(text)
		return err
	}
	return c
}

const exampleRubric = "cookiespec rubric init --assignment cookie"
