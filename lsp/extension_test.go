package lsp

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"
)

// The extension for Visual Studio Code offers each setting of the server, with the standard that the
// server has, and no other but its own two.
func TestExtensionOffersAllSettings(t *testing.T) {
	text, err := os.ReadFile("../editors/vscode/package.json")
	if err != nil {
		t.Fatal(err)
	}
	var manifest struct {
		Contributes struct {
			Configuration struct {
				Properties map[string]struct {
					Default any `json:"default"`
				} `json:"properties"`
			} `json:"configuration"`
		} `json:"contributes"`
	}
	if err := json.Unmarshal(text, &manifest); err != nil {
		t.Fatal(err)
	}
	offered := manifest.Contributes.Configuration.Properties
	delete(offered, "refrain.enable")
	delete(offered, "refrain.path")
	for name, standard := range leaves("refrain.", reflect.ValueOf(standardSettings())) {
		property, ok := offered[name]
		delete(offered, name)
		if !ok {
			t.Errorf("package.json does not offer %s", name)
		} else if got := fmt.Sprint(property.Default); got != standard {
			t.Errorf("the standard of %s is %q, and package.json says %q", name, standard, got)
		}
	}
	for name := range offered {
		t.Errorf("package.json offers %s, which the server does not know", name)
	}
}

// leaves are the names of the settings in a structure with their values as text.
func leaves(before string, v reflect.Value) map[string]string {
	all := map[string]string{}
	for i := range v.NumField() {
		name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
		if v.Field(i).Kind() == reflect.Struct {
			for name, value := range leaves(before+name+".", v.Field(i)) {
				all[name] = value
			}
			continue
		}
		all[before+name] = fmt.Sprint(v.Field(i).Interface())
	}
	return all
}
