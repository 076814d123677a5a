package main

import (
	"bytes"
	"debug/macho"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// of returns the targets of a system.
func (r *release) of(system string) []target {
	var list []target
	for _, t := range r.targets {
		if t.system == system {
			list = append(list, t)
		}
	}
	return list
}

// numbers are the first three numbers of the version: what Windows and macOS take.
func (r *release) numbers() string {
	numbers, _, _ := strings.Cut(r.version, "-")
	return numbers
}

// writeResources writes what a program for Windows shows of itself: its icon and its version. The
// Go command links the files by their names.
func (r *release) writeResources() error {
	targets := r.of("windows")
	if len(targets) == 0 {
		return nil
	}
	type named = map[string]any
	config := named{
		"RT_GROUP_ICON": named{"APP": named{"0000": "icons/refrain.ico"}},
		"RT_MANIFEST": named{"#1": named{"0409": named{
			"identity":        named{"name": "refrain", "version": r.numbers() + ".0"},
			"description":     summary,
			"minimum-os":      "win10",
			"execution-level": "as invoker", "long-path-aware": true,
		}}},
		"RT_VERSION": named{"#1": named{"0000": named{
			"fixed": named{"file_version": r.numbers() + ".0", "product_version": r.numbers() + ".0"},
			"info": named{"0409": named{
				"FileDescription": summary, "FileVersion": r.version, "ProductVersion": r.version,
				"ProductName": "refrain", "OriginalFilename": "refrain.exe", "InternalName": "refrain",
				"CompanyName": "The refrain authors", "LegalCopyright": "Apache License 2.0",
			}},
		}}},
	}
	name := filepath.Join(r.work, "winres.json")
	if err := writeJSON(name, config); err != nil {
		return err
	}
	var machines []string
	for _, t := range targets {
		machines = append(machines, t.machine)
	}
	return r.tool(
		"go-winres", "make", "--in", name, "--arch", strings.Join(machines, ","),
		"--out", filepath.Join(r.source, "cmd", "refrain", "resources"),
	)
}

// summary is what systems and package managers show of the program.
const summary = "Finds words that criminalise, dehumanise or instrumentalise migrants"

// applicationFile is the archive of the application for macOS.
func (r *release) applicationFile() string { return "refrain_" + r.version + "_macos_app.zip" }

// writeApplication writes what a double click starts on a Mac: a folder that the Finder shows as an
// application, with a program for both kinds of processors.
func (r *release) writeApplication() error {
	targets := r.of("darwin")
	if len(targets) == 0 {
		return nil
	}
	var programs [][]byte
	for _, t := range targets {
		program, err := os.ReadFile(r.built(t))
		if err != nil {
			return err
		}
		programs = append(programs, program)
	}
	universal, err := joined(programs)
	if err != nil {
		return err
	}
	items := []item{
		{name: "Refrain.app/Contents/Info.plist", content: r.plist()},
		{name: "Refrain.app/Contents/MacOS/refrain", content: universal, executable: true},
		{name: "Refrain.app/Contents/Resources/refrain.icns", from: filepath.Join(r.icons, "refrain.icns")},
	}
	for _, name := range documents {
		items = append(items, item{
			name: "Refrain.app/Contents/Resources/" + name, from: filepath.Join(r.source, name),
		})
	}
	return writeZip(filepath.Join(r.dist, r.applicationFile()), items, r.made)
}

// plist says what the application is. It has no window and no place in the Dock: its page is in the
// browser.
func (r *release) plist() []byte {
	var text bytes.Buffer
	text.WriteString(`<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
`)
	for _, pair := range [][2]string{
		{"CFBundleDevelopmentRegion", "en"}, {"CFBundleExecutable", "refrain"}, {"CFBundleIconFile", "refrain"},
		{"CFBundleIdentifier", "refrain"}, {"CFBundleInfoDictionaryVersion", "6.0"}, {"CFBundleName", "Refrain"},
		{"CFBundlePackageType", "APPL"}, {"CFBundleShortVersionString", r.numbers()}, {"CFBundleVersion", r.numbers()},
		{"LSMinimumSystemVersion", "12.0"},
	} {
		fmt.Fprintf(&text, "\t<key>%s</key>\n\t<string>%s</string>\n", pair[0], pair[1])
	}
	text.WriteString("\t<key>LSUIElement</key>\n\t<true/>\n</dict>\n</plist>\n")
	return text.Bytes()
}

// joined makes one program for several processors of programs for one each.
func joined(programs [][]byte) ([]byte, error) {
	const align = 14 // as a power of two: the pages of arm64
	header := binary.BigEndian.AppendUint32(nil, macho.MagicFat)
	header = binary.BigEndian.AppendUint32(header, uint32(len(programs)))
	next := uint32(1 << align)
	var body []byte
	for _, program := range programs {
		file, err := macho.NewFile(bytes.NewReader(program))
		if err != nil {
			return nil, err
		}
		for _, value := range []uint32{uint32(file.Cpu), file.SubCpu, next, uint32(len(program)), align} {
			header = binary.BigEndian.AppendUint32(header, value)
		}
		body = append(body, program...)
		body = append(body, make([]byte, -len(program)&(1<<align-1))...)
		next = 1<<align + uint32(len(body))
	}
	return append(append(header, make([]byte, 1<<align-len(header))...), body...), nil
}

func writeJSON(name string, value any) error {
	text, err := json.MarshalIndent(value, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(name, append(text, '\n'), 0o666)
}
