package pdf

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"refrain/analyzer/reader/pdf/pdftest"
)

var update = flag.Bool("update", false, "write testdata/docs/border-order-bill.pdf anew")

// TestBillIsTheOneInTheDocuments keeps testdata/docs/border-order-bill.pdf, the example of the
// README, and what writes it together.
func TestBillIsTheOneInTheDocuments(t *testing.T) {
	file := filepath.Join("..", "..", "..", "testdata", "docs", "border-order-bill.pdf")
	want := pdftest.Bill()
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("%s is not what pdftest.Bill writes: run go test -run %s -update", file, t.Name())
	}
}
