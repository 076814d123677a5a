//go:build !unix

package sdkworker

import (
	"os"
	"os/exec"
)

// replace runs a program to its end: other systems cannot put it in the place of this one.
func replace(program string, args []string) error {
	c := exec.Command(program, args...)
	c.Stdout, c.Stderr = os.Stdout, os.Stderr
	return c.Run()
}
