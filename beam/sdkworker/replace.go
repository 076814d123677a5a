//go:build !unix

package sdkworker

// replace runs a program to its end.
func replace(program string, args []string) error { return run(program, args) }
