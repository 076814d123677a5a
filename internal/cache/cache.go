// Package cache keeps what the program can make again, in a folder of the user's, so that the next
// run need not make it. Whatever goes wrong is as if nothing were kept.
package cache

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"sync"

	"refrain/internal/atomicfile"
)

// Folder is where things are kept; "" keeps nothing. Many processes may share it.
type Folder string

// most is how many things a folder keeps: those of a few versions of the program and of its files.
const most = 32

// largest is more bytes than anything that is kept has.
const largest = 256 << 20

// User returns the folder of that name below the user's cache folder.
func User(name string) Folder {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return Folder(filepath.Join(dir, "refrain", name))
}

// Usable reports whether the folder is there or could be made.
func (f Folder) Usable() bool { return f != "" && os.MkdirAll(string(f), 0o700) == nil }

// Load returns what was stored under key. It is not ok when there is nothing, or it is damaged.
func (f Folder) Load(key string) (content []byte, ok bool) {
	if f == "" {
		return nil, false
	}
	info, err := os.Lstat(f.file(key))
	if err != nil || !info.Mode().IsRegular() || info.Size() > largest {
		return nil, false
	}
	sealed, err := os.ReadFile(f.file(key))
	if err != nil || len(sealed) < crc32.Size {
		return nil, false
	}
	content = sealed[:len(sealed)-crc32.Size]
	return content, sum(content) == binary.LittleEndian.Uint32(sealed[len(content):])
}

// Store keeps content under key, and forgets what was stored longest ago when there is too much.
func (f Folder) Store(key string, content []byte) {
	if !f.Usable() {
		return
	}
	file, err := atomicfile.Create(f.file(key))
	if err != nil {
		return
	}
	defer file.Discard()
	sealed := binary.LittleEndian.AppendUint32(content[:len(content):len(content)], sum(content))
	if file.Chmod(0o600) != nil {
		return
	}
	if _, err := file.Write(sealed); err == nil && file.Place() == nil {
		f.trim()
	}
}

// trim removes all but the files that were written last.
func (f Folder) trim() {
	entries, _ := os.ReadDir(string(f)) // What cannot be listed stays.
	if len(entries) <= most {
		return
	}
	written := func(e os.DirEntry) int64 {
		if info, err := e.Info(); err == nil {
			return info.ModTime().UnixNano()
		}
		return 0
	}
	slices.SortFunc(entries, func(a, b os.DirEntry) int {
		switch wa, wb := written(a), written(b); {
		case wa > wb:
			return -1
		case wa < wb:
			return 1
		}
		return 0
	})
	for _, e := range entries[most:] {
		os.Remove(filepath.Join(string(f), e.Name()))
	}
}

func (f Folder) file(key string) string {
	name := sha256.Sum256([]byte(key))
	return filepath.Join(string(f), hex.EncodeToString(name[:16]))
}

// sum finds damage. It is no defence against people: who may write here may write the sum too.
func sum(content []byte) uint32 { return crc32.Checksum(content, crc32.MakeTable(crc32.Castagnoli)) }

// Program tells this build of the program from others, as compilers' caches do it: by the size and
// the time of its file. It is "" where that is not known; then nothing of its making can be kept.
var Program = sync.OnceValue(func() string {
	name, err := os.Executable()
	if err != nil {
		return ""
	}
	info, err := os.Stat(name)
	if err != nil {
		return ""
	}
	id := fmt.Sprintf("%d %d", info.Size(), info.ModTime().UnixNano())
	if build, ok := debug.ReadBuildInfo(); ok {
		id += " " + build.Main.Version
		for _, s := range build.Settings {
			if s.Key == "vcs.revision" || s.Key == "vcs.modified" || s.Key == "GOARCH" {
				id += " " + s.Value
			}
		}
	}
	return id
})
