// Package child runs work on hostile bytes in a child process, so that a library that loops, or
// takes all memory, takes nothing else with it. The child is this program itself, started with an
// argument that nobody types; it gets a request and the bytes on standard input.
package child

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/gob"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"strings"
	"time"
)

// Command is this program, to be run once more with the argument. It is killed when ctx ends.
func Command(ctx context.Context, argument string) (*exec.Cmd, error) {
	program, err := os.Executable()
	if err != nil {
		return nil, err
	}
	c := exec.CommandContext(ctx, program, argument)
	c.WaitDelay = time.Second
	return c, nil
}

// Request is what a child reads from its standard input: what is asked, and then the bytes of src.
func Request(asked any, src string) (io.Reader, error) {
	var head bytes.Buffer
	head.Write(make([]byte, headSize))
	if err := gob.NewEncoder(&head).Encode(asked); err != nil {
		return nil, err
	}
	binary.BigEndian.PutUint32(head.Bytes(), uint32(head.Len()-headSize))
	return io.MultiReader(&head, strings.NewReader(src)), nil
}

// headSize is how many bytes say how long the request is.
const headSize = 4

// Asked reads in the child what is asked. What is left of in is src.
func Asked(in io.Reader, asked any) error {
	var size [headSize]byte
	if _, err := io.ReadFull(in, size[:]); err != nil {
		return fmt.Errorf("this is a part of refrain and no command: %w", err)
	}
	var head bytes.Buffer
	if _, err := io.CopyN(&head, in, int64(binary.BigEndian.Uint32(size[:]))); err != nil {
		return fmt.Errorf("this is a part of refrain and no command: %w", err)
	}
	if err := gob.NewDecoder(&head).Decode(asked); err != nil {
		return fmt.Errorf("this is a part of refrain and no command: %w", err)
	}
	return nil
}

// Attended returns what in gives, and ends this process when in ends, in the middle of its work too:
// nobody waits for it then. It is called in a child that works for its parent again and again.
func Attended(in io.Reader) io.Reader {
	out, to := io.Pipe()
	go func() {
		io.Copy(to, in)
		os.Exit(0)
	}()
	return out
}

// Bound ends this process, with exit code 1, as soon as it holds more than so many bytes. It is
// called in the child.
func Bound(most int64) {
	debug.SetMemoryLimit(most / 4 * 3)
	go func() {
		var m runtime.MemStats
		for {
			if runtime.ReadMemStats(&m); m.HeapAlloc > uint64(most) {
				os.Exit(1)
			}
			time.Sleep(20 * time.Millisecond)
		}
	}()
}
