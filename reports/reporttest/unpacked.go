package reporttest

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"
	"testing"
)

// Unpacked are the parts of a file of an office program by their names. Each of XML has to be
// well-formed.
func Unpacked(t *testing.T, file string) map[string]string {
	t.Helper()
	parts := Parts(t, file)
	for name, text := range parts {
		if kind := path.Ext(name); kind != ".xml" && kind != ".rels" && kind != ".svg" {
			continue
		}
		d := xml.NewDecoder(strings.NewReader(text))
		var err error
		for err == nil {
			_, err = d.Token()
		}
		if !errors.Is(err, io.EOF) {
			t.Errorf("%s: %v", name, err)
		}
	}
	return parts
}

// Parts are the parts of a file of an office program by their names, well-formed or not.
func Parts(t *testing.T, file string) map[string]string {
	t.Helper()
	z, err := zip.NewReader(strings.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range z.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(data)
	}
	return parts
}
