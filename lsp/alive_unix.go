//go:build !windows

package lsp

import (
	"errors"
	"syscall"
)

// alive reports whether there is a process of that id.
func alive(id int) bool {
	err := syscall.Kill(id, 0)
	return err == nil || errors.Is(err, syscall.EPERM)
}
