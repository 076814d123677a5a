package engine

// imported is a function of PDFium that the module of our own calls, by its index.
type imported byte

const (
	fnLooseBox imported = iota
	fnBox
	fnUnicode
	fnTextObject
	fnGuess
	fnFont
	fnFontSize
	fnTag
	fnPageObject
	fnFormObject
	fnType
	fnBounds
	fnFill
	fnStroke
	fnStrokeWidth
	fnRenderMode
	fnDrawMode
	fnTransparency
	fnMatrix
	fnClip
	fnClipPaths
	fnClipSegments
	fnClipSegment
	fnPoint
	fnMarks
	fnMark
	fnMarkName
	fnMarkParam
	fnPathSegments
	fnPathSegment
	fnSegmentType
	fnChild
	fnChildContent
)

var importedFunctions = [...]struct {
	name       string
	parameters int
	result     bool
}{
	fnLooseBox:     {"FPDFText_GetLooseCharBox", 3, true},
	fnBox:          {"FPDFText_GetCharBox", 6, true},
	fnUnicode:      {"FPDFText_GetUnicode", 2, true},
	fnTextObject:   {"FPDFText_GetTextObject", 2, true},
	fnGuess:        {"FPDFText_HasUnicodeMapError", 2, true},
	fnFont:         {"FPDFTextObj_GetFont", 1, true},
	fnFontSize:     {"FPDFTextObj_GetFontSize", 2, true},
	fnTag:          {"FPDFPageObj_GetMarkedContentID", 1, true},
	fnPageObject:   {"FPDFPage_GetObject", 2, true},
	fnFormObject:   {"FPDFFormObj_GetObject", 2, true},
	fnType:         {"FPDFPageObj_GetType", 1, true},
	fnBounds:       {"FPDFPageObj_GetBounds", 5, true},
	fnFill:         {"FPDFPageObj_GetFillColor", 5, true},
	fnStroke:       {"FPDFPageObj_GetStrokeColor", 5, true},
	fnStrokeWidth:  {"FPDFPageObj_GetStrokeWidth", 2, true},
	fnRenderMode:   {"FPDFTextObj_GetTextRenderMode", 1, true},
	fnDrawMode:     {"FPDFPath_GetDrawMode", 3, true},
	fnTransparency: {"FPDFPageObj_HasTransparency", 1, true},
	fnMatrix:       {"FPDFPageObj_GetMatrix", 2, true},
	fnClip:         {"FPDFPageObj_GetClipPath", 1, true},
	fnClipPaths:    {"FPDFClipPath_CountPaths", 1, true},
	fnClipSegments: {"FPDFClipPath_CountPathSegments", 2, true},
	fnClipSegment:  {"FPDFClipPath_GetPathSegment", 3, true},
	fnPoint:        {"FPDFPathSegment_GetPoint", 3, true},
	fnMarks:        {"FPDFPageObj_CountMarks", 1, true},
	fnMark:         {"FPDFPageObj_GetMark", 2, true},
	fnMarkName:     {"FPDFPageObjMark_GetName", 4, true},
	fnMarkParam:    {"FPDFPageObjMark_GetParamValueType", 2, true},
	fnPathSegments: {"FPDFPath_CountSegments", 1, true},
	fnPathSegment:  {"FPDFPath_GetPathSegment", 2, true},
	fnSegmentType:  {"FPDFPathSegment_GetType", 1, true},
	fnChild:        {"FPDF_StructElement_GetChildAtIndex", 2, true},
	fnChildContent: {"FPDF_StructElement_GetChildMarkedContentID", 2, true},
}

// ownFunctions are the functions of the module, which [Instance.Call] calls like PDFium's.
var ownFunctions = []function{
	{"collect", 4, false, collectChars},
	{"survey", 6, false, surveyObjects},
	{"contours", 4, true, contoursOfPath},
	{"kids", 3, true, childrenOfElement},
}

// What collect writes for each character, by offset in bytes.
const (
	charBox    = 0  // left, top, right, bottom as float32; the origin at the bottom left
	charCode   = 16 // code point, with the flags below
	charObject = 20 // text object
	charTag    = 24 // number of its marked content, -1 without
	charFont   = 28
	charRecord = 32

	charGuess = 1 << 24 // the code point is a guess
	charInked = 1 << 25 // it may be no letter, and its glyph has an outline
)

// collectChars writes what is wanted of each character of a page's text.
//
//	func collect(page, count, out, spare)
//
// spare is the address of spareBytes that it may use.
func collectChars(a *assembly) {
	const page, count, out, spare = 0, 1, 2, 3
	i, object, last := a.local(i32), a.local(i32), a.local(i32)
	font, tag, code := a.local(i32), a.local(i32), a.local(i32)
	a.number(-1).set(tag)
	a.each(i, count, func() {
		a.get(page, i, out).call(fnLooseBox).op(opDrop)
		a.get(page, i).call(fnUnicode).set(code)
		a.get(page, i).call(fnTextObject).set(object)
		a.get(object, last).op(opDiffer).get(object).number(0).op(opDiffer, opAnd).when(func() {
			a.get(object).set(last)
			a.get(object).call(fnFont).set(font)
			a.get(object).call(fnTag).set(tag)
		})
		a.get(out, object).memory(opStore, charObject)
		a.get(out, font).memory(opStore, charFont)
		a.get(out, tag).memory(opStore, charTag)
		a.get(code).number(' ').op(opMore, opZero).get(code).number('~').op(opMore, opOr)
		a.get(object).number(0).op(opDiffer, opAnd).when(func() {
			a.get(page, i, spare).at(spare, 8).at(spare, 16).at(spare, 24).call(fnBox).op(opDrop)
			const leastInk = 0.05 // points
			a.get(spare).memory(opLoadDouble, 24).get(spare).memory(opLoadDouble, 16).op(opSubDouble)
			a.double(leastInk).op(opMoreDouble).when(func() {
				a.get(code).number(charInked).op(opOr).set(code)
			})
		})
		a.get(out, code)
		a.get(page, i).call(fnGuess).number(1).op(opEqual).number(24).op(opShiftLeft, opOr)
		a.memory(opStore, charCode)
		a.add(out, charRecord)
	})
}

// What survey writes for each object, by offset in bytes.
const (
	objectHandle = 0
	objectType   = 4
	objectBox    = 8  // left, bottom, right, top as float32, in the space of what holds the object
	objectFill   = 24 // red, green, blue, alpha, each an int32
	objectFilled = 40 // whether there is such a colour
	objectStroke = 44
	objectLined  = 60
	objectMode   = 64  // how a text or a path is drawn
	objectLine   = 68  // whether a path is stroked
	objectClip   = 72  // left, bottom, right, top: the box around what a clip path leaves
	objectClear  = 88  // whether it is drawn with transparency
	objectMarks  = 92  // flags of the marked content that it lies in
	objectMatrix = 96  // six float32
	objectPoints = 120 // of a path
	objectWidth  = 124 // of the stroke of a path, or size of the font of a text, as float32
	objectShape  = 128 // the most points that one of its clip paths has
	objectMark   = 132 // the innermost marked content, 0 without
	objectRecord = 136
)

// Flags of the marked content that an object lies in.
const (
	Replaced = 1 << iota // /ActualText gives another text for what is drawn
	Told                 // /Alt or /E does
	InLayer              // it belongs to a layer, which may be hidden
)

// Kinds of objects.
const (
	Text = 1 + iota
	Path
	Image
	Shading
	Form
)

// FarAway is further out than any page: places that bound nothing are as far.
const FarAway = 9e5

// surveyObjects writes what is wanted of the objects from one to another on a page, or in a form
// when form is 1.
//
//	func survey(holder, form, from, to, out, spare)
//
// spare is the address of spareBytes that it may use, right after keysBefore bytes that begin with
// the text [surveyKeys].
func surveyObjects(a *assembly) {
	const holder, form, i, to, out, spare = 0, 1, 2, 3, 4, 5
	object, kind := a.local(i32), a.local(i32)
	s := surveyor{
		assembly: a, object: object, out: out, spare: spare,
		marks: a.local(i32), lastMark: a.local(i32), lastCount: a.local(i32), lastFlags: a.local(i32),
	}
	a.until(i, to, func() {
		a.get(form).op(opIf, i32)
		a.get(holder, i).call(fnFormObject)
		a.op(opElse)
		a.get(holder, i).call(fnPageObject)
		a.op(opEnd).set(object)
		a.get(object).call(fnType).set(kind)
		a.get(out, object).memory(opStore, objectHandle)
		a.get(out, kind).memory(opStore, objectType)
		a.get(object).at(out, objectBox).at(out, objectBox+4).at(out, objectBox+8).at(out, objectBox+12)
		a.call(fnBounds).op(opDrop)
		a.get(out)
		s.colour(fnFill, objectFill)
		a.memory(opStore, objectFilled)
		a.get(out).get(object).call(fnTransparency).memory(opStore, objectClear)
		a.get(kind).number(Text).op(opEqual).when(func() {
			a.get(out).get(object).call(fnRenderMode).memory(opStore, objectMode)
			a.get(out).memory(opLoad, objectMode).number(3).op(opAnd).number(0).op(opDiffer).when(s.stroke)
			a.get(object).at(out, objectMatrix).call(fnMatrix).op(opDrop)
			a.get(object).at(out, objectWidth).call(fnFontSize).op(opDrop)
		})
		a.get(kind).number(Path).op(opEqual).when(func() {
			a.get(object).at(out, objectMode).at(out, objectLine).call(fnDrawMode).op(opDrop)
			a.get(out).memory(opLoad, objectLine).when(s.stroke)
			a.get(out).get(object).call(fnPathSegments).memory(opStore, objectPoints)
			a.get(object).at(out, objectWidth).call(fnStrokeWidth).op(opDrop)
			a.get(object).at(out, objectMatrix).call(fnMatrix).op(opDrop)
		})
		a.get(kind).number(Form).op(opEqual).when(func() {
			a.get(object).at(out, objectMatrix).call(fnMatrix).op(opDrop)
		})
		s.clip()
		s.marked()
		a.add(out, objectRecord)
	})
}

// surveyor writes the parts of survey.
type surveyor struct {
	*assembly
	object, out, spare, marks, lastMark, lastCount, lastFlags int
}

// colour leaves on the stack whether the object has a colour, which it stores.
func (s *surveyor) colour(f imported, offset int32) {
	s.get(s.object).at(s.out, offset).at(s.out, offset+4).at(s.out, offset+8).at(s.out, offset+12).call(f)
}

func (s *surveyor) stroke() {
	s.get(s.out)
	s.colour(fnStroke, objectStroke)
	s.memory(opStore, objectLined)
}

// Bounds on the clip paths of one object. What is beyond clips nothing.
const (
	mostClips        = 16
	mostClipSegments = 64
)

// clip stores the box around what the clip paths of the object leave.
func (s *surveyor) clip() {
	for k := range int32(2) {
		s.get(s.out).float(-FarAway).memory(opStoreFloat, int(objectClip+4*k))
		s.get(s.out).float(FarAway).memory(opStoreFloat, int(objectClip+8+4*k))
	}
	clip, paths, path, segments, segment := s.local(i32), s.local(i32), s.local(i32), s.local(i32), s.local(i32)
	var box [4]int
	for k := range box {
		box[k] = s.local(f32)
	}
	s.get(s.object).call(fnClip).set(clip)
	s.get(clip).when(func() {
		s.get(s.out).number(0).memory(opStore, objectShape)
		s.get(clip).call(fnClipPaths).set(paths)
		s.get(paths).number(mostClips).op(opMore).when(func() { s.number(mostClips).set(paths) })
		s.each(path, paths, func() {
			s.get(clip, path).call(fnClipSegments).set(segments)
			s.get(segments).get(s.out).memory(opLoad, objectShape).op(opMore).when(func() {
				s.get(s.out, segments).memory(opStore, objectShape)
			})
			s.get(segments).number(mostClipSegments).op(opMore).when(func() { s.number(0).set(segments) })
			s.get(segments).number(0).op(opMore).when(func() {
				for k := range box {
					s.float([4]float32{FarAway, FarAway, -FarAway, -FarAway}[k]).set(box[k])
				}
				s.each(segment, segments, func() {
					s.get(clip, path, segment).call(fnClipSegment).get(s.spare).at(s.spare, 4).call(fnPoint).op(opDrop)
					s.widen(box)
				})
				for k := range box {
					at := objectClip + 4*k
					s.get(s.out).get(s.out).memory(opLoadFloat, at).get(box[k])
					s.op([4]byte{opMaxFloat, opMaxFloat, opMinFloat, opMinFloat}[k]).memory(opStoreFloat, at)
				}
			})
		})
	})
}

// widen makes a box reach to the point in the spare bytes.
func (s *surveyor) widen(box [4]int) {
	for k := range box {
		s.get(box[k]).get(s.spare).memory(opLoadFloat, 4*(k&1))
		s.op([4]byte{opMinFloat, opMinFloat, opMaxFloat, opMaxFloat}[k]).set(box[k])
	}
}

// MostMarks is how many marked contents around one object are looked at.
const MostMarks = 8

// surveyKeys are the keys that are looked for in marked content, each at its offset before the
// spare bytes.
const (
	surveyKeys    = "ActualText\x00Alt\x00E\x00"
	keysBefore    = 32
	keyReplaced   = 0 - keysBefore
	keyTold       = 11 - keysBefore
	keyExpanded   = 15 - keysBefore
	layerName     = 'O' | 'C'<<16 // the name OC in UTF-16
	layerNameSize = 6
)

// marked stores the flags of the marked content that the object lies in. Objects that lie in the
// same have the same innermost mark, and so many of them.
func (s *surveyor) marked() {
	count, mark, i := s.marks, s.local(i32), s.local(i32)
	s.get(s.out).number(0).memory(opStore, objectMarks)
	s.get(s.out).number(0).memory(opStore, objectMark)
	s.get(s.object).call(fnMarks).set(count)
	s.get(count).number(0).op(opMore).when(func() {
		s.get(s.object).get(count).number(1).op(opSub).call(fnMark).set(mark)
		s.get(s.out, mark).memory(opStore, objectMark)
		s.get(mark, s.lastMark).op(opDiffer).get(count, s.lastCount).op(opDiffer, opOr).when(func() {
			s.get(mark).set(s.lastMark)
			s.get(count).set(s.lastCount)
			s.number(0).set(s.lastFlags)
			s.get(count).number(MostMarks).op(opMore).when(func() { s.number(MostMarks).set(count) })
			s.each(i, count, func() {
				s.get(s.object, i).call(fnMark).set(mark)
				flag := func(f int32) { s.get(s.lastFlags).number(f).op(opOr).set(s.lastFlags) }
				s.get(mark).at(s.spare, keyReplaced).call(fnMarkParam).when(func() { flag(Replaced) })
				s.get(mark).at(s.spare, keyTold).call(fnMarkParam).when(func() { flag(Told) })
				s.get(mark).at(s.spare, keyExpanded).call(fnMarkParam).when(func() { flag(Told) })
				s.get(mark, s.spare).number(16).at(s.spare, 16).call(fnMarkName).op(opDrop)
				s.get(s.spare).memory(opLoad, 16).number(layerNameSize).op(opEqual)
				s.get(s.spare).memory(opLoad, 0).number(layerName).op(opEqual, opAnd).when(func() { flag(InLayer) })
			})
		})
		s.get(s.out, s.lastFlags).memory(opStore, objectMarks)
	})
}

// What contours writes for each contour, by offset in bytes: the box around it and how many
// points it has.
const (
	contourBox    = 0 // left, bottom, right, top as float32, in the path's own space
	contourPoints = 16
	contourRecord = 20
)

// contoursOfPath writes the contours of a path, and returns how many there are. It writes no more
// than most.
//
//	func contours(path, count, out, most) int
func contoursOfPath(a *assembly) {
	const path, count, out, most = 0, 1, 2, 3
	i, segment, found, point := a.local(i32), a.local(i32), a.local(i32), a.local(i32)
	x, y := a.local(f32), a.local(f32)
	// The record that is being written may be one too many; the caller has room for it.
	a.get(out).number(contourRecord).op(opSub).set(out)
	a.each(i, count, func() {
		a.get(path, i).call(fnPathSegment).set(segment)
		const move = 2
		a.get(segment).call(fnSegmentType).number(move).op(opEqual).get(i).op(opZero, opOr).when(func() {
			a.add(found, 1)
			a.get(found, most).op(opMore, opZero).when(func() { a.add(out, contourRecord) })
			a.get(out).number(0).memory(opStore, contourPoints)
			for k := range 4 {
				nothing := [4]float32{FarAway, FarAway, -FarAway, -FarAway}
				a.get(out).float(nothing[k]).memory(opStoreFloat, contourBox+4*k)
			}
		})
		// The point is written after the record.
		a.at(out, contourRecord).set(point)
		a.get(segment, point).at(point, 4).call(fnPoint).op(opDrop)
		a.get(point).memory(opLoadFloat, 0).set(x)
		a.get(point).memory(opLoadFloat, 4).set(y)
		for k, v := range [4]int{x, y, x, y} {
			at := contourBox + 4*k
			a.get(out).get(out).memory(opLoadFloat, at).get(v)
			a.op([4]byte{opMinFloat, opMinFloat, opMaxFloat, opMaxFloat}[k]).memory(opStoreFloat, at)
		}
		a.get(out).get(out).memory(opLoad, contourPoints).number(1).op(opAdd).memory(opStore, contourPoints)
	})
	a.get(found)
}

// What kids writes for each child: an element, or 0 and the number of marked content.
const (
	childElement = 0
	childContent = 4
	childRecord  = 8
)

// childrenOfElement writes the children of an element of the structure that are elements or
// content of the page at hand, and returns how many there are.
//
//	func kids(element, count, out) int
func childrenOfElement(a *assembly) {
	const element, count, out = 0, 1, 2
	i, child, content, found := a.local(i32), a.local(i32), a.local(i32), a.local(i32)
	a.each(i, count, func() {
		a.number(-1).set(content)
		a.get(element, i).call(fnChild).set(child)
		a.get(child).op(opZero).when(func() { a.get(element, i).call(fnChildContent).set(content) })
		a.get(child).get(content).number(0).op(opNotLess, opOr).when(func() {
			a.get(out, child).memory(opStore, childElement)
			a.get(out, content).memory(opStore, childContent)
			a.add(out, childRecord)
			a.add(found, 1)
		})
	})
	a.get(found)
}
