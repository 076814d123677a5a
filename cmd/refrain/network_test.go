//go:build linux

package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"unsafe"
)

// inside says to a test that it has been started once more, on a machine without a network.
const inside = "REFRAIN_TEST_WITHOUT_NETWORK"

// TestNoNetworkIsNeeded checks documents, and serves the page, in a network namespace that holds
// nothing but its own loopback address.
func TestNoNetworkIsNeeded(t *testing.T) {
	if os.Getenv(inside) == "" {
		c := exec.Command(os.Args[0], "-test.run", "^"+t.Name()+"$", "-test.v")
		c.Env = append(os.Environ(), inside+"=1")
		c.SysProcAttr = &syscall.SysProcAttr{
			Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNET,
			UidMappings: []syscall.SysProcIDMap{{HostID: os.Getuid(), Size: 1}},
			GidMappings: []syscall.SysProcIDMap{{HostID: os.Getgid(), Size: 1}},
		}
		out, err := c.CombinedOutput()
		var exit *exec.ExitError
		if err != nil && !errors.As(err, &exit) {
			t.Skipf("this system makes no network namespace for the user: %v", err)
		}
		if err != nil || !strings.Contains(string(out), "--- PASS: "+t.Name()) {
			t.Errorf("without a network: %v\n%s", err, out)
		}
		return
	}
	onlyLoopback(t)
	document, err := filepath.Abs(bill)
	if err != nil {
		t.Fatal(err)
	}
	got := end(t, program(t, t.TempDir(), "check", "--no-config", document))
	expect(t, got, 1, "flood of migrants")
	address, token := serving(t)
	report := dropped(t, address, token, document)
	if !strings.Contains(report, "flood of migrants") {
		t.Errorf("the report of the page has no finding: %.300s", report)
	}
}

// onlyLoopback brings the loopback address up and makes sure that there is no other.
func onlyLoopback(t *testing.T) {
	t.Helper()
	socket, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_DGRAM, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer syscall.Close(socket)
	request := struct { // ifreq of netdevice(7)
		name  [syscall.IFNAMSIZ]byte
		flags uint16
		_     [22]byte
	}{flags: syscall.IFF_UP}
	copy(request.name[:], "lo")
	_, _, errno := syscall.Syscall(
		syscall.SYS_IOCTL, uintptr(socket), syscall.SIOCSIFFLAGS, uintptr(unsafe.Pointer(&request)))
	if errno != 0 {
		t.Fatalf("lo does not come up: %v", errno)
	}
	addresses, err := net.InterfaceAddrs()
	if err != nil {
		t.Fatal(err)
	}
	for _, address := range addresses {
		if of, ok := address.(*net.IPNet); !ok || !of.IP.IsLoopback() {
			t.Fatalf("there is a network: %v", address)
		}
	}
	if _, err := net.Dial("udp", "192.0.2.1:53"); !errors.Is(err, syscall.ENETUNREACH) {
		t.Fatalf("other machines can be reached: %v", err)
	}
}

// pageAt is the line that says where the page is.
var pageAt = regexp.MustCompile(`(http://127\.0\.0\.1:\d+)/#(\S+)`)

// serving starts refrain serve and returns the address of its page and the secret in it.
func serving(t *testing.T) (address, token string) {
	t.Helper()
	c := program(t, t.TempDir(), "serve", "--no-config", "--browser=false")
	stdout, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := errors.Join(c.Process.Signal(os.Interrupt), c.Wait()); err != nil {
			t.Errorf("refrain serve ends with %v", err)
		}
	})
	line, err := bufio.NewReader(stdout).ReadString('\n')
	found := pageAt.FindStringSubmatch(line)
	if err != nil || found == nil {
		t.Fatalf("refrain serve says %q: %v", line, err)
	}
	return found[1], found[2]
}

// dropped sends a file as the page does when it is dropped, and returns the report.
func dropped(t *testing.T, address, token, name string) string {
	t.Helper()
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	part, err := form.CreateFormFile("file", filepath.Base(name))
	if err != nil {
		t.Fatal(err)
	}
	part.Write(content)
	form.Close()
	ask := func(method, path, kind string, body io.Reader) string {
		r, err := http.NewRequestWithContext(t.Context(), method, address+path, body)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Authorization", "Bearer "+token)
		r.Header.Set("Content-Type", kind)
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		text, err := io.ReadAll(answer.Body)
		if err != nil || answer.StatusCode != http.StatusOK {
			t.Fatalf("%s %s: %s %v\n%s", method, path, answer.Status, err, text)
		}
		return string(text)
	}
	lines := strings.Split(strings.TrimSpace(ask("POST", "/api/checks", form.FormDataContentType(), &b)), "\n")
	var last struct{ Done struct{ ID string } }
	if err := json.Unmarshal([]byte(lines[len(lines)-1]), &last); err != nil || last.Done.ID == "" {
		t.Fatalf("the check ends with %s", lines[len(lines)-1])
	}
	return ask("GET", "/reports/"+last.Done.ID+"/html", "", nil)
}
