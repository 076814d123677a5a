package engine

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write pdfium.wasm anew from go-pdfium's module")

// TestModuleIsUpstreams shows that pdfium.wasm is go-pdfium's, with the counting of fuel put in and
// nothing else changed.
func TestModuleIsUpstreams(t *testing.T) {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/klippa-app/go-pdfium").Output()
	dir := strings.TrimSpace(string(out))
	if err != nil || dir == "" {
		t.Skip("go-pdfium is not in the module cache")
	}
	original, err := os.ReadFile(filepath.Join(dir, "internal", "pdfium_wasm", "pdfium.wasm"))
	if err != nil {
		t.Skip(err)
	}
	metered, err := meter(original)
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile("pdfium.wasm", metered, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if !bytes.Equal(metered, pdfiumModule) {
		t.Errorf("pdfium.wasm is not go-pdfium's module with metering (%d bytes, want %d): run go test -run %s -update",
			len(pdfiumModule), len(metered), t.Name())
	}
}

// meter puts the counting of fuel into a WebAssembly module: at the head of every loop, and of
// every function that calls itself, one unit is taken off, before a copy of memory one for every 64
// bytes, and when there is none left the code traps. The fuel is an exported global, which starts
// as large as it can be. It costs about 6 % of the time; being interruptible in wazero's own way
// would cost 180 %.
func meter(module []byte) ([]byte, error) {
	m := metering{in: module}
	return m.module()
}

// metering goes through a module. A byte sequence that it does not know ends it with a panic, which
// module turns into an error.
type metering struct {
	in  []byte
	at  int
	out bytes.Buffer

	parameters [][]byte // of each type, as it is encoded
	imported   int      // functions
	types      []int    // of each function that is defined here
	fuel       int      // index of the global
	charge     int      // index of the function that takes fuel for a copy of memory
}

func (m *metering) byte() byte {
	m.at++
	return m.in[m.at-1]
}

// unsigned reads a number in LEB128.
func (m *metering) unsigned() int {
	n, shift := 0, 0
	for {
		b := m.byte()
		n |= int(b&0x7f) << shift
		shift += 7
		if b < 0x80 {
			return n
		}
	}
}

// leb encodes a number in LEB128.
func leb(n int) []byte {
	var b []byte
	for {
		if n < 0x80 {
			return append(b, byte(n))
		}
		b = append(b, byte(n)|0x80)
		n >>= 7
	}
}

func (m *metering) skip(n int) []byte {
	m.at += n
	return m.in[m.at-n : m.at]
}

func (m *metering) module() (_ []byte, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("at byte %d of the module: %v", m.at, p)
		}
	}()
	m.out.Write(m.skip(8))
	for m.at < len(m.in) {
		id, size := m.byte(), m.unsigned()
		end := m.at + size
		content := m.section(id, m.in[m.at:end])
		m.at = end
		m.out.WriteByte(id)
		m.out.Write(leb(len(content)))
		m.out.Write(content)
	}
	return m.out.Bytes(), nil
}

// section is the new content of a section. m.at stands at its start.
func (m *metering) section(id byte, content []byte) []byte {
	start := m.at
	const typeSection, importSection, functionSection, globalSection, exportSection, codeSection = 1, 2, 3, 6, 7, 10
	switch id {
	case typeSection:
		n := m.unsigned()
		rest := m.at - start
		for range n {
			if form := m.byte(); form != 0x60 {
				panic(fmt.Sprintf("type of form %#x", form))
			}
			p := m.skip(m.unsigned())
			m.skip(m.unsigned())
			m.parameters = append(m.parameters, p)
		}
		// The type of the function that takes fuel for a copy: where to, where from, how much.
		m.parameters = append(m.parameters, []byte{i32, i32, i32})
		return append(append(leb(n+1), content[rest:]...), 0x60, 3, i32, i32, i32, 0)
	case importSection:
		for range m.unsigned() {
			m.skip(m.unsigned())
			m.skip(m.unsigned())
			switch kind := m.byte(); kind {
			case 0:
				m.unsigned()
				m.imported++
			default:
				panic(fmt.Sprintf("import of kind %d", kind))
			}
		}
	case functionSection:
		n := m.unsigned()
		rest := m.at - start
		for range n {
			m.types = append(m.types, m.unsigned())
		}
		m.charge = m.imported + n
		return append(append(leb(n+1), content[rest:]...), leb(len(m.parameters)-1)...)
	case globalSection:
		m.fuel = m.unsigned()
		most := []byte{i32, 1, opNumber, 0xff, 0xff, 0xff, 0xff, 0x07, opEnd}
		return append(append(leb(m.fuel+1), content[m.at-start:]...), most...)
	case exportSection:
		n := m.unsigned()
		b := append(leb(n+1), content[m.at-start:]...)
		return append(append(b, "\x04fuel\x03"...), leb(m.fuel)...)
	case codeSection:
		n := m.unsigned()
		b := leb(n + 1)
		for i := range n {
			body := m.function(i)
			b = append(append(b, leb(len(body))...), body...)
		}
		body := m.charging()
		return append(append(b, leb(len(body))...), body...)
	}
	return content
}

const (
	trap      = 0x00
	getGlobal = 0x23
	setGlobal = 0x24
	tee       = 0x22
	shift     = 0x76 // to the right, unsigned
)

// count is the code that takes n off the fuel, in which n stands for the code that leaves it on the
// stack, with a local to work with.
func (m *metering) count(local int, n ...byte) []byte {
	b := append([]byte{getGlobal}, leb(m.fuel)...)
	b = append(append(b, n...), opSub, tee)
	b = append(append(b, leb(local)...), setGlobal)
	b = append(append(b, leb(m.fuel)...), opGet)
	b = append(b, leb(local)...)
	return append(b, opNumber, 0, opLess, opIf, noType, trap, opEnd)
}

// charging is the body of the function that takes fuel for a copy of memory, and copies.
func (m *metering) charging() []byte {
	b := append([]byte{1, 1, i32}, m.count(3, opGet, 2, opNumber, 6, shift)...)
	return append(b, opGet, 0, opGet, 1, opGet, 2, 0xfc, 10, 0, 0, opEnd)
}

// function is the new body of the function at m.at, the one with the index among those defined
// here. A function counts where it may call itself; that some other instruction looks like such a
// call does no harm.
func (m *metering) function(index int) []byte {
	size := m.unsigned()
	stop := m.at + size
	groups := m.unsigned()
	from := m.at
	local := 0
	for range groups {
		local += m.unsigned()
		m.byte()
	}
	p := m.parameters[m.types[index]]
	local += len(p)
	for _, t := range p {
		if t < 0x6f { // types of one byte: numbers, vectors, and references to functions and anything
			panic(fmt.Sprintf("parameter of type %#x", t))
		}
	}
	b := append(leb(groups+1), m.in[from:m.at]...)
	b = append(b, 1, i32)
	if bytes.Contains(m.in[m.at:stop], append([]byte{opCall}, leb(m.imported+index)...)) {
		b = append(b, m.count(local, opNumber, 1)...)
	}
	for m.at < stop {
		begin := m.at
		code := m.instruction()
		switch {
		case code == opLoop:
			b = append(append(b, m.in[begin:m.at]...), m.count(local, opNumber, 1)...)
		case code == 0xfc0a:
			b = append(append(b, opCall), leb(m.charge)...)
		default:
			b = append(b, m.in[begin:m.at]...)
		}
	}
	return b
}

// instruction passes over one instruction and returns its code.
func (m *metering) instruction() int {
	code := int(m.byte())
	switch {
	case code == 0x02 || code == 0x03 || code == 0x04: // block, loop, if: a type
		m.unsigned()
	case code == 0x1f: // try_table: a type, and what catches
		m.unsigned()
		for range m.unsigned() {
			if kind := m.byte(); kind < 2 {
				m.unsigned()
			}
			m.unsigned()
		}
	case code == 0x0e: // br_table
		for range m.unsigned() + 1 {
			m.unsigned()
		}
	case code == 0x11: // call_indirect: type, table
		m.unsigned()
		m.unsigned()
	case code == 0x08, code == 0x0c, code == 0x0d, code == 0x10, code == 0x12, // throw, branches, calls
		code >= 0x20 && code <= 0x26, code == 0xd0, code == 0xd2: // variables, tables, references
		m.unsigned()
	case code >= 0x28 && code <= 0x3e: // loads and stores: alignment, offset
		m.unsigned()
		m.unsigned()
	case code == 0x3f || code == 0x40:
		m.byte()
	case code == 0x41 || code == 0x42:
		m.unsigned()
	case code == 0x43:
		m.skip(4)
	case code == 0x44:
		m.skip(8)
	case code == 0x1c:
		m.skip(m.unsigned())
	case code == 0xfc:
		sub := m.unsigned()
		code = code<<8 | sub
		m.bulkMemory(sub)
	case code == 0xfd:
		m.vector(m.unsigned())
	case code == 0x00, code == 0x01, code == 0x05, code == 0x0a, code == 0x0b, code == 0x0f, code == 0x1a, code == 0x1b,
		code >= 0x45 && code <= 0xc4, code == 0xd1:
	default:
		panic(fmt.Sprintf("instruction %#x", code))
	}
	return code
}

// bulkMemory passes over the operands of an instruction on whole stretches of memory, or of one
// that rounds.
func (m *metering) bulkMemory(sub int) {
	switch sub {
	case 0, 1, 2, 3, 4, 5, 6, 7:
	case 9, 11, 13, 15, 16, 17:
		m.unsigned()
	case 8, 10, 12, 14:
		m.unsigned()
		m.unsigned()
	default:
		panic(fmt.Sprintf("instruction 0xfc %d", sub))
	}
}

// vector passes over the operands of an instruction on vectors.
func (m *metering) vector(sub int) {
	switch {
	case sub <= 11, sub == 92, sub == 93: // loads and stores
		m.unsigned()
		m.unsigned()
	case sub == 12 || sub == 13: // 16 bytes: a constant, or which lanes to take
		m.skip(16)
	case sub >= 21 && sub <= 34: // a lane
		m.byte()
	case sub >= 84 && sub <= 91: // a load or store of a lane
		m.unsigned()
		m.unsigned()
		m.byte()
	}
}
