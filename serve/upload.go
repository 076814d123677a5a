package serve

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"path"
	"strings"
	"unicode"

	"refrain/analyzer"
	"refrain/lexicon"
)

// file is a document that was sent.
type file struct {
	name    string // with forward slashes, never absolute and without ".."
	found   bool   // in a folder, not chosen by itself
	content string
}

// upload is what one check is asked for.
type upload struct {
	settings Settings
	files    []file
	taken    map[string]bool // names
	size     int64           // bytes of all files
}

// errTooMuch is the error of an upload beyond the limits.
var errTooMuch = errors.New("too much at once")

// receive reads an upload: a part "settings" in JSON, and for each document a part "file" that was
// chosen or pasted, or "found" in a folder. The error is for people.
func (s *Server) receive(w http.ResponseWriter, r *http.Request) (*upload, error) {
	r.Body = http.MaxBytesReader(w, r.Body, s.limits.Upload+1<<20)
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, errors.New("the request is no form with files")
	}
	u := &upload{settings: s.options.Defaults, taken: map[string]bool{}}
	for {
		part, err := parts.NextRawPart()
		if err == io.EOF {
			break
		}
		if err == nil {
			err = s.part(u, part)
		}
		var large *http.MaxBytesError
		switch {
		case errors.As(err, &large), errors.Is(err, errTooMuch):
			return nil, fmt.Errorf("%w: one check reads at most %d files of together %d MiB; choose fewer, or use "+
				"refrain check on the command line", errTooMuch, s.limits.Files, s.limits.Upload>>20)
		case err != nil:
			return nil, err
		}
	}
	if len(u.files) == 0 {
		return nil, errors.New("no document was sent")
	}
	return u, s.checkSettings(u.settings)
}

// part takes one part of an upload.
func (s *Server) part(u *upload, part *multipart.Part) error {
	defer part.Close()
	_, parameters, err := mime.ParseMediaType(part.Header.Get("Content-Disposition"))
	if err != nil {
		return errors.New("a part of the form has no name")
	}
	switch kind := parameters["name"]; kind {
	case "settings":
		d := json.NewDecoder(io.LimitReader(part, 64<<10))
		d.DisallowUnknownFields()
		if err := d.Decode(&u.settings); err != nil {
			return fmt.Errorf("settings: %w", err)
		}
	case "file", "found":
		if len(u.files) == s.limits.Files {
			return errTooMuch
		}
		var content strings.Builder
		n, err := io.Copy(&content, io.LimitReader(part, s.limits.Upload-u.size+1))
		if err != nil {
			return err
		}
		if u.size += n; u.size > s.limits.Upload {
			return errTooMuch
		}
		u.files = append(u.files, file{u.name(cleanName(parameters["filename"])), kind == "found", content.String()})
	default:
		return fmt.Errorf("a part of the form has the unknown name %.40q", kind)
	}
	return nil
}

// name returns the name, with a number where another file of the upload has it already.
func (u *upload) name(name string) string {
	ext := path.Ext(name)
	base := strings.TrimSuffix(name, ext)
	for n := 2; u.taken[name]; n++ {
		name = fmt.Sprintf("%s (%d)%s", base, n, ext)
	}
	u.taken[name] = true
	return name
}

// cleanName makes the name of a file, as a browser sends it, safe to print and to offer for a
// download: no drive, no way up, no control characters, at most 500 bytes.
func cleanName(name string) string {
	const most = 500
	name = strings.Map(func(r rune) rune {
		switch {
		case r == '\\':
			return '/'
		case unicode.IsControl(r), unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp), r == unicode.ReplacementChar:
			return '_'
		}
		return r
	}, name)
	name = strings.TrimPrefix(path.Clean("/"+name), "/")
	if len(name) > most {
		name = strings.TrimLeft(strings.ToValidUTF8(name[len(name)-most:], ""), "/")
	}
	if name == "" || name == "-" {
		return "document"
	}
	return name
}

const mostSpeakerBytes = 200

// checkSettings is an error where the settings name what there is not.
func (s *Server) checkSettings(c Settings) error {
	if c.Lexicon < 0 || c.Lexicon >= len(s.options.Lexicons) {
		return errors.New("settings: no such lexicon")
	}
	if c.Lang != "" && s.options.Lexicons[c.Lexicon].Lexicon.Language(c.Lang) == nil {
		return fmt.Errorf("settings: no lexicon of the language %.40q", c.Lang)
	}
	if _, unknown := lexicon.ParseStatuses(c.Count); unknown >= 0 {
		return fmt.Errorf("settings: no status %.40q", c.Count[unknown])
	}
	if len(c.Speaker) > mostSpeakerBytes {
		return fmt.Errorf("settings: the name of a speaker is longer than %d bytes", mostSpeakerBytes)
	}
	return nil
}

// policy is what counts.
func (c Settings) policy() analyzer.Policy {
	counted, _ := lexicon.ParseStatuses(c.Count) // Settings were checked when they came.
	return analyzer.Policy{Threshold: lexicon.Replace, Counted: counted, Speaker: c.Speaker}
}
