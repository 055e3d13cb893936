//go:build unix

package serve

import "syscall"

// apart keeps the terminal's Ctrl-C from a keeper: it ends when we close its orders, or die.
func apart() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setpgid: true} }
