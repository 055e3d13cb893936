package rfc6265

import (
	"net/url"
	"strings"
)

// DefaultPath follows §5.1.4.
func DefaultPath(u *url.URL) string {
	path := u.EscapedPath() // 1
	// 2. "If the uri-path is empty or if the first character of the uri-path is not a %x2F ("/") character, output %x2F"
	if !strings.HasPrefix(path, "/") {
		return "/"
	}
	// 3. "If the uri-path contains no more than one %x2F ("/") character, output %x2F"
	last := strings.LastIndexByte(path, '/')
	if last == 0 {
		return "/"
	}
	// 4. "up to, but not including, the right-most %x2F"
	return path[:last]
}

// PathMatch follows §5.1.4.
func PathMatch(requestPath, cookiePath string) bool {
	rest, prefix := strings.CutPrefix(requestPath, cookiePath)
	return prefix && (rest == "" || strings.HasSuffix(cookiePath, "/") || strings.HasPrefix(rest, "/"))
}

// requestPath is the path that a request line would carry.
func requestPath(u *url.URL) string {
	if path := u.EscapedPath(); path != "" {
		return path
	}
	return "/"
}
