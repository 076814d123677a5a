package engine

import (
	"encoding/binary"
	"math"
)

// A call from Go into WebAssembly costs a tenth of a microsecond or more, a call within
// WebAssembly some nanoseconds. So the loops over a page's characters and objects run inside, in
// a small module of our own that is linked to PDFium's functions and memory. An assembly writes
// the code of one of its functions.
type assembly struct {
	code   []byte
	locals []byte // their types, after the parameters
	from   int    // index of the first of them
}

// The types of values.
const (
	i32 = 0x7f
	f32 = 0x7d
)

// Instructions of WebAssembly.
const (
	opBlock, opLoop, opIf, opElse, opEnd = 0x02, 0x03, 0x04, 0x05, 0x0b
	opBranch, opBranchIf                 = 0x0c, 0x0d
	opCall, opDrop                       = 0x10, 0x1a
	opGet, opSet                         = 0x20, 0x21
	opLoad, opLoadFloat                  = 0x28, 0x2a
	opLoadDouble                         = 0x2b
	opStore, opStoreFloat                = 0x36, 0x38
	opNumber, opFloat                    = 0x41, 0x43
	opZero, opEqual, opDiffer            = 0x45, 0x46, 0x47
	opLess, opMore, opNotLess            = 0x48, 0x4a, 0x4e
	opDouble, opMoreDouble               = 0x44, 0x64
	opSubDouble                          = 0xa1
	opAdd, opSub, opMul                  = 0x6a, 0x6b, 0x6c
	opAnd, opOr, opShiftLeft             = 0x71, 0x72, 0x74
	opMinFloat, opMaxFloat               = 0x96, 0x97
	noType                               = 0x40
)

// local adds a local of a type and returns its index.
func (a *assembly) local(kind byte) int {
	a.locals = append(a.locals, kind)
	return a.from + len(a.locals) - 1
}

// op appends instructions that have no operands.
func (a *assembly) op(codes ...byte) *assembly {
	a.code = append(a.code, codes...)
	return a
}

// get puts locals on the stack.
func (a *assembly) get(locals ...int) *assembly {
	for _, l := range locals {
		a.code = append(a.code, opGet, byte(l))
	}
	return a
}

// set takes a value off the stack into a local.
func (a *assembly) set(local int) *assembly { return a.op(opSet, byte(local)) }

// number puts a number on the stack.
func (a *assembly) number(n int32) *assembly {
	a.code = append(a.code, opNumber)
	for {
		b := byte(n) & 0x7f
		n >>= 7
		if n == 0 && b&0x40 == 0 || n == -1 && b&0x40 != 0 {
			a.code = append(a.code, b)
			return a
		}
		a.code = append(a.code, b|0x80)
	}
}

// float puts a float32 on the stack.
func (a *assembly) float(f float32) *assembly {
	a.code = binary.LittleEndian.AppendUint32(append(a.code, opFloat), math.Float32bits(f))
	return a
}

// double puts a float64 on the stack.
func (a *assembly) double(f float64) *assembly {
	a.code = binary.LittleEndian.AppendUint64(append(a.code, opDouble), math.Float64bits(f))
	return a
}

// memory appends a load or a store, of the address on the stack plus an offset.
func (a *assembly) memory(code byte, offset int) *assembly {
	const alignment = 2 // four bytes
	a.code = append(a.code, code, alignment)
	a.code = binary.AppendUvarint(a.code, uint64(offset))
	return a
}

// call calls a function.
func (a *assembly) call(f imported) *assembly { return a.op(opCall, byte(f)) }

// at puts a local plus an offset on the stack.
func (a *assembly) at(local int, offset int32) *assembly {
	return a.get(local).number(offset).op(opAdd)
}

// add adds to a local.
func (a *assembly) add(local int, n int32) { a.at(local, n).set(local) }

// when runs code if the value on the stack is not 0.
func (a *assembly) when(body func()) {
	a.op(opIf, noType)
	body()
	a.op(opEnd)
}

// each runs code for each i from 0 to n.
func (a *assembly) each(i, n int, body func()) {
	a.number(0).set(i)
	a.until(i, n, body)
}

// until runs code for each i, from what it is to n.
func (a *assembly) until(i, n int, body func()) {
	a.op(opBlock, noType, opLoop, noType)
	a.get(i, n).op(opNotLess, opBranchIf, 1)
	body()
	a.add(i, 1)
	a.op(opBranch, 0, opEnd, opEnd)
}

// function is a function of the module.
type function struct {
	name       string
	parameters int // all of them i32
	result     bool
	write      func(a *assembly)
}

// module is functions of our own in the binary form of a WebAssembly module.
func module(functions []function) []byte {
	var types, imports, defined, exports, code section
	imports.named("pdfium", "memory")
	imports.content = append(imports.content, 2, 0, 0) // a memory of any size
	imports.count++
	for _, f := range importedFunctions {
		imports.named("pdfium", f.name)
		imports.content = append(imports.content, 0, byte(types.count))
		imports.count++
		types.signature(f.parameters, f.result)
	}
	for i, f := range functions {
		defined.content = append(defined.content, byte(types.count))
		defined.count++
		types.signature(f.parameters, f.result)
		exports.text(f.name)
		exports.content = append(exports.content, 0, byte(len(importedFunctions)+i))
		exports.count++
		a := assembly{from: f.parameters}
		f.write(&a)
		body := []byte{byte(len(a.locals))}
		for _, kind := range a.locals {
			body = append(body, 1, kind)
		}
		body = append(append(body, a.code...), opEnd)
		code.content = append(binary.AppendUvarint(code.content, uint64(len(body))), body...)
		code.count++
	}
	m := []byte("\x00asm\x01\x00\x00\x00")
	for _, s := range []struct {
		id byte
		*section
	}{{1, &types}, {2, &imports}, {3, &defined}, {7, &exports}, {10, &code}} {
		content := append(binary.AppendUvarint(nil, uint64(s.count)), s.content...)
		m = append(binary.AppendUvarint(append(m, s.id), uint64(len(content))), content...)
	}
	return m
}

// section is a section of a module: a count, and so many things.
type section struct {
	count   int
	content []byte
}

func (s *section) text(t string) {
	s.content = append(binary.AppendUvarint(s.content, uint64(len(t))), t...)
}

func (s *section) named(module, name string) {
	s.text(module)
	s.text(name)
}

// signature adds the type of a function of numbers.
func (s *section) signature(parameters int, result bool) {
	s.content = append(s.content, 0x60, byte(parameters))
	for range parameters {
		s.content = append(s.content, i32)
	}
	if result {
		s.content = append(s.content, 1, i32)
	} else {
		s.content = append(s.content, 0)
	}
	s.count++
}
