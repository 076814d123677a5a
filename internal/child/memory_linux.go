//go:build amd64 || arm64

package child

import (
	"syscall"
	"unsafe"
)

// boundMemory bounds the address space of a process that has just been started. It fails where the
// process has ended.
func boundMemory(pid, most int) {
	limit := syscall.Rlimit{Cur: uint64(most), Max: uint64(most)}
	syscall.RawSyscall6(syscall.SYS_PRLIMIT64, uintptr(pid), syscall.RLIMIT_AS,
		uintptr(unsafe.Pointer(&limit)), 0, 0, 0)
}
