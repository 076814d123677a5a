// Package engine runs PDFium, compiled to WebAssembly, in a sandbox without files, network or
// clock, with bounds on its memory and work. A file that breaks it breaks nothing else. It knows
// how PDFium is called, and nothing of what its answers mean.
package engine

import (
	"context"
	"crypto/rand"
	_ "embed"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"github.com/klippa-app/go-pdfium/webassembly/imports"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"
)

// pdfiumModule is PDFium compiled to WebAssembly, as github.com/klippa-app/go-pdfium v1.21.4 ships
// it in a package that others cannot import, with one addition: it counts its work and traps when
// the fuel it was given is used up. PDFIUM.md beside it names its origin and licences.
//
//go:embed pdfium.wasm
var pdfiumModule []byte

// What can be wrong with a document or a page.
var (
	ErrDamaged = errors.New("damaged")
	ErrLimit   = errors.New("limit reached")
)

// PDFium is what all instances share: compiled code. Nothing of it is started before the first
// instance is; then the code is taken from the cache, or made (some seconds) and put there. It is
// safe for concurrent use.
type PDFium struct {
	cacheDir string
	memory   int64

	once    sync.Once
	err     error
	runtime wazero.Runtime
	cache   wazero.CompilationCache
	pdfium  wazero.CompiledModule
	own     wazero.CompiledModule // see ownFunctions
	spare   spare
}

// New makes the engine. It does nothing expensive. Compiled code is kept in cacheDir, or in
// refrain's folder in the user's cache folder if that is "". Memory is how many bytes one instance
// may hold.
func New(cacheDir string, memory int64) *PDFium { return &PDFium{cacheDir: cacheDir, memory: memory} }

// Close ends the engine. No instance may be open.
func (e *PDFium) Close() error {
	var err error
	e.once.Do(func() { e.err = fmt.Errorf("the PDF engine is closed") })
	if e.runtime != nil {
		err = e.runtime.Close(context.Background())
		e.cache.Close(context.Background())
		e.runtime = nil
	}
	return err
}

// Start readies the code that all instances need, once.
func (e *PDFium) Start() error {
	e.once.Do(func() {
		dir := e.cacheDir
		if user, err := os.UserCacheDir(); dir == "" && err == nil {
			dir = filepath.Join(user, "refrain")
		}
		if dir == "" || !e.compileWith(codeCache(dir)) {
			e.err = e.compile(wazero.NewCompilationCache())
		}
	})
	return e.err
}

// compileWith readies the runtime with what the folder holds, or puts there what is made, and
// reports whether that worked.
func (e *PDFium) compileWith(code codeCache) bool {
	if !code.sound() && !code.forget() {
		return false
	}
	before := code.files()
	cache, err := wazero.NewCompilationCacheWithDir(string(code))
	if err != nil {
		return false
	}
	if e.compile(cache) != nil {
		code.forget() // The next one makes it anew.
		return false
	}
	if !slices.Equal(before, code.files()) {
		code.seal()
	}
	return true
}

// compile readies the runtime with a cache. The cache is closed when that fails.
func (e *PDFium) compile(cache wazero.CompilationCache) (err error) {
	ctx := context.Background()
	config := wazero.NewRuntimeConfig().
		WithCompilationCache(cache).
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling)
	runtime := wazero.NewRuntimeWithConfig(ctx, config)
	defer func() {
		if err != nil {
			runtime.Close(ctx)
			cache.Close(ctx)
			err = fmt.Errorf("the PDF engine does not start: %w", err)
		}
	}()
	if _, err = wasi_snapshot_preview1.Instantiate(ctx, runtime); err != nil {
		return err
	}
	if e.pdfium, err = runtime.CompileModule(ctx, pdfiumModule); err != nil {
		return err
	}
	if e.own, err = runtime.CompileModule(ctx, module(ownFunctions)); err != nil {
		return err
	}
	if _, err = imports.Instantiate(ctx, runtime, e.pdfium); err != nil {
		return err
	}
	e.runtime, e.cache = runtime, cache
	return nil
}

// Instance is one PDFium with its own memory, for one document. After an error it is broken, and is
// not used again. It belongs to one goroutine.
type Instance struct {
	module    api.Module
	own       api.Module
	functions map[string]api.Function
	names     map[string]uint32
	fuel      api.MutableGlobal
	memory    *boundMemory
	stack     [10]uint64
	broken    bool
	buffer    uint32 // memory for what functions return, grown as needed
	size      uint32
}

// Instance starts a PDFium, after Start. It sees no files, no network, no environment, and a clock
// that does not run.
func (e *PDFium) Instance(ctx context.Context) (*Instance, error) {
	memory := &boundMemory{bytes: e.spare.take(), limit: uint64(e.memory), spare: &e.spare}
	memory.watch, _ = ctx.Value(watched{}).(func(bytes int) bool)
	allocate := func(_, _ uint64) experimental.LinearMemory { return memory }
	ctx = experimental.WithMemoryAllocator(ctx, experimental.MemoryAllocatorFunc(allocate))
	module, err := e.runtime.InstantiateModule(ctx, e.pdfium, wazero.NewModuleConfig().
		WithStartFunctions("_initialize").WithRandSource(rand.Reader).WithName(""))
	if err != nil {
		return nil, fmt.Errorf("the PDF engine does not start: %w", err)
	}
	in := &Instance{module: module, memory: memory, functions: map[string]api.Function{}, names: map[string]uint32{}}
	in.fuel, _ = module.ExportedGlobal("fuel").(api.MutableGlobal)
	linked := experimental.WithImportResolver(ctx, func(name string) api.Module {
		if name == "pdfium" {
			return module
		}
		return nil
	})
	if in.own, err = e.runtime.InstantiateModule(linked, e.own, wazero.NewModuleConfig().WithName("")); err != nil {
		in.Close()
		return nil, fmt.Errorf("the PDF engine does not start: %w", err)
	}
	for _, f := range ownFunctions {
		in.functions[f.name] = in.own.ExportedFunction(f.name)
	}
	if _, err := in.Call(ctx, "FPDF_InitLibrary"); err != nil {
		in.Close()
		return nil, fmt.Errorf("the PDF engine does not start: %w", err)
	}
	return in, nil
}

// Close gives the instance's memory back.
func (in *Instance) Close() {
	if in.own != nil {
		in.own.Close(context.Background())
	}
	if in.module != nil {
		in.module.Close(context.Background())
	}
}

// Call calls a function of PDFium. The result of a function that returns nothing has no meaning.
// The error says that the instance is broken: the code inside trapped, or ran out of time or
// memory.
func (in *Instance) Call(ctx context.Context, name string, arguments ...uint64) (uint64, error) {
	if in.broken {
		return 0, ErrDamaged
	}
	f := in.functions[name]
	if f == nil {
		if f = in.module.ExportedFunction(name); f == nil {
			return 0, fmt.Errorf("the PDF engine has no function %s", name)
		}
		in.functions[name] = f
	}
	copy(in.stack[:], arguments)
	if err := f.CallWithStack(ctx, in.stack[:]); err != nil {
		in.broken = true
		if int32(in.fuel.Get()) < 0 || in.memory.full {
			return 0, ErrLimit
		}
		return 0, ErrDamaged
	}
	return in.stack[0], nil
}

// Broken reports whether the instance can no longer be used.
func (in *Instance) Broken() bool { return in.broken }

// Held returns how many bytes the instance holds.
func (in *Instance) Held() int { return len(in.memory.bytes) }

// Refuel says how much work the instance may do until the next time, in rounds of its loops.
func (in *Instance) Refuel(rounds int32) { in.fuel.Set(uint64(uint32(rounds))) }

// Fuel returns how much of that is left.
func (in *Instance) Fuel() int32 { return max(0, int32(in.fuel.Get())) }

// Read returns bytes of the instance's memory, which the next call may change.
func (in *Instance) Read(at, n uint32) ([]byte, bool) { return in.module.Memory().Read(at, n) }

// ReadUint32 returns a number in the instance's memory, 0 beyond its end.
func (in *Instance) ReadUint32(at uint32) uint32 {
	n, _ := in.module.Memory().ReadUint32Le(at)
	return n
}

// Write puts bytes into the instance's memory, and reports whether there is room.
func (in *Instance) Write(at uint32, s string) bool { return in.module.Memory().WriteString(at, s) }

// Scratch returns the address of at least n bytes that the next caller may overwrite.
func (in *Instance) Scratch(ctx context.Context, n uint32) (uint32, error) {
	if n <= in.size {
		return in.buffer, nil
	}
	if in.buffer != 0 {
		if _, err := in.Call(ctx, "free", uint64(in.buffer)); err != nil {
			return 0, err
		}
	}
	in.buffer, in.size = 0, 0
	p, err := in.Call(ctx, "malloc", uint64(n))
	if err == nil && uint32(p) == 0 {
		err = ErrLimit
	}
	if err != nil {
		return 0, err
	}
	in.buffer, in.size = uint32(p), n
	return in.buffer, nil
}

// Put copies s into memory that the caller frees, with a zero after it.
func (in *Instance) Put(ctx context.Context, s string) (uint32, error) {
	p, err := in.Call(ctx, "malloc", uint64(len(s)+1))
	if err != nil {
		return 0, err
	}
	memory := in.module.Memory()
	if uint32(p) == 0 || !memory.WriteString(uint32(p), s) || !memory.WriteByte(uint32(p)+uint32(len(s)), 0) {
		return 0, ErrLimit
	}
	return uint32(p), nil
}

// Name returns the address of a name that PDFium's functions take. It is kept as long as the
// instance.
func (in *Instance) Name(ctx context.Context, s string) (uint32, error) {
	if at, ok := in.names[s]; ok {
		return at, nil
	}
	at, err := in.Put(ctx, s)
	if err == nil {
		in.names[s] = at
	}
	return at, err
}

// watched is the key under which a context holds what Watch was given.
type watched struct{}

// Watch has a function asked before the engine takes memory for an instance that is started with
// the context: so many bytes in all. Where it reports false, the instance ends with ErrLimit.
func Watch(ctx context.Context, may func(bytes int) bool) context.Context {
	return context.WithValue(ctx, watched{}, may)
}

// boundMemory is the memory of an instance. It grows by half, up to its limit; then the code inside
// is told that there is none left. What is large grows to its limit at once: what nobody touches
// takes no memory, and the garbage of more steps would take twice as much.
type boundMemory struct {
	bytes []byte
	limit uint64
	full  bool // more was asked for than there may be
	spare *spare
	watch func(bytes int) bool // may be nil
}

const (
	firstMemory = 32 << 20  // bytes, as much as most documents need
	largeMemory = 192 << 20 // more than any document has needed
	wholeMemory = 4 << 30   // that 32 bits reach
)

// Reallocate makes the memory size bytes large.
func (m *boundMemory) Reallocate(size uint64) []byte {
	if size > m.limit || m.watch != nil && !m.watch(int(size)) {
		m.full = true
		return nil
	}
	if have := uint64(cap(m.bytes)); size > have {
		room := max(size, have*3/2, firstMemory)
		if room > largeMemory {
			room = wholeMemory
		}
		grown := make([]byte, size, min(room, m.limit))
		copy(grown, m.bytes)
		m.bytes = grown
	}
	m.bytes = m.bytes[:size]
	return m.bytes
}

// Free gives the memory back.
func (m *boundMemory) Free() {
	m.spare.put(m.bytes)
	m.bytes = nil
}

// spare keeps the memory of the last documents for the next ones: getting it anew takes longer than
// clearing it.
type spare struct {
	mutex sync.Mutex
	kept  [][]byte
}

// take is memory full of zeros and of length 0, or nil.
func (s *spare) take() []byte {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	n := len(s.kept) - 1
	if n < 0 {
		return nil
	}
	b := s.kept[n]
	s.kept = s.kept[:n]
	return b
}

// put keeps memory that is no longer used, unless there is enough already or it is large.
func (s *spare) put(b []byte) {
	const most, largest = 4, 2 * firstMemory
	if b == nil || cap(b) > largest {
		return
	}
	clear(b)
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if len(s.kept) < most {
		s.kept = append(s.kept, b[:0])
	}
}
