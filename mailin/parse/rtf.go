package parse

import "encoding/binary"

// rtfDictionary is what the window of compressed RTF holds at first (MS-OXRTFCP, section 2.1.2.1).
const rtfDictionary = "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"

// decompressRTF undoes the LZ compression of MS-OXRTFCP. The result is bounded.
func decompressRTF(b []byte) []byte {
	if len(b) < 16 {
		return nil
	}
	kind, b := string(b[8:12]), b[16:]
	if kind == "MELA" {
		return b
	}
	if kind != "LZFu" {
		return nil
	}
	var window [4096]byte
	at := copy(window[:], rtfDictionary)
	var out []byte
	put := func(c byte) {
		out = append(out, c)
		window[at] = c
		at = (at + 1) % len(window)
	}
	for len(b) > 0 && len(out) < maxText {
		control := b[0]
		b = b[1:]
		for bit := 0; bit < 8 && len(b) > 0; bit++ {
			if control&(1<<bit) == 0 {
				put(b[0])
				b = b[1:]
				continue
			}
			if len(b) < 2 {
				return out
			}
			ref := binary.BigEndian.Uint16(b)
			b = b[2:]
			from, n := int(ref>>4), int(ref&15)+2
			if from == at {
				return out
			}
			for ; n > 0; n-- {
				put(window[from])
				from = (from + 1) % len(window)
			}
		}
	}
	return out
}
