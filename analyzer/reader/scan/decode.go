package scan

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"strings"

	"golang.org/x/image/draw"
	"golang.org/x/image/tiff"

	"refrain/analyzer/reader/limits"
	"refrain/analyzer/reader/magic"
)

// What can be wrong with a picture, beside damage.
var (
	errLarge = errors.New("too many pixels")
	errKind  = errors.New("pictures of its kind are not read")
)

// kind is a kind of picture.
type kind struct {
	magic  string
	config func(io.Reader) (image.Config, error)
	decode func(io.Reader) (image.Image, error)
	dots   func(src string) float64 // to the inch; 0 for unknown
	paged  bool                     // it is TIFF, which has pages
}

var kinds = []kind{
	{magic.PNG, png.DecodeConfig, png.Decode, pngDots, false},
	{magic.JPEG, jpeg.DecodeConfig, jpeg.Decode, jpegDots, false},
	{magic.TIFFLittle, tiff.DecodeConfig, tiff.Decode, nil, true},
	{magic.TIFFBig, tiff.DecodeConfig, tiff.Decode, nil, true},
}

// kindOf is the kind of picture that a file begins as, or nil.
func kindOf(src string) *kind {
	for i := range kinds {
		if strings.HasPrefix(src, kinds[i].magic) {
			return &kinds[i]
		}
	}
	return nil
}

// file is a picture with its pages.
type file struct {
	ctx  context.Context
	src  string
	kind *kind
	page int // that is at hand, from 1
	tiff *directories
}

// open opens a picture before its first page.
func open(ctx context.Context, src string) *file {
	f := &file{ctx: ctx, src: src, kind: kindOf(src)}
	if f.kind != nil && f.kind.paged {
		f.tiff = openDirectories(src)
	}
	return f
}

// next goes on to the next page. It reports false after the last; the error is that the page cannot
// be found.
func (f *file) next() (bool, error) {
	f.page++
	switch {
	case f.kind == nil:
		return false, nil
	case f.tiff != nil:
		return f.tiff.next()
	}
	return f.page == 1, nil
}

// bytes are the file as a program reads it that knows the page at hand alone.
func (f *file) bytes() *source {
	s := &source{ctx: f.ctx, src: f.src}
	if f.tiff != nil {
		s.head = f.tiff.head()
	}
	return s
}

// decode decodes the page at hand, of which may is asked first whether it may take so many bytes. It
// returns how many pixels a point has.
func (f *file) decode(l limits.Limits, may func(bytes int) bool) (picture *image.Gray, points float64, err error) {
	defer func() {
		if recover() != nil {
			picture, err = nil, errors.New("damaged")
		}
	}()
	const roomy = 4 // times as many pixels as a drawn page may have: scans of 600 dots to the inch do
	config, err := f.kind.config(f.bytes())
	if err != nil {
		return nil, 0, kindError(err)
	}
	if config.Width <= 0 || config.Height <= 0 {
		return nil, 0, errors.New("no pixels")
	}
	pixels := float64(config.Width) * float64(config.Height)
	if pixels > float64(roomy*l.Pixels) || pixels*float64(bytesOf(config.ColorModel)+1) > float64(l.Memory)/2 ||
		!may(int(pixels)*(bytesOf(config.ColorModel)+1)) {
		return nil, 0, errLarge
	}
	decoded, err := f.kind.decode(f.bytes())
	if err != nil {
		return nil, 0, kindError(err)
	}
	dots := 0.0
	if f.tiff != nil {
		dots = f.tiff.dots()
	} else {
		dots = f.kind.dots(f.src)
	}
	return greyOf(decoded), pointPixels(config.Width, config.Height, dots), nil
}

// kindError is an error of a decoder, which is errKind for pictures that it does not read.
func kindError(err error) error {
	var unsupported tiff.UnsupportedError
	var alsoUnsupported jpeg.UnsupportedError
	var notEither png.UnsupportedError
	if errors.As(err, &unsupported) || errors.As(err, &alsoUnsupported) || errors.As(err, &notEither) {
		return fmt.Errorf("%w: %s", errKind, err)
	}
	return err
}

// bytesOf is how many bytes a decoded pixel takes.
func bytesOf(model color.Model) int {
	switch model {
	case color.GrayModel:
		return 1
	case color.Gray16Model:
		return 2
	case color.YCbCrModel:
		return 3
	case color.RGBA64Model, color.NRGBA64Model:
		return 8
	}
	if _, ok := model.(color.Palette); ok {
		return 1
	}
	return 4
}

// greyOf is a picture in grey, on white paper where it is transparent.
func greyOf(picture image.Image) *image.Gray {
	bounds := picture.Bounds()
	whole := image.Rect(0, 0, bounds.Dx(), bounds.Dy())
	switch p := picture.(type) {
	case *image.Gray:
		return &image.Gray{Pix: p.Pix, Stride: p.Stride, Rect: whole}
	case *image.YCbCr:
		return &image.Gray{Pix: p.Y, Stride: p.YStride, Rect: whole}
	}
	grey := image.NewGray(whole)
	draw.Draw(grey, whole, image.White, image.Point{}, draw.Src)
	draw.Draw(grey, whole, picture, bounds.Min, draw.Over)
	return grey
}

// resized is a picture by so many times larger.
func resized(picture *image.Gray, by float64) *image.Gray {
	bounds := picture.Bounds()
	to := image.NewGray(image.Rect(0, 0,
		max(1, int(float64(bounds.Dx())*by)), max(1, int(float64(bounds.Dy())*by))))
	draw.ApproxBiLinear.Scale(to, to.Rect, picture, bounds, draw.Src, nil) // The exact one takes 32 bytes a pixel.
	return to
}

// source reads a file from its start, and other bytes in place of its first. It ends with ctx.
type source struct {
	ctx  context.Context
	src  string
	head string
	at   int64
}

// Read implements io.Reader.
func (s *source) Read(b []byte) (int, error) {
	n, err := s.ReadAt(b, s.at)
	s.at += int64(n)
	if n > 0 && err == io.EOF {
		err = nil
	}
	return n, err
}

// ReadAt implements io.ReaderAt.
func (s *source) ReadAt(b []byte, at int64) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	if at < 0 || at >= int64(len(s.src)) {
		return 0, io.EOF
	}
	n := copy(b, s.src[at:])
	if at < int64(len(s.head)) {
		copy(b[:n], s.head[at:])
	}
	if n < len(b) {
		return n, io.EOF
	}
	return n, nil
}

// pngDots is the resolution that a PNG states before its pixels.
func pngDots(src string) float64 {
	const first, head, sum, most = 8, 8, 4, 64 // bytes, and chunks that are looked at
	at := first
	for range most {
		if at+head > len(src) {
			return 0
		}
		n := int(binary.BigEndian.Uint32([]byte(src[at : at+4])))
		switch name := src[at+4 : at+8]; {
		case name == "IDAT" || n > len(src)-at-head:
			return 0
		case name == "pHYs" && n >= 9 && src[at+head+8] == 1:
			const metresPerInch = 0.0254
			return float64(binary.BigEndian.Uint32([]byte(src[at+head:at+head+4]))) * metresPerInch
		}
		at += head + n + sum
	}
	return 0
}

// jpegDots is the resolution that a JPEG states in its first segment.
func jpegDots(src string) float64 {
	const name, unit, density, perInch, perCentimetre, centimetres = 6, 13, 14, 1, 2, 2.54
	if len(src) < density+2 || src[name:name+5] != "JFIF\x00" {
		return 0
	}
	dots := float64(int(src[density])<<8 | int(src[density+1]))
	switch src[unit] {
	case perInch:
		return dots
	case perCentimetre:
		return dots * centimetres
	}
	return 0
}
