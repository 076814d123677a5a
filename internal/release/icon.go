package main

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode"
)

// iconSource is the drawing that all icons are made of; the page of refrain serve shows it too.
const iconSource = "serve/page/icon.svg"

// drawing is a square picture of lines with round ends on a background with round corners. It is as
// much of SVG as our icon needs.
type drawing struct {
	side   float64
	ground shape
	lines  []shape
}

// shape is filled wherever its distance is negative.
type shape struct {
	color    color.NRGBA
	distance func(x, y float64) float64
}

// parseDrawing reads an SVG. What it does not know is an error, so that no icon lacks a part.
func parseDrawing(svg []byte) (drawing, error) {
	var d drawing
	var source struct {
		ViewBox string `xml:"viewBox,attr"`
		Rects   []struct {
			X      float64 `xml:"x,attr"`
			Y      float64 `xml:"y,attr"`
			Width  float64 `xml:"width,attr"`
			Height float64 `xml:"height,attr"`
			Radius float64 `xml:"rx,attr"`
			Fill   string  `xml:"fill,attr"`
		} `xml:"rect"`
		Paths []struct {
			Data   string  `xml:"d,attr"`
			Stroke string  `xml:"stroke,attr"`
			Width  float64 `xml:"stroke-width,attr"`
			Ends   string  `xml:"stroke-linecap,attr"`
		} `xml:"path"`
		Others []struct{ XMLName xml.Name } `xml:",any"`
	}
	if err := xml.Unmarshal(svg, &source); err != nil {
		return d, err
	}
	var left, top, width, height float64
	_, err := fmt.Sscan(source.ViewBox, &left, &top, &width, &height)
	if err != nil || left != 0 || top != 0 || width != height || len(source.Rects) != 1 || len(source.Others) > 0 {
		return d, fmt.Errorf("expected a square viewBox from 0 0, one rect, and paths")
	}
	d.side = width
	ground := source.Rects[0]
	if d.ground.color, err = parseColor(ground.Fill); err != nil {
		return d, err
	}
	d.ground.distance = roundedRect(ground.X, ground.Y, ground.Width, ground.Height, ground.Radius)
	for _, path := range source.Paths {
		ink, err := parseColor(path.Stroke)
		if err != nil {
			return d, err
		}
		if path.Ends != "round" {
			return d, fmt.Errorf("path %s: expected round ends", path.Data)
		}
		lines, err := parsePath(path.Data, path.Width/2)
		if err != nil {
			return d, err
		}
		for _, line := range lines {
			d.lines = append(d.lines, shape{ink, line})
		}
	}
	return d, nil
}

// parseColor reads #rgb and #rrggbb.
func parseColor(text string) (color.NRGBA, error) {
	digits := strings.TrimPrefix(text, "#")
	if len(digits) == 3 {
		digits = string([]byte{digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]})
	}
	value, err := strconv.ParseUint(digits, 16, 32)
	if err != nil || len(digits) != 6 {
		return color.NRGBA{}, fmt.Errorf("%q is no colour such as #0b4f8a", text)
	}
	return color.NRGBA{R: uint8(value >> 16), G: uint8(value >> 8), B: uint8(value), A: 255}, nil
}

// parsePath reads the commands M x y, h dx and v dy. Each line is a shape of its own.
func parsePath(data string, radius float64) ([]func(x, y float64) float64, error) {
	var lines []func(x, y float64) float64
	var x, y float64
	for rest := strings.TrimSpace(data); rest != ""; {
		command := rest[0]
		end := strings.IndexFunc(rest[1:], unicode.IsLetter) + 1
		if end == 0 {
			end = len(rest)
		}
		var numbers []float64
		for field := range strings.FieldsSeq(rest[1:end]) {
			number, err := strconv.ParseFloat(field, 64)
			if err != nil {
				return nil, fmt.Errorf("path %s: %w", data, err)
			}
			numbers = append(numbers, number)
		}
		rest = rest[end:]
		fromX, fromY := x, y
		switch {
		case command == 'M' && len(numbers) == 2:
			x, y = numbers[0], numbers[1]
			continue
		case command == 'h' && len(numbers) == 1:
			x += numbers[0]
		case command == 'v' && len(numbers) == 1:
			y += numbers[0]
		default:
			return nil, fmt.Errorf("path %s: expected M x y, h dx and v dy alone", data)
		}
		lines = append(lines, line(fromX, fromY, x, y, radius))
	}
	return lines, nil
}

// roundedRect is the distance from a rectangle whose corners have the radius.
func roundedRect(left, top, width, height, radius float64) func(x, y float64) float64 {
	return func(x, y float64) float64 {
		dx := math.Abs(x-left-width/2) - width/2 + radius
		dy := math.Abs(y-top-height/2) - height/2 + radius
		return math.Hypot(max(dx, 0), max(dy, 0)) + min(max(dx, dy), 0) - radius
	}
}

// line is the distance from a line along an axis with round ends.
func line(x1, y1, x2, y2, radius float64) func(x, y float64) float64 {
	left, right, top, bottom := min(x1, x2), max(x1, x2), min(y1, y2), max(y1, y2)
	return func(x, y float64) float64 {
		return math.Hypot(max(left-x, x-right, 0), max(top-y, y-bottom, 0)) - radius
	}
}

// render draws the picture so many pixels wide. Edges are as soft as a pixel.
func (d drawing) render(pixels int) []byte {
	picture := image.NewNRGBA(image.Rect(0, 0, pixels, pixels))
	scale := d.side / float64(pixels)
	covered := func(s shape, x, y float64) float64 {
		return math.Round(255*min(max(0.5-s.distance(x, y)/scale, 0), 1)) / 255
	}
	for py := range pixels {
		for px := range pixels {
			x, y := (float64(px)+0.5)*scale, (float64(py)+0.5)*scale
			at := d.ground.color
			at.A = uint8(math.Round(255 * covered(d.ground, x, y)))
			for _, s := range d.lines {
				c := covered(s, x, y)
				at.R, at.G, at.B = mixed(at.R, s.color.R, c), mixed(at.G, s.color.G, c), mixed(at.B, s.color.B, c)
			}
			picture.SetNRGBA(px, py, at)
		}
	}
	var encoded bytes.Buffer
	if err := png.Encode(&encoded, picture); err != nil {
		panic(err) // Neither the picture nor the buffer can fail.
	}
	return encoded.Bytes()
}

func mixed(below, above uint8, share float64) uint8 {
	return uint8(math.Round(float64(below)*(1-share) + float64(above)*share))
}

// icoSizes are the pictures of an icon for Windows.
var icoSizes = []int{16, 24, 32, 48, 64, 256}

// ico is an icon for Windows: a directory of pictures, and the pictures as PNG.
// https://learn.microsoft.com/previous-versions/ms997538(v=msdn.10)
func (d drawing) ico() []byte {
	var directory, pictures bytes.Buffer
	binary.Write(&directory, binary.LittleEndian, []uint16{0, 1, uint16(len(icoSizes))})
	const header, entry = 6, 16
	for _, size := range icoSizes {
		picture := d.render(size)
		binary.Write(&directory, binary.LittleEndian, struct {
			Width, Height, Colors, Reserved uint8
			Planes, Bits                    uint16
			Length, Offset                  uint32
		}{uint8(size), uint8(size), 0, 0, 1, 32, // A width of 256 is written as 0.
			uint32(len(picture)), uint32(header + entry*len(icoSizes) + pictures.Len())})
		pictures.Write(picture)
	}
	return append(directory.Bytes(), pictures.Bytes()...)
}

// icnsSizes are the pictures of an icon for macOS by the types of their PNG.
var icnsSizes = []struct {
	kind string
	size int
}{
	{"icp4", 16}, {"icp5", 32}, {"ic11", 32}, {"ic12", 64}, {"ic07", 128}, {"ic13", 256}, {"ic08", 256}, {"ic14", 512},
	{"ic09", 512}, {"ic10", 1024},
}

// icns is an icon for macOS: chunks with a type and a length.
func (d drawing) icns() []byte {
	var chunks bytes.Buffer
	chunk := func(kind string, content []byte) []byte {
		return append(binary.BigEndian.AppendUint32([]byte(kind), uint32(len(content)+8)), content...)
	}
	for _, of := range icnsSizes {
		chunks.Write(chunk(of.kind, d.render(of.size)))
	}
	return chunk("icns", chunks.Bytes())
}

// writeIcons writes the icons of all systems.
func (r *release) writeIcons() error {
	svg, err := os.ReadFile(filepath.Join(r.source, iconSource))
	if err != nil {
		return err
	}
	d, err := parseDrawing(svg)
	if err != nil {
		return fmt.Errorf("%s: %w", iconSource, err)
	}
	for name, content := range map[string][]byte{
		"refrain.svg": svg, "refrain.ico": d.ico(), "refrain.icns": d.icns(),
	} {
		if err := os.WriteFile(filepath.Join(r.icons, name), content, 0o666); err != nil {
			return err
		}
	}
	return nil
}
