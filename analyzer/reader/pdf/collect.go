package pdf

// A call from Go into WebAssembly costs about a microsecond when it can be interrupted, a call within WebAssembly some nanoseconds. So the
// loop over a page's characters runs inside: a small module that is linked to PDFium's functions and memory. In text form:
//
//	(func (export "collect") (param $page i32) (param $count i32) (param $out i32) (local $i i32) (local $object i32) (local $last i32)
//	                         (local $font i32) (local $tag i32)
//	  (local.set $tag (i32.const -1))
//	  (block (loop
//	    (br_if 1 (i32.ge_s (local.get $i) (local.get $count)))
//	    (drop (call $FPDFText_GetLooseCharBox (local.get $page) (local.get $i) (local.get $out)))
//	    (i32.store offset=16 (local.get $out) (call $FPDFText_GetUnicode (local.get $page) (local.get $i)))
//	    (local.set $object (call $FPDFText_GetTextObject (local.get $page) (local.get $i)))
//	    (if (i32.and (i32.ne (local.get $object) (local.get $last)) (i32.ne (local.get $object) (i32.const 0))) (then
//	      (local.set $last (local.get $object))
//	      (local.set $font (call $FPDFTextObj_GetFont (local.get $object)))
//	      (local.set $tag (call $FPDFPageObj_GetMarkedContentID (local.get $object)))))
//	    (i32.store offset=20 (local.get $out) (local.get $font))
//	    (i32.store offset=24 (local.get $out) (local.get $tag))
//	    (i32.store offset=28 (local.get $out) (call $FPDFText_HasUnicodeMapError (local.get $page) (local.get $i)))
//	    (local.set $out (i32.add (local.get $out) (i32.const 32)))
//	    (local.set $i (i32.add (local.get $i) (i32.const 1)))
//	    (br 0))))

// recordSize is how many bytes collect writes for each character: four float32 of its box (left, top, right, bottom; the origin at the
// bottom left), then its code point, font, marked content and whether its code point is a guess, as int32.
const recordSize = 32

// The instructions and types that collectModule is made of.
const (
	i32, void               = 0x7f, 0x40
	block, loop, when, end  = 0x02, 0x03, 0x04, 0x0b
	branch, branchIf        = 0x0c, 0x0d
	call, drop              = 0x10, 0x1a
	get, set, store, number = 0x20, 0x21, 0x36, 0x41
	differ, notLess         = 0x47, 0x4e
	add, and                = 0x6a, 0x71
)

// The imported functions, by index.
const (
	fnBox = iota
	fnUnicode
	fnObject
	fnFont
	fnTag
	fnGuess
)

// The parameters and locals of collect, by index.
const (
	varPage = iota
	varCount
	varOut
	varIndex
	varObject
	varLast
	varFont
	varTag
)

// collectModule is the module in its binary form.
func collectModule() []byte {
	section := func(id byte, content []byte) []byte {
		return append([]byte{id, byte(len(content)&0x7f | 0x80), byte(len(content) >> 7)}, content...)
	}
	imported := func(name string, description ...byte) []byte {
		b := append([]byte{6}, "pdfium"...)
		b = append(append(b, byte(len(name))), name...)
		return append(b, description...)
	}
	types := []byte{4,
		0x60, 3, i32, i32, i32, 1, i32,
		0x60, 2, i32, i32, 1, i32,
		0x60, 1, i32, 1, i32,
		0x60, 3, i32, i32, i32, 0,
	}
	imports := []byte{7}
	for _, b := range [][]byte{
		imported("memory", 2, 0, 0),
		imported("FPDFText_GetLooseCharBox", 0, 0),
		imported("FPDFText_GetUnicode", 0, 1),
		imported("FPDFText_GetTextObject", 0, 1),
		imported("FPDFTextObj_GetFont", 0, 2),
		imported("FPDFPageObj_GetMarkedContentID", 0, 2),
		imported("FPDFText_HasUnicodeMapError", 0, 1),
	} {
		imports = append(imports, b...)
	}
	exports := append(append([]byte{1, 7}, "collect"...), 0, fnGuess+1)
	body := []byte{1, 5, i32,
		number, 0x7f, set, varTag,
		block, void, loop, void,
		get, varIndex, get, varCount, notLess, branchIf, 1,
		get, varPage, get, varIndex, get, varOut, call, fnBox, drop,
		get, varOut, get, varPage, get, varIndex, call, fnUnicode, store, 2, 16,
		get, varPage, get, varIndex, call, fnObject, set, varObject,
		get, varObject, get, varLast, differ, get, varObject, number, 0, differ, and, when, void,
		get, varObject, set, varLast,
		get, varObject, call, fnFont, set, varFont,
		get, varObject, call, fnTag, set, varTag,
		end,
		get, varOut, get, varFont, store, 2, 20,
		get, varOut, get, varTag, store, 2, 24,
		get, varOut, get, varPage, get, varIndex, call, fnGuess, store, 2, 28,
		get, varOut, number, recordSize, add, set, varOut,
		get, varIndex, number, 1, add, set, varIndex,
		branch, 0,
		end, end, end,
	}
	code := append([]byte{1, byte(len(body)&0x7f | 0x80), byte(len(body) >> 7)}, body...)

	module := []byte("\x00asm\x01\x00\x00\x00")
	module = append(module, section(1, types)...)
	module = append(module, section(2, imports)...)
	module = append(module, section(3, []byte{1, 3})...)
	module = append(module, section(7, exports)...)
	return append(module, section(10, code)...)
}
