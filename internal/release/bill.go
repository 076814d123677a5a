package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// billFile is the name of a target's bill of materials.
func (r *release) billFile(t target) string { return r.archiveName(t) + ".cdx.json" }

// spdx are the names that licences have in bills, by the headings of NOTICE.
var spdx = map[string]string{
	"Apache License 2.0": "Apache-2.0", "MIT License": "MIT", "Mozilla Public License 2.0": "MPL-2.0",
	"BSD 3-Clause License": "BSD-3-Clause",
}

// licences are the licences of modules as NOTICE names them. It is read by people, and a test
// compares it with what the program is built of; a tool that guesses from texts takes some for
// others.
func licences(notice string) map[string]string {
	of := map[string]string{}
	under := ""
	for line := range strings.Lines(notice) {
		trimmed := strings.TrimSpace(line)
		if trimmed != "" && !strings.HasPrefix(line, " ") {
			under = spdx[trimmed]
			continue
		}
		if under == "" {
			continue
		}
		for field := range strings.FieldsFuncSeq(trimmed, func(r rune) bool { return r == ' ' || r == ',' }) {
			if host, _, ok := strings.Cut(field, "/"); ok && strings.Contains(host, ".") {
				of[field] = under
			}
		}
	}
	return of
}

// writeBill writes what a program is made of, as CycloneDX: the modules that it holds, by what the
// Go command wrote into it, with PDFium and the licences.
func (r *release) writeBill(t target) error {
	name := filepath.Join(r.work, "bill.json")
	err := r.tool(
		"cyclonedx-gomod", "bin", "-json", "-noserial", "-notimestamp", "-std", "-version", "v"+r.version,
		"-output", name, r.built(t),
	)
	if err != nil {
		return err
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	var bill map[string]any
	if err := json.Unmarshal(text, &bill); err != nil {
		return err
	}
	if err := r.complete(bill); err != nil {
		return err
	}
	return writeJSON(filepath.Join(r.dist, r.billFile(t)), bill)
}

// engine is PDFium, which lies in a file and in no module.
const engine = "analyzer/reader/pdf/engine/pdfium.wasm"

// complete adds what the tool cannot know, and takes away what it says of the machine that it ran
// on.
func (r *release) complete(bill map[string]any) error {
	type named = map[string]any
	notice, err := os.ReadFile(filepath.Join(r.source, "NOTICE"))
	if err != nil {
		return err
	}
	of := licences(string(notice))
	of["std"], of["refrain"] = "BSD-3-Clause", "Apache-2.0"
	license := func(component named) error {
		name, _ := component["name"].(string)
		if of[name] == "" {
			return fmt.Errorf("NOTICE says no licence of %s", name)
		}
		component["licenses"] = []any{named{"license": named{"id": of[name]}}}
		return nil
	}
	about, _ := bill["metadata"].(named)
	main, _ := about["component"].(named)
	components, _ := bill["components"].([]any)
	if main == nil || len(components) == 0 {
		return fmt.Errorf("the bill names nothing")
	}
	about["timestamp"] = r.made.Format("2006-01-02T15:04:05Z")
	if tools, _ := about["tools"].([]any); len(tools) > 0 {
		delete(tools[0].(named), "hashes") // of the tool as it was built here
	}
	if err := license(main); err != nil {
		return err
	}
	for _, component := range components {
		if err := license(component.(named)); err != nil {
			return err
		}
	}
	sum, err := sumOf(filepath.Join(r.source, engine))
	if err != nil {
		return err
	}
	bill["components"] = append(components, named{
		"bom-ref": "pdfium", "type": "library", "name": "pdfium", "scope": "required",
		"description":        "compiled to WebAssembly by github.com/klippa-app/go-pdfium, with its work counted",
		"hashes":             []any{named{"alg": "SHA-256", "content": sum}},
		"licenses":           []any{named{"expression": "BSD-3-Clause AND Apache-2.0"}},
		"externalReferences": []any{named{"type": "vcs", "url": "https://pdfium.googlesource.com/pdfium"}},
	})
	return nil
}
