//go:build js

// Engine is refrain within a page of a browser. It runs in a worker of the page, holds what the page
// checks, and answers what worker.js asks. It has no network and no files.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"syscall/js"
	"time"

	"refrain/analyzer/reader"
	"refrain/lexicon"
	"refrain/serve/session"
)

// version is that of refrain. Whoever builds the page has the linker set it.
var version = "unknown"

// limits are what a page may take of the machine of its visitor. A page has at most 4 GiB.
var limits = session.Limits{Upload: 64 << 20, Files: 500, Held: 128 << 20, Checks: 20, AtOnce: 1}

// documentLimits are those of one document.
var documentLimits = reader.Limits{
	Text: 64 << 20, Inflated: 256 << 20, Part: 64 << 20, Blocks: 200_000, Memory: 1 << 30,
}

func main() {
	e := &engine{}
	lex, err := lexicon.LoadTerms(lexicon.Files)
	if err != nil {
		panic(err) // It is built in.
	}
	e.session = session.New(session.Options{
		Lexicons: []session.Lexicon{{Name: "built-in", Lexicon: lex}},
		Reader:   reader.Options{Limits: documentLimits},
		Version:  version, Limits: limits,
	})
	js.Global().Set("refrain", js.FuncOf(e.call))
	js.Global().Call("refrainReady")
	select {}
}

// engine answers the worker.
type engine struct {
	session *session.Session
	stop    context.CancelFunc // ends the check at work
}

// answer is what a call comes back with: a value for JSON, or a file.
type answer struct {
	value any
	file  *session.File
}

// call is refrain(what, argument, files, say, done) in the worker: argument is JSON, files are the
// contents of documents, say is called with JSON while the work goes on, and done at its end with
// an error or null, JSON, and the bytes of a file or null. The work begins after call has returned.
func (e *engine) call(_ js.Value, args []js.Value) any {
	what, argument, files, say, done := args[0].String(), args[1].String(), args[2], args[3], args[4]
	if what == "stop" {
		if e.stop != nil {
			e.stop()
		}
		return nil
	}
	go func() {
		a, err := e.answer(what, argument, files, func(event session.Event) {
			say.Invoke(marshal(event))
			time.Sleep(time.Millisecond) // The worker hears a stop only while nothing else is done.
		})
		switch {
		case err != nil:
			done.Invoke(err.Error(), nil, nil)
		case a.file != nil:
			content := js.Global().Get("Uint8Array").New(len(a.file.Content))
			js.CopyBytesToJS(content, a.file.Content)
			done.Invoke(nil, marshal(map[string]string{"name": a.file.Name, "media": a.file.Media}), content)
		default:
			done.Invoke(nil, marshal(a.value), nil)
		}
		if what == "about" { // The page can be used by now, and most texts are in English.
			time.Sleep(time.Millisecond)
			e.session.Prepare(context.Background(), "The refugees were received by the people of the town.")
		}
	}()
	return nil
}

func marshal(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err) // All values are of plain types.
	}
	return string(text)
}

func (e *engine) answer(what, argument string, files js.Value, say func(session.Event)) (answer, error) {
	switch what {
	case "about":
		return answer{value: e.session.About()}, nil
	case "check":
		return answer{}, e.check(argument, files, say)
	case "list":
		return answer{value: e.session.List()}, nil
	case "forget":
		e.session.Forget(argument)
		return answer{}, nil
	case "report":
		f, err := e.report(argument)
		return answer{file: &f}, err
	}
	return answer{}, fmt.Errorf("%s: no such call", what)
}

// asked is what a check is asked for.
type asked struct {
	Settings  session.Settings `json:"settings"`
	Documents []struct {
		Name  string `json:"name"`
		Found bool   `json:"found"`
	} `json:"documents"`
}

func (e *engine) check(argument string, files js.Value, say func(session.Event)) error {
	u := e.session.Upload()
	a := asked{Settings: u.Settings}
	if err := decode(argument, &a); err != nil {
		return err
	}
	u.Settings = a.Settings
	for i, d := range a.Documents {
		from := files.Index(i)
		size := from.Length()
		if int64(size) > limits.Upload {
			return e.session.TooMuch()
		}
		content := make([]byte, size)
		js.CopyBytesToGo(content, from)
		err := u.Add(d.Name, d.Found, bytes.NewReader(content))
		if errors.Is(err, session.ErrTooMuch) {
			return e.session.TooMuch()
		} else if err != nil {
			return err
		}
	}
	if err := e.session.Valid(u.Settings); err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	e.stop = cancel
	e.session.Check(ctx, u, say)
	return nil
}

func decode(argument string, into any) error {
	d := json.NewDecoder(strings.NewReader(argument))
	d.DisallowUnknownFields()
	return d.Decode(into)
}

// report writes a report, a copy or a comparison: what is session.View, a kind, "copies/" and a
// number, or "compare/", two numbers and a kind.
func (e *engine) report(argument string) (session.File, error) {
	var a struct {
		ID      string `json:"id"`
		What    string `json:"what"`
		Speaker string `json:"speaker"`
	}
	if err := decode(argument, &a); err != nil {
		return session.File{}, err
	}
	if parts := strings.Split(a.What, "/"); len(parts) == 4 && parts[0] == "compare" {
		old, err := strconv.Atoi(parts[1])
		new, err2 := strconv.Atoi(parts[2])
		if err != nil || err2 != nil {
			return session.File{}, session.ErrNone
		}
		return e.session.Compare(context.Background(), a.ID, old, new, parts[3], &a.Speaker)
	}
	number, isCopy := strings.CutPrefix(a.What, "copies/")
	if !isCopy {
		return e.session.Report(context.Background(), a.ID, a.What, &a.Speaker)
	}
	n, err := strconv.Atoi(number)
	if err != nil {
		return session.File{}, session.ErrNone
	}
	return e.session.Copy(context.Background(), a.ID, n, &a.Speaker)
}
