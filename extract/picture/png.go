package picture

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"

	"github.com/klauspost/compress/zlib"
)

// encode makes a PNG of 16 greys, four bits a pixel: enough for smooth letters. image/png has no grey images of so few
// bits, and takes as long as drawing a third of the page.
func encode(img *image.Gray) ([]byte, error) {
	width, height := img.Rect.Dx(), img.Rect.Dy()
	var data bytes.Buffer
	z := zlib.NewWriter(&data)
	line := make([]byte, 1+(width+1)/2) // the first byte: the line is not filtered
	for y := range height {
		pixels := img.Pix[y*img.Stride:][:width]
		for x := 0; x < width; x += 2 {
			pair := nearest(pixels[x]) << 4
			if x+1 < width {
				pair |= nearest(pixels[x+1])
			}
			line[1+x/2] = pair
		}
		if _, err := z.Write(line); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	header := binary.BigEndian.AppendUint32(nil, uint32(width))
	header = binary.BigEndian.AppendUint32(header, uint32(height))
	header = append(header, 4, 0, 0, 0, 0) // bits, grey, and the only compression, filters and order without interlacing
	out := []byte("\x89PNG\r\n\x1a\n")
	out = appendChunk(out, "IHDR", header)
	out = appendChunk(out, "IDAT", data.Bytes())
	return appendChunk(out, "IEND", nil), nil
}

// nearest is the nearest of 16 greys.
func nearest(grey uint8) uint8 { return uint8((uint(grey) + 8) / 17) }

func appendChunk(out []byte, kind string, data []byte) []byte {
	out = binary.BigEndian.AppendUint32(out, uint32(len(data)))
	begin := len(out)
	out = append(append(out, kind...), data...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[begin:]))
}
