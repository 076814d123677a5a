package main

import (
	"os"
	"reflect"
	"strings"
	"testing"

	"refrain/analyzer/reader"
	"refrain/analyzer/reader/limits"
)

// TestEveryLimitIsInTheTables holds the flag, the table of the documentation and the schema of the
// configuration against the limits that there are.
func TestEveryLimitIsInTheTables(t *testing.T) {
	docs, err := os.ReadFile("../../docs/limits.md")
	if err != nil {
		t.Fatal(err)
	}
	schema, err := os.ReadFile("../../project/config/refrain.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var all reader.Limits
	for _, l := range limits.All {
		value := "7"
		if l.Count == nil {
			value = "7s"
		}
		if err := (*limitFlag)(&all).Set(l.Name + "=" + value); err != nil {
			t.Error(err)
		}
		if !strings.Contains(string(docs), "\n| `"+l.Name+"` | ") {
			t.Errorf("docs/limits.md has no line for %s", l.Name)
		}
		if !strings.Contains(string(schema), `"`+l.Name+`"`) {
			t.Errorf("the schema of the configuration does not know %s", l.Name)
		}
	}
	for i, v := 0, reflect.ValueOf(all); i < v.NumField(); i++ {
		if v.Field(i).IsZero() {
			t.Errorf("--limit does not set %s", v.Type().Field(i).Name)
		}
	}
}
