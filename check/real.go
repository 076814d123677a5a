package check

import "path/filepath"

// Real is a file's absolute path without links, as far as it exists.
func Real(name string) string {
	abs, err := filepath.Abs(name)
	if err != nil {
		return filepath.Clean(name)
	}
	if resolved, err := filepath.EvalSymlinks(abs); err == nil {
		return resolved
	}
	if folder := filepath.Dir(abs); folder != abs {
		return filepath.Join(Real(folder), filepath.Base(abs))
	}
	return abs
}
