//go:build unix

package serve

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
)

// The names of this machine, the one that people type first. A framework that checks the Host header may allow one of them only.
const (
	byName   = "localhost"
	byNumber = "127.0.0.1"
)

// answersTo is the name of this machine that the application answers to: the number only where it refuses the name and takes the number.
func (a *App) answersTo(ctx context.Context) string {
	if refuses(a.status(ctx, byName)) {
		if status := a.status(ctx, byNumber); status != 0 && !refuses(status) {
			return byNumber
		}
	}
	return byName
}

// refuses tells whether an answer may be that to a host which is not allowed: 400 by Django, 403 by Rails and Vite, 421 by RFC 9110 §15.5.20.
func refuses(status int) bool {
	switch status {
	case http.StatusBadRequest, http.StatusForbidden, http.StatusNotFound, http.StatusMisdirectedRequest:
		return true
	}
	return false
}

// status is that of the entry page of a host; zero: it did not answer.
func (a *App) status(ctx context.Context, host string) int {
	return statusOf(ctx, asker(), fmt.Sprintf("http://%s/", a.Address()), fmt.Sprintf("%s:%d", host, cmp.Or(a.Own, a.Port)))
}
