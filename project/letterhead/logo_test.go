package letterhead

import (
	"bytes"
	"image"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const plainSVG = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">` +
	`<defs><linearGradient id="a"/></defs><rect width="40" height="20" fill="url(#a)"/><text x="2" y="9">Us</text></svg>`

func pixels(width, height int) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func TestLogosArePicturesOfThreeFormats(t *testing.T) {
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, image.NewGray(image.Rect(0, 0, 8, 4)), nil); err != nil {
		t.Fatal(err)
	}
	for want, data := range map[string][]byte{
		"image/png": pixels(8, 4), "image/jpeg": photo.Bytes(), "image/svg+xml": []byte(plainSVG),
	} {
		folder := t.TempDir()
		if err := os.WriteFile(filepath.Join(folder, "logo"), data, 0o600); err != nil {
			t.Fatal(err)
		}
		got, err := ReadLogo(folder, "logo")
		if err != nil || got.Type != want || got.Width != 2*got.Height || !bytes.Equal(got.Data, data) {
			t.Errorf("%s: got %+v, %v", want, got, err)
		}
	}
}

func TestHarmfulLogosAreRefused(t *testing.T) {
	svg := func(inside string) string { return strings.Replace(plainSVG, "<defs>", inside+"<defs>", 1) }
	for content, want := range map[string]string{
		"":                                            "neither PNG nor JPEG nor SVG",
		"GIF89a":                                      "neither PNG nor JPEG nor SVG",
		"<html><body/></html>":                        "neither PNG nor JPEG nor SVG",
		"\x89PNG\r\n\x1a\n":                           "is a damaged picture",
		string(pixels(8, 4)[:60]):                     "is a damaged picture",
		string(pixels(mostPixels+1, 1000)):            "at most 4000",
		string(pixels(1000, 2)):                       "times as wide as high",
		strings.Repeat("<!-- -->", 1<<18):             "is larger than",
		svg("<script>alert(1)</script>"):              "has the element script",
		svg("<foreignObject/>"):                       "has the element foreignObject",
		svg("<animateMotion/>"):                       "has the element animateMotion",
		svg(`<g onclick="x()"/>`):                     "has the attribute onclick",
		svg(`<image href="https://x.test/a"/>`):       "outside of itself",
		svg(`<image href="/etc/passwd"/>`):            "outside of itself",
		svg(`<g style="fill:url( 'http://x')"/>`):     "outside of itself",
		svg(`<style>@import "a.css"</style>`):         "outside of itself",
		`<!DOCTYPE svg [<!ENTITY a "b">]>` + plainSVG: "has a document type",
		`<?xml-stylesheet href="a.css"?>` + plainSVG:  "has the instruction",
		svg(strings.Repeat("<g>", mostDepth) + strings.Repeat("</g>", mostDepth)): "within each other",
	} {
		folder := t.TempDir()
		if err := os.WriteFile(filepath.Join(folder, "logo.x"), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		got, err := ReadLogo(folder, "logo.x")
		if err == nil || !strings.Contains(err.Error(), want) || !strings.HasPrefix(err.Error(), "logo.x: ") {
			t.Errorf("%.60q: got %v, %v, want %s", content, got, err, want)
		}
	}
}

func TestLogosStayInTheirFolder(t *testing.T) {
	outside, folder := t.TempDir(), t.TempDir()
	if err := os.WriteFile(filepath.Join(outside, "logo.png"), pixels(8, 4), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(outside, "logo.png"), filepath.Join(folder, "link.png")); err != nil {
		t.Skip(err)
	}
	for _, name := range []string{"link.png", filepath.Join("..", filepath.Base(outside), "logo.png"), "none.png", "."} {
		if got, err := ReadLogo(folder, name); err == nil {
			t.Errorf("%s: got %v", name, got)
		}
	}
}
