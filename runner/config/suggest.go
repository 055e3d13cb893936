package config

import "strings"

// suggestion is a remedy that names what was probably meant, or all that there is.
func suggestion(written string, known []string) string {
	if near := nearest(written, known); near != "" {
		return "did you mean " + near + "?"
	}
	return "write one of " + strings.Join(known, ", ")
}

// nearest is the known word that takes the fewest edits from written, or "" when it takes more than a third of its length.
func nearest(written string, known []string) string {
	written = strings.ToLower(strings.ReplaceAll(written, "-", "_"))
	best, fewest := "", 0
	for _, k := range known {
		n := edits(written, strings.ToLower(strings.ReplaceAll(k, "-", "_")))
		if n <= (len(k)+1)/3 && (best == "" || n < fewest) {
			best, fewest = k, n
		}
	}
	return best
}

// edits counts the insertions, deletions, replacements and swaps of neighbours between two words (optimal string alignment).
func edits(a, b string) int {
	if len(a) > 40 {
		return len(a)
	}
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}
