package docx

import (
	"bytes"
	"fmt"
	"image"
	"image/png"

	"refrain/project/letterhead"
)

// Logo is a logo as a file shows it, no larger than its room in points: its pictures, which have to be the
// first of the file, and the run that draws it. Alt says what it shows. Nil has none.
func Logo(logo *letterhead.Logo, alt string, width, height float64) (pictures []Picture, run string) {
	if logo == nil {
		return nil, ""
	}
	return logoPictures(logo), drawing(logo, alt, width, height)
}

// logoPictures are the logo, and for one of SVG a picture of a single clear point, which programs
// show that know no SVG.
func logoPictures(logo *letterhead.Logo) []Picture {
	switch logo.Type {
	case "image/png":
		return []Picture{{Name: "logo.png", Data: logo.Data}}
	case "image/jpeg":
		return []Picture{{Name: "logo.jpeg", Data: logo.Data}}
	}
	var clear bytes.Buffer
	if err := png.Encode(&clear, image.NewNRGBA(image.Rect(0, 0, 1, 1))); err != nil {
		panic(err) // A buffer takes everything.
	}
	return []Picture{{Name: "logo.png", Data: clear.Bytes()}, {Name: "logo.svg", Data: logo.Data}}
}

// drawing is the logo in the line.
func drawing(logo *letterhead.Logo, alt string, mostWidth, mostHeight float64) string {
	const perPoint = 12_700 // English Metric Units
	scale := min(mostHeight/logo.Height, mostWidth/logo.Width)
	width, height := int(logo.Width*scale*perPoint), int(logo.Height*scale*perPoint)
	vector := ""
	if logo.Type == "image/svg+xml" {
		vector = `<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip ` +
			`xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="rId6"/></a:ext></a:extLst>`
	}
	return fmt.Sprintf(
		`<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="%d" cy="%d"/>`+
			`<wp:docPr id="1" name="Logo" descr="%s"/><a:graphic><a:graphicData uri="%s/picture"><pic:pic>`+
			`<pic:nvPicPr><pic:cNvPr id="1" name="Logo"/><pic:cNvPicPr/></pic:nvPicPr>`+
			`<pic:blipFill><a:blip r:embed="rId5">%s</a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill>`+
			`<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%[1]d" cy="%[2]d"/></a:xfrm>`+
			`<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>`+
			`</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`,
		width, height, Text(alt), DrawingSpace, vector,
	)
}
