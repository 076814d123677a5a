package lsp

import (
	"net/url"
	"path"
	"path/filepath"
	"runtime"
	"strings"
)

// pathOf is the file that a URI names, or "" for a document that is no file.
func pathOf(uri string) string {
	u, err := url.Parse(uri)
	if err != nil || !strings.EqualFold(u.Scheme, "file") || u.Path == "" || strings.ContainsRune(u.Path, 0) {
		return ""
	}
	name := u.Path
	switch {
	case runtime.GOOS != "windows":
	case u.Host != "" && u.Host != "localhost":
		name = "//" + u.Host + name
	case len(name) >= 3 && name[2] == ':':
		name = name[1:]
	}
	return filepath.Clean(filepath.FromSlash(name))
}

// uriOf is the URI of a file.
func uriOf(name string) string {
	name = filepath.ToSlash(name)
	if !strings.HasPrefix(name, "/") {
		name = "/" + name
	}
	return (&url.URL{Scheme: "file", Path: name}).String()
}

// sameOf is what two URIs share that name the same file: editors escape other characters than we do, and
// write the letter of a drive in either case. Of a document that is no file it is the URI.
func sameOf(uri string) string {
	name := pathOf(uri)
	if name == "" {
		return uri
	}
	if drive := filepath.VolumeName(name); drive != "" {
		name = strings.ToLower(drive) + name[len(drive):]
	}
	return uriOf(name)
}

// nameOf is the last part of a URI's path, for people.
func nameOf(uri string) string {
	if file := pathOf(uri); file != "" {
		return filepath.Base(file)
	}
	if u, err := url.Parse(uri); err == nil {
		if name := path.Base(u.Path + u.Opaque); name != "." && name != "/" {
			return name
		}
	}
	return uri
}
