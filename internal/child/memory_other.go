//go:build !linux || !(amd64 || arm64)

package child

// boundMemory does nothing: these systems bound no other process's memory. Its time is bounded.
func boundMemory(pid, most int) {}
