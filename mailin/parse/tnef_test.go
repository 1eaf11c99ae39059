package parse

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
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

func TestRTFIsReadInItsCodePagesAndFonts(t *testing.T) {
	for in, want := range map[string]string{
		`{\rtf1\ansi\ansicpg1251 \'cf\'f0\'e8\'e2\'e5\'f2}`:                                                                     "Привет",
		`{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fnil Arial;}{\f1\fcharset204 Arial Cyr;}}\f0 It {\f1 \'e3\'ee\'f0\'e8\'f2} \'fc}`: "It горит ü",
		`{\rtf1\ansi\ansicpg932 \'93\'fa\'96{\rtlch }\'96\'7b\'83\'5c!}`:                                                        "日\ufffd本ソ!",
		`{\rtf1\ansi\ansicpg932 \'93\'fa\'96\{ a}`:                                                                              "日\ufffd{ a",
		`{\rtf1\ansi\ansicpg936{\fonttbl{\f2\fcharset134 SimSun;}}\f2 \'b4\'f2\'d3\'a1\'bb\'fa}`:                                "打印机",
		`{\rtf1\ansi\uc1 \u1087?\u-3?x\u-10179?\u-8704? b}`:                                                                     "п\ufffdx😀 b",
		`{\rtf1\ansi\uc2 \u252\'81\'a1x{\uc0 \u252}y\u252 abz}`:                                                                 "üxüyüz",
		`{\rtf1\ansi{\fonttbl{\f3\fcharset2 Symbol;}}{\f3\'b7}\tab one\par {\pict\wmetafile8 0100}{\*\generator x;}two}`:        "•\tone\ntwo",
		`{\rtf1\ansi }}}} still \'fc{{{{`:                                                                                       "still ü",
	} {
		if text, _ := rtfText([]byte(in)); text != want {
			t.Errorf("%s: %q, want %q", in, text, want)
		}
	}
}

// fixed writes a MAPI property of a number.
func fixed(id uint16, n uint32) []byte {
	b := binary.LittleEndian.AppendUint32(nil, 1)
	b = binary.LittleEndian.AppendUint16(b, 0x0003)
	b = binary.LittleEndian.AppendUint16(b, id)
	return binary.LittleEndian.AppendUint32(b, n)
}

// russian is a winmail.dat of an Outlook in Russian: names, text and HTML in its code pages, a letter attached.
func russian() []byte {
	words := func(s string) []byte { b, _ := charmap.Windows1251.NewEncoder().Bytes([]byte(s)); return b }
	koi, _ := charmap.KOI8R.NewEncoder().Bytes([]byte("<p>Горит. <img src=\"cid:p1\"></p>"))
	var letter, out bytes.Buffer
	letter.Write([]byte{0x78, 0x9f, 0x3e, 0x22, 1, 0})
	attribute(&letter, 1, 6, tnefCodePage, []byte{0xe3, 4, 0, 0, 0, 0, 0, 0})
	attribute(&letter, 1, 2, tnefBody, words("внутри\x00"))
	attribute(&letter, 2, 6, tnefAttachStart, make([]byte, 14))
	attribute(&letter, 2, 1, tnefAttachTitle, words("глубоко.txt\x00"))
	attribute(&letter, 2, 6, tnefAttachData, []byte("deep"))

	out.Write([]byte{0x78, 0x9f, 0x3e, 0x22, 1, 0})
	attribute(&out, 1, 6, tnefCodePage, []byte{0xe3, 4, 0, 0, 0, 0, 0, 0}) // 1251
	attribute(&out, 1, 6, tnefMapiProps, append(binary.LittleEndian.AppendUint32(nil, 2), append(fixed(propCodePage, 20866)[4:], property(propHTML, 0x0102, koi)[4:]...)...))
	attribute(&out, 2, 6, tnefAttachStart, make([]byte, 14))
	attribute(&out, 2, 1, tnefAttachTitle, words("счёт.png\x00"))
	attribute(&out, 2, 6, tnefAttachData, []byte("\x89PNG\r\n\x1a\n"))
	attribute(&out, 2, 6, tnefAttachProps, property(propContentID, 0x001E, []byte("p1\x00")))
	attribute(&out, 2, 6, tnefAttachStart, make([]byte, 14))
	attribute(&out, 2, 1, tnefAttachTitle, words("письмо\x00"))
	attribute(&out, 2, 6, tnefAttachProps, property(propAttachData, 0x000D, append(make([]byte, 16), letter.Bytes()...)))
	return out.Bytes()
}

func TestAWinmailDatIsReadInItsCodePagesWithTheLettersInIt(t *testing.T) {
	raw := mail("Subject: a", "Content-Type: multipart/mixed; boundary=b", "", "--b", "", " ", "--b", "Content-Type: application/ms-tnef; name=winmail.dat", "Content-Transfer-Encoding: base64", "",
		base64.StdEncoding.EncodeToString(russian()), "--b--")
	m := Bytes(raw)
	if m.Text != "Горит." || !strings.Contains(m.RawHTML, "cid:p1") {
		t.Errorf("%q %q", m.Text, m.RawHTML)
	}
	var got []string
	for _, a := range m.Attachments {
		var out bytes.Buffer
		if err := Leaf(bytes.NewReader(raw), a.Part, &out); err != nil || sumOf(out.String()) != a.SHA256 {
			t.Errorf("%s: %v", a.Name, err)
		}
		got = append(got, fmt.Sprint(a.Name, " ", a.Type, " ", a.Inline))
	}
	if diff := cmp.Diff([]string{"счёт.png image/png true", "письмо.txt text/plain false", "глубоко.txt text/plain false"}, got); diff != "" {
		t.Error(diff)
	}
}
