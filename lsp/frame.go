package lsp

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Bounds of what a client may send, in bytes. JSON takes up to six bytes for one of a document.
const (
	maxMessage = 128 << 20
	maxHeader  = 4 << 10
)

// frames are messages with the header of the protocol. Unlike the library's own framing it takes
// memory for a message only as it arrives, and passes over one that is too long.
type frames struct {
	in   *bufio.Reader
	most int // bytes of a message
	due  pending
	mu   sync.Mutex // of out
	out  io.WriteCloser
}

func newFrames(in io.Reader, out io.WriteCloser) *frames {
	return &frames{in: bufio.NewReaderSize(in, maxHeader), most: maxMessage, out: out}
}

// Send writes a message.
func (f *frames) Send(message []byte) error {
	var b bytes.Buffer
	b.Grow(len(message) + 32)
	fmt.Fprintf(&b, "Content-Length: %d\r\n\r\n", len(message))
	b.Write(message)
	f.mu.Lock()
	defer f.mu.Unlock()
	_, err := f.out.Write(b.Bytes())
	return err
}

// Recv reads a message. One that is too long is an empty one, which the library answers
// as one that it cannot parse. The error is that the stream has ended, or that nobody can tell where
// the next message begins. The library drops what it has not begun to answer when it hears so, so
// the requests that came before are waited for.
func (f *frames) Recv() ([]byte, error) {
	message, err := f.recv()
	if err != nil {
		f.due.wait()
	} else {
		f.due.add(message)
	}
	return message, err
}

func (f *frames) recv() ([]byte, error) {
	length := -1
	for first := true; ; {
		line, err := f.in.ReadSlice('\n')
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			return nil, fmt.Errorf("a header line is longer than %d bytes", maxHeader)
		case err != nil && (!first || len(line) > 0) && errors.Is(err, io.EOF):
			return nil, io.ErrUnexpectedEOF
		case err != nil:
			return nil, err
		}
		name, value, ok := strings.Cut(strings.TrimRight(string(line), "\r\n"), ":")
		if !ok && name == "" {
			if first {
				continue // Nothing ends a message, and some clients write an end of line.
			}
			break
		}
		first = false
		if !ok {
			return nil, fmt.Errorf("%.40q: not a header; expected Content-Length and the number of bytes", name)
		}
		if strings.EqualFold(strings.TrimSpace(name), "Content-Length") {
			if length, err = strconv.Atoi(strings.TrimSpace(value)); err != nil || length < 0 {
				return nil, fmt.Errorf("%.40q: not a length; expected Content-Length and the number of bytes", value)
			}
		}
	}
	switch {
	case length < 0:
		return nil, errors.New("a message without Content-Length")
	case length > f.most:
		_, err := io.CopyN(io.Discard, f.in, int64(length))
		return nil, err
	}
	var b bytes.Buffer
	b.Grow(min(length, 1<<20))
	if _, err := io.CopyN(&b, f.in, int64(length)); err != nil {
		return nil, io.ErrUnexpectedEOF
	}
	return b.Bytes(), nil
}

// Close ends the stream to the client.
func (f *frames) Close() error { return f.out.Close() }

// pending counts the requests that were not answered yet.
type pending struct {
	mu    sync.Mutex
	count int
	idle  chan struct{} // closed when count is 0 and somebody waits; nil while nobody does
}

// farewell is how long the requests before the end of the stream are waited for.
const farewell = 2 * time.Second

// add counts a message that is a request. A long one changes a document, and is none.
func (p *pending) add(message []byte) {
	const long = 64 << 10
	var m struct {
		ID     json.RawMessage `json:"id"`
		Method string          `json:"method"`
	}
	if len(message) > long || json.Unmarshal(message, &m) != nil || len(m.ID) == 0 || m.Method == "" {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.count++
}

// done takes note of an answer.
func (p *pending) done() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.count--; p.count <= 0 && p.idle != nil {
		close(p.idle)
		p.idle = nil
	}
}

func (p *pending) wait() {
	p.mu.Lock()
	if p.count <= 0 {
		p.mu.Unlock()
		return
	}
	idle := make(chan struct{})
	p.idle = idle
	p.mu.Unlock()
	select {
	case <-idle:
	case <-time.After(farewell):
	}
}
