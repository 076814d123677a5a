package lexicon

import (
	"io/fs"
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"
)

// schemaOf compiles one of the schemas that editors use.
func schemaOf(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	s, err := jsonschema.NewCompiler().Compile("schema/" + name + ".schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// valid says what the schema says about a YAML document.
func valid(t *testing.T, s *jsonschema.Schema, data []byte) error {
	t.Helper()
	var value any
	if err := yaml.Load(data, &value); err != nil {
		t.Fatal(err)
	}
	return s.Validate(value)
}

// TestSchemasAcceptTheBuiltinLexicon: what the loader reads, an editor with the schemas does not
// mark.
func TestSchemasAcceptTheBuiltinLexicon(t *testing.T) {
	entry := schemaOf(t, "entry")
	names, err := fs.Glob(Files, "en/terms/*.yaml")
	if err != nil || len(names) == 0 {
		t.Fatalf("%d entries, %v", len(names), err)
	}
	for _, name := range append(names, "en/language.yaml", "en/slots.yaml", "en/frames.yaml", "en/cues.yaml") {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		s := entry
		if !strings.Contains(name, "/terms/") {
			s = schemaOf(t, strings.TrimSuffix(strings.TrimPrefix(name, "en/"), ".yaml"))
		}
		if err := valid(t, s, data); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestSchemasRefuseWhatTheLoaderRefuses shows that the schemas are as strict as the loader about
// keys and names.
func TestSchemasRefuseWhatTheLoaderRefuses(t *testing.T) {
	good := string(small()["en/terms/flood-of-people.yaml"].Data)
	for _, change := range [][2]string{{"severity: replace", "severity: delete"}, {"tier: core\n", ""},
		{"grade: A", "grade: D"}, {"id: flood", "id: Flood"}, {"why:", "colour: red\nwhy:"}} {
		if err := valid(t, schemaOf(t, "entry"), []byte(strings.Replace(good, change[0], change[1], 1))); err == nil {
			t.Errorf("the schema accepts %q for %q", change[1], change[0])
		}
	}
	for name, data := range map[string]string{
		"slots":   "person: {about: x, members: [y], open: 2}",
		"cues":    "- {rule: r, status: said, where: before, cues: [x]}",
		"changes": "- {id: x, reason: y}",
	} {
		if err := valid(t, schemaOf(t, name), []byte(data)); err == nil {
			t.Errorf("the schema of %s accepts %s", name, data)
		}
	}
}
