package json

import (
	"encoding/json"
	"strings"
	"testing"

	"refrain/reports/reporttest"
	"refrain/reports/stream"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

func TestSchemaRefusesWhatIsNoReport(t *testing.T) {
	schema, err := jsonschema.NewCompiler().Compile("refrain-report.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	good := report(t, stream.Options{}, reporttest.FixtureRun, reporttest.Fixture(t), nil)
	for _, change := range [][2]string{
		{`"status":"used"`, `"status":"guilty"`},
		{`"gaps":[]`, `"gaps":null`},
		{`"path":"speech.txt",`, ``},
		{`"page":1,`, `"page":0,`},
		{`"words":17`, `"words":17,"extra":1`},
	} {
		if !strings.Contains(good, change[0]) {
			t.Fatalf("the report does not hold %s", change[0])
		}
		var value any
		if err := json.Unmarshal([]byte(strings.Replace(good, change[0], change[1], 1)), &value); err != nil {
			t.Fatal(err)
		}
		if schema.Validate(value) == nil {
			t.Errorf("the schema accepts %s in place of %s", change[1], change[0])
		}
	}
}
