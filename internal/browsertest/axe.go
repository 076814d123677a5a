package browsertest

import (
	"context"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// Accessible fails the test for each rule of WCAG 2.2 A and AA, and of good practice, that axe-core
// finds broken in the page as it stands. It does nothing but say so where $REFRAIN_AXE does not name
// axe-core's axe.min.js, which .ci/run fetches where npm is present.
func Accessible(t *testing.T, ctx context.Context) {
	t.Helper()
	file := os.Getenv("REFRAIN_AXE")
	if file == "" {
		t.Log("REFRAIN_AXE names no axe.min.js: the page is not checked by axe-core")
		return
	}
	script, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	const run = `axe.run(document, {iframes: false, resultTypes: ["violations"]}).then(r =>
		JSON.stringify(r.violations.map(v => ({id: v.id, help: v.help, nodes: v.nodes.slice(0, 5).map(n =>
			n.target.join(" ") + "  " + (n.any[0] || n.all[0] || n.none[0] || {}).message)}))))`
	if err := chromedp.Do(ctx, chromedp.Evaluate[chromedp.Void](string(script))); err != nil {
		t.Fatal(err)
	}
	answer, err := chromedp.Run(ctx, chromedp.Evaluate[string](run, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	var broken []struct {
		ID, Help string
		Nodes    []string
	}
	if err := json.Unmarshal([]byte(answer), &broken); err != nil {
		t.Fatal(err)
	}
	for _, b := range broken {
		t.Errorf("axe-core: %s (%s):\n\t%s", b.Help, b.ID, strings.Join(b.Nodes, "\n\t"))
	}
}
