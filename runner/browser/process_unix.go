//go:build unix && !linux

package browser

import "syscall"

// attributes put Chrome into a process group of its own, so that the terminal's Ctrl-C reaches us alone and the whole of
// Chrome can be ended at once.
func attributes() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setpgid: true} }

func killGroup(pid int) { syscall.Kill(-pid, syscall.SIGKILL) } // ESRCH: nothing is left to kill
