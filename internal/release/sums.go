package main

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// sumsName is the file that sha256sum --check reads.
const sumsName = "SHA256SUMS"

// writeSums lists the checksums of all files that people load. The manifests hold checksums
// themselves.
func (r *release) writeSums() error {
	entries, err := os.ReadDir(r.dist)
	if err != nil {
		return err
	}
	var list strings.Builder
	for _, entry := range entries {
		if entry.IsDir() {
			continue
		}
		sum, err := sumOf(filepath.Join(r.dist, entry.Name()))
		if err != nil {
			return err
		}
		list.WriteString(sum + "  " + entry.Name() + "\n")
	}
	return os.WriteFile(filepath.Join(r.dist, sumsName), []byte(list.String()), 0o666)
}

func sumOf(name string) (string, error) {
	file, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer file.Close()
	hash := sha256.New()
	if _, err := io.Copy(hash, file); err != nil {
		return "", err
	}
	return hex.EncodeToString(hash.Sum(nil)), nil
}
