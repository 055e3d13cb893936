package terminal

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// table lays rows out in columns. The first row is the head.
func table(b *strings.Builder, color paint, rows [][]string) {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, text := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(text))
		}
	}
	for i, row := range rows {
		var line strings.Builder
		for j, text := range row {
			fmt.Fprintf(&line, "%-*s  ", widths[j], text)
		}
		text := strings.TrimRight(line.String(), " ")
		if i == 0 {
			text = color.strong(text)
		}
		b.WriteString(text + "\n")
	}
}
