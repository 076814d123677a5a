// Package remedy is for errors that say what the user can do about them.
package remedy

import (
	"errors"
	"io/fs"
	"os"
)

// Error is an error with its remedy.
type Error struct {
	Err    error
	Remedy string
}

func (e Error) Error() string { return e.Err.Error() }

func (e Error) Unwrap() error { return e.Err }

// Of returns the remedy of err, or "".
func Of(err error) string {
	var e Error
	if errors.As(err, &e) {
		return e.Remedy
	}
	return ""
}

// Reason returns the cause of an error of the file system, without the path, which messages name
// already.
func Reason(err error) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}
