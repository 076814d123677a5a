package serve

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"

	"refrain/serve/session"
)

// receive reads an upload: a part "settings" in JSON, and for each document a part "file" that was
// chosen or pasted, or "found" in a folder. The error is for people.
func (s *Server) receive(w http.ResponseWriter, r *http.Request) (*session.Upload, error) {
	r.Body = http.MaxBytesReader(w, r.Body, s.session.Limits().Upload+1<<20)
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, errors.New("the request is no form with files")
	}
	u := s.session.Upload()
	for {
		part, err := parts.NextRawPart()
		if err == io.EOF {
			break
		}
		if err == nil {
			err = take(u, part)
		}
		var large *http.MaxBytesError
		switch {
		case errors.As(err, &large), errors.Is(err, session.ErrTooMuch):
			return nil, s.session.TooMuch()
		case err != nil:
			return nil, err
		}
	}
	if u.Empty() {
		return nil, errors.New("no document was sent")
	}
	return u, s.session.Valid(u.Settings)
}

// take takes one part of an upload.
func take(u *session.Upload, part *multipart.Part) error {
	defer part.Close()
	_, parameters, err := mime.ParseMediaType(part.Header.Get("Content-Disposition"))
	if err != nil {
		return errors.New("a part of the form has no name")
	}
	switch kind := parameters["name"]; kind {
	case "settings":
		d := json.NewDecoder(io.LimitReader(part, 64<<10))
		d.DisallowUnknownFields()
		if err := d.Decode(&u.Settings); err != nil {
			return fmt.Errorf("settings: %w", err)
		}
	case "file", "found":
		return u.Add(parameters["filename"], kind == "found", part)
	default:
		return fmt.Errorf("a part of the form has the unknown name %.40q", kind)
	}
	return nil
}
