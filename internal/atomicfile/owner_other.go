//go:build !unix || solaris || illumos || aix

package atomicfile

import (
	"errors"
	"io/fs"
	"os"
)

// number is "": nothing here tells a file from a copy of it, so what a killed process leaves stays.
func number(fs.FileInfo) string { return "" }

func lock(*os.File) error { return errors.ErrUnsupported }

func tryLock(*os.File) error { return errors.ErrUnsupported }
