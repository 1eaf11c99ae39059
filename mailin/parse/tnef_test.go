package parse

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"testing"
)

// attribute writes one attribute of TNEF.
func attribute(out *bytes.Buffer, level byte, kind uint16, id uint16, v []byte) {
	out.WriteByte(level)
	for _, n := range []any{id, kind, uint32(len(v))} {
		if err := binary.Write(out, binary.LittleEndian, n); err != nil {
			panic(err)
		}
	}
	out.Write(v)
	var sum uint16
	for _, c := range v {
		sum += uint16(c)
	}
	if err := binary.Write(out, binary.LittleEndian, sum); err != nil {
		panic(err)
	}
}

// property writes a list with one MAPI property of varying size.
func property(id, kind uint16, v []byte) []byte {
	var out bytes.Buffer
	for _, n := range []any{uint32(1), kind, id, uint32(1), uint32(len(v))} {
		if err := binary.Write(&out, binary.LittleEndian, n); err != nil {
			panic(err)
		}
	}
	out.Write(v)
	out.Write(make([]byte, (4-len(v)%4)%4))
	return out.Bytes()
}

func winmail() []byte {
	var out bytes.Buffer
	out.Write([]byte{0x78, 0x9f, 0x3e, 0x22, 1, 0})
	rtf := "{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}\\pard It b\\'fcrns.\\par Help!}"
	raw := append([]byte{0, 0, 0, 0, 0, 0, 0, 0, 'M', 'E', 'L', 'A', 0, 0, 0, 0}, rtf...)
	attribute(&out, 1, 6, tnefMapiProps, property(propRTF, 0x0102, raw))
	attribute(&out, 2, 6, tnefAttachStart, make([]byte, 14))
	attribute(&out, 2, 1, tnefAttachTitle, []byte("LONGNA~1.TXT\x00"))
	attribute(&out, 2, 6, tnefAttachData, []byte("hello"))
	attribute(&out, 2, 6, tnefAttachProps, property(propAttachLong, 0x001E, []byte("long name.txt\x00")))
	return out.Bytes()
}

func winmailMail() []byte {
	return mail("Subject: a", "Content-Type: application/ms-tnef; name=winmail.dat", "Content-Transfer-Encoding: base64", "", base64.StdEncoding.EncodeToString(winmail()))
}

func TestAWinmailDatIsOpened(t *testing.T) {
	m := Bytes(winmailMail())
	if m.Text != "It bürns.\nHelp!" {
		t.Errorf("%q", m.Text)
	}
	if len(m.Attachments) != 1 || m.Attachments[0].Name != "long name.txt" || m.Attachments[0].SHA256 != sumOf("hello") || m.Attachments[0].Type != "text/plain" {
		t.Fatalf("%+v", m.Attachments)
	}
	var out bytes.Buffer
	if err := Leaf(bytes.NewReader(winmailMail()), m.Attachments[0].Part, &out); err != nil || out.String() != "hello" {
		t.Errorf("%q, %v", out.String(), err)
	}
}

func TestABrokenWinmailDatIsKeptAsItIs(t *testing.T) {
	m := Bytes(mail("Subject: a", "Content-Type: application/ms-tnef; name=winmail.dat", "", "not what it says"))
	if len(m.Attachments) != 1 || m.Attachments[0].Name != "winmail.dat" {
		t.Errorf("%+v", m.Attachments)
	}
}

func TestCompressedRTFIsRead(t *testing.T) {
	packed := []byte{0x2d, 0, 0, 0, 0x2b, 0, 0, 0, 'L', 'Z', 'F', 'u', 0xf1, 0xc5, 0xc7, 0xa7, 0x03, 0x00, 0x0a, 0x00, 0x72, 0x63, 0x70, 0x67, 0x31, 0x32, 0x35, 0x42, 0x32, 0x0a, 0xf3, 0x20,
		0x68, 0x65, 0x6c, 0x09, 0x00, 0x20, 0x62, 0x77, 0x05, 0xb0, 0x6c, 0x64, 0x7d, 0x0a, 0x80, 0x0f, 0xa0} // the example of MS-OXRTFCP, section 3.2
	if got := string(decompressRTF(packed)); got != "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n" {
		t.Errorf("%q", got)
	}
	if text, _ := rtfText(decompressRTF(packed)); text != "hello world" {
		t.Errorf("%q", text)
	}
}

func TestHTMLInsideRTFIsFound(t *testing.T) {
	_, page := rtfText([]byte(`{\rtf1\ansi\fromhtml1 {\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 a \'e4{\*\htmltag72 </p>}\htmlrtf\par}\htmlrtf0}`))
	if page != "<p>a ä</p>" {
		t.Errorf("%q", page)
	}
}
