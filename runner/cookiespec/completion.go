package main

import (
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/spf13/cobra"
)

const completionHelp = `Prints a script by which a shell completes commands, flags, checks and files.

Usage:
  cookiespec completion bash|zsh|fish|powershell

Examples:
  source <(cookiespec completion bash)
  cookiespec completion bash > ~/.cookiespec-completion
  cookiespec completion zsh > ~/.zfunc/_cookiespec
  cookiespec completion fish > ~/.config/fish/completions/cookiespec.fish
  cookiespec completion powershell >> $PROFILE

The first is for this shell alone, the others are for each to come. Bash needs
the package bash-completion, and in ~/.bashrc

  source ~/.cookiespec-completion

Zsh needs the folder ~/.zfunc, and in ~/.zshrc

  fpath=(~/.zfunc $fpath); autoload -U compinit; compinit
`

var shells = map[string]func(*cobra.Command, io.Writer) error{
	"bash":       func(root *cobra.Command, w io.Writer) error { return root.GenBashCompletionV2(w, true) },
	"zsh":        (*cobra.Command).GenZshCompletion,
	"fish":       func(root *cobra.Command, w io.Writer) error { return root.GenFishCompletion(w, true) },
	"powershell": (*cobra.Command).GenPowerShellCompletionWithDesc,
}

func (p *program) completionCommand() *cobra.Command {
	return &cobra.Command{
		Use: "completion SHELL", Short: "have a shell complete what is typed", Long: completionHelp, Args: takes(1, 1, "cookiespec completion bash"),
		RunE: func(c *cobra.Command, words []string) error {
			script, known := shells[words[0]]
			if !known {
				names := slices.Sorted(maps.Keys(shells))
				return &hinted{fmt.Sprintf("there is no completion for %q", words[0]), nearest(words[0], names, "write bash, zsh, fish or powershell")}
			}
			return script(c.Root(), p.stdout)
		},
	}
}
