//go:build unix

package sdkworker

import (
	"os"
	"syscall"
)

// replace puts a program in the place of this one, so that an engine that ends its worker ends it.
func replace(program string, args []string) error {
	return syscall.Exec(program, append([]string{program}, args...), os.Environ())
}
