package serve_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"refrain/internal/browsertest"
	"refrain/serve"
)

func TestPageInBrowser(t *testing.T) {
	s := newSite(t, serve.Limits{})
	p := browsertest.Browse(t, s.url+"/#"+s.server.Ticket())
	if got := p.Eval("location.hash + document.getElementById('message').textContent"); got != "" {
		t.Fatalf("the page shows %q", got)
	}
	p.Picture("begin-1400", 1400, 900)
	p.Picture("begin-360", 360, 740)
	browsertest.Accessible(t, p.Context)

	p.Eval(`(() => { document.getElementById("text").value = ` + fmt.Sprintf("%q", "A speech\n\n"+flood) + ` })()`)
	p.Eval(`document.querySelector("#paste button").click()`)
	p.Until(`!document.getElementById("result").hidden && document.getElementById("work").hidden`)
	if got := p.Eval(`document.getElementById("result-title").textContent`); got != "A speech.txt" {
		t.Errorf("the pasted text is called %q", got)
	}
	if got := p.Eval(`document.getElementById("found").textContent`); !strings.Contains(
		got,
		"1 finding in 1 document",
	) {
		t.Errorf("the page says %q", got)
	}

	bill, err := os.ReadFile("../testdata/docs/border-order-bill.pdf")
	if err != nil {
		t.Fatal(err)
	}
	p.Drop([2]string{"bill.pdf", string(bill)}, [2]string{"note.docx", word(t, flood)}, [2]string{"empty.txt", ""})
	p.Until(`document.getElementById("result-title").textContent.startsWith("bill.pdf")`)
	p.Until(`document.querySelectorAll("#checks li").length == 2`)
	if got := p.Eval(`document.querySelectorAll("#copy option").length`); got != "2" {
		t.Errorf("copies of %s documents, want 2", got)
	}
	if got := p.Eval(`document.getElementById("found").textContent`); !strings.Contains(got, "1 document not read") {
		t.Errorf("the page says %q, and not that one was not read", got)
	}
	time.Sleep(time.Second) // The report is drawn in a frame that the page cannot look into.
	p.Picture("report-1400", 1400, 900)
	p.Picture("report-768", 768, 1000)
	p.Picture("report-360", 360, 740)
	browsertest.Accessible(t, p.Context)

	p.Eval(`document.getElementById("compare").click()`)
	p.Until(`document.getElementById("report").src.endsWith("/compare/0/1/view?speaker=")`)
	time.Sleep(time.Second)
	p.Picture("compared-1400", 1400, 900)
	p.Picture("compared-360", 360, 740)
	browsertest.Accessible(t, p.Context)

	for close(p.Requests); ; {
		address, ok := <-p.Requests
		if !ok {
			break
		}
		if !strings.HasPrefix(address, s.url) && !strings.HasPrefix(address, "data:") &&
			!strings.HasPrefix(address, "blob:") {
			t.Errorf("the browser asked for %s", address)
		}
	}
}

// A journalist asks what one speaker of a hearing said, without checking the document again.
func TestSpeakerIsChosenOnThePage(t *testing.T) {
	s := newSite(t, serve.Limits{})
	p := browsertest.Browse(t, s.url+"/#"+s.server.Ticket())
	p.Eval(`(() => { document.getElementById("text").value = ` + fmt.Sprintf("%q", hearing) + ` })()`)
	p.Eval(`document.querySelector("#paste button").click()`)
	p.Until(`!document.getElementById("result").hidden && document.getElementById("work").hidden`)
	offered := p.Eval(`[...document.querySelectorAll("#voice option")].map(o => o.textContent).join()`)
	if offered != "everybody's,Mr Stone,Ms River" {
		t.Fatalf("the page offers the speakers %s", offered)
	}
	p.Eval(`(() => {
		const v = document.getElementById("voice");
		v.value = "Ms River";
		v.dispatchEvent(new Event("change"));
	})()`)
	for _, link := range []string{"open", "download"} {
		if got := p.Eval(`document.getElementById("` + link + `").href`); !strings.HasSuffix(got, "?speaker=Ms%20River") {
			t.Errorf("%s leads to %s", link, got)
		}
	}
	p.Picture("speaker-360", 360, 740)
}

func TestPageWithoutToken(t *testing.T) {
	s := newSite(t, serve.Limits{})
	p := browsertest.Browse(t, s.url+"/#wrong")
	if got := p.Eval(`document.getElementById("message").textContent`); !strings.Contains(got, "the part after #") {
		t.Errorf("the page says %q", got)
	}
}
