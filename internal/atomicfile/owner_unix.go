//go:build unix && !solaris && !illumos && !aix

package atomicfile

import (
	"io/fs"
	"os"
	"strconv"
	"syscall"
)

// number is the file system's number of a file of this user, or "". It tells a file from a copy of
// it. The number of the device is left out: it is another when the device is mounted again.
func number(info fs.FileInfo) string {
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok || int(stat.Uid) != os.Geteuid() {
		return ""
	}
	return strconv.FormatUint(uint64(stat.Ino), 10)
}

// lock locks a file for this process as long as it lives. It waits for whoever looks at the file.
func lock(file *os.File) error { return flock(file, syscall.LOCK_EX) }

// tryLock is an error when a living process has locked the file.
func tryLock(file *os.File) error { return flock(file, syscall.LOCK_EX|syscall.LOCK_NB) }

func flock(file *os.File, how int) error {
	for {
		if err := syscall.Flock(int(file.Fd()), how); err != syscall.EINTR {
			return err
		}
	}
}
