package main

import "github.com/spf13/cobra"

// nearest is a hint that names the known word that was probably meant, by the measure that cobra has for commands; or
// otherwise, when none is near.
func nearest(written string, known []string, otherwise string) string {
	words := &cobra.Command{SuggestionsMinimumDistance: 2}
	for _, k := range known {
		words.AddCommand(&cobra.Command{Use: k, Run: func(*cobra.Command, []string) {}})
	}
	if near := words.SuggestionsFor(written); len(near) > 0 {
		return "did you mean " + near[0] + "?"
	}
	return otherwise
}
