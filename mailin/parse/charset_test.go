package parse

import (
	"encoding/base64"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// What people write when the printer burns.
const (
	inJapanese  = "お世話になっております。プリンターが燃えています。"
	inKorean    = "프린터가 불타고 있습니다. 도와주세요."
	inChinese   = "打印机着火了，请尽快帮助我们。谢谢！"
	inTaiwan    = "印表機著火了，請儘快幫助我們。謝謝！"
	inRussian   = "Принтер горит, помогите, пожалуйста."
	inUkrainian = "Принтер горить, допоможіть, будь ласка. Її ґанок."
	inGreek     = "Ο εκτυπωτής καίγεται, βοηθήστε μας."
	inHebrew    = "המדפסת בוערת, אנא עזרו לנו."
	inArabic    = "الطابعة تحترق، ساعدونا من فضلكم."
	inThai      = "เครื่องพิมพ์ไฟไหม้ ช่วยด้วย"
	inPolish    = "Drukarka się pali, proszę o szybką pomoc. Źdźbło łąki."
	inTurkish   = "Yazıcı yanıyor, lütfen yardım edin. Şığ."
	inBaltic    = "Spausdintuvas dega, prašome padėti. Ąžuolas ėjo į miškus."
	inGerman    = "Der Drucker glüht „sehr“ – 5 €, bitte Hilfe für Jürgen."
	inLatin     = "Jürgen für Grüße"
)

// charsetCase is a text in an encoding under labels that mails give it.
type charsetCase struct {
	text   string
	in     encoding.Encoding
	labels string
}

// asLabelled are the charsets that occur, under the names that occur.
func asLabelled() []charsetCase {
	bigEndian, littleEndian := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	return []charsetCase{
		{inJapanese, japanese.ISO2022JP, "iso-2022-jp ISO-2022-JP-MS iso-2022-jp-1 iso-2022-jp-2 csISO2022JP cp50220 cp50221 x-windows-iso2022jp"},
		{inJapanese, japanese.ShiftJIS, "shift_jis Shift-JIS SJIS x-sjis cp932 MS932 windows-31j csWindows31J ms_kanji"},
		{inJapanese, japanese.EUCJP, "euc-jp eucjp x-euc-jp eucJP-ms ujis"},
		{inKorean, korean.EUCKR, "euc-kr ks_c_5601-1987 ks_c_5601-1989 KSC_5601 ksc5601 ks_c_5601 cp949 MS949 uhc windows-949 x-windows-949"},
		{inChinese, simplifiedchinese.GBK, "gb2312 gbk x-gbk gb_2312-80 gb2312_charset cp936 ms936 windows-936 euc-cn x-euc-cn chinese"},
		{inChinese + "镕𠀀", simplifiedchinese.GB18030, "gb18030 GB-18030 gb2312"},
		{inChinese, simplifiedchinese.HZGB2312, "hz-gb-2312 HZ"},
		{inTaiwan, traditionalchinese.Big5, "big5 Big-5 big5-hkscs x-x-big5 cp950 ms950 windows-950 cn-big5 big5-eten"},
		{inRussian, charmap.KOI8R, "koi8-r koi8r koi8"}, {inUkrainian, charmap.KOI8U, "koi8-u koi8-ru"},
		{inUkrainian, charmap.Windows1251, "windows-1251 cp1251 CP-1251 win-1251 windows1251 x-cp1251 1251"},
		{inRussian, charmap.ISO8859_5, "iso-8859-5 cyrillic"}, {inRussian, charmap.CodePage866, "ibm866 cp866 cp-866 866"},
		{inRussian, charmap.MacintoshCyrillic, "x-mac-cyrillic"}, {inRussian, charmap.CodePage855, "ibm855"},
		{inGreek, charmap.Windows1253, "windows-1253 cp1253"}, {inGreek, charmap.ISO8859_7, "iso-8859-7 greek"},
		{inHebrew, charmap.Windows1255, "windows-1255"}, {inHebrew, charmap.ISO8859_8, "iso-8859-8 iso-8859-8-i iso-8859-8-e"}, {inHebrew, charmap.CodePage862, "cp862"},
		{inArabic, charmap.Windows1256, "windows-1256 cp1256"}, {inArabic, charmap.ISO8859_6, "iso-8859-6"},
		{inThai, charmap.Windows874, "windows-874 tis-620 iso-8859-11 cp874"},
		{inPolish, charmap.Windows1250, "windows-1250 cp1250 x-cp1250"}, {inPolish, charmap.ISO8859_2, "iso-8859-2 latin2 iso8859-2"}, {inPolish, charmap.CodePage852, "cp852 ibm852"},
		{inTurkish, charmap.Windows1254, "windows-1254"}, {inTurkish, charmap.ISO8859_9, "iso-8859-9 latin5"},
		{inBaltic, charmap.Windows1257, "windows-1257"}, {inBaltic, charmap.ISO8859_13, "iso-8859-13"}, {inBaltic, charmap.ISO8859_4, "iso-8859-4"},
		{"Ġurnata ħelwa Ŝi", charmap.ISO8859_3, "iso-8859-3"}, {"Þú æðir", charmap.ISO8859_10, "iso-8859-10"}, {"ŵŷ", charmap.ISO8859_14, "iso-8859-14"}, {"Știință și artă", charmap.ISO8859_16, "iso-8859-16"},
		{inGerman, charmap.Windows1252, "windows-1252 iso-8859-1 ISO_8859-1:1987 iso8859-1 8859_1 latin1 cp1252 ansi 'iso-8859-1'"},
		{"5 € für Jürgen", charmap.ISO8859_15, "iso-8859-15 iso8859_15 latin-9"},
		{inLatin, charmap.Macintosh, "macintosh x-mac-roman mac"}, {inLatin, charmap.CodePage850, "cp850 ibm850 IBM-850"}, {inLatin, charmap.CodePage437, "cp437 437"},
		{inLatin + " €", charmap.CodePage858, "cp858 ibm00858"}, {inLatin, charmap.CodePage1047, "cp1047"}, {inLatin, charmap.CodePage037, "ibm037"},
		{inGerman, unicode.UTF16(unicode.BigEndian, unicode.UseBOM), "utf-16 utf-16be unicode"}, {inGerman, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "utf-16 utf-16le unicode"},
		{inGerman, bigEndian, "utf-16 utf-16be ucs-2 iso-10646-ucs-2"}, {inGerman, littleEndian, "utf-16 utf-16le"},
		{inGerman, utf32.UTF32(utf32.BigEndian, utf32.UseBOM), "utf-32"}, {inGerman, utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM), "utf-32be utf-32"}, {inGerman, utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM), "utf-32le"},
		{inGerman, unicode.UTF8, "UTF-8 utf8 unicode-1-1-utf-8"}, {inGerman, unicode.UTF8BOM, "utf-8"},
	}
}

// misLabelled are texts under labels that are wrong, or say nothing.
func misLabelled() []charsetCase {
	return []charsetCase{
		{inGerman, unicode.UTF8, "iso-8859-1 us-ascii windows-1251 utf_8 utf8mb4 cesu-8 utf-16 ucs-2"}, {inRussian, unicode.UTF8, "windows-1251 koi8-r"},
		{inChinese, unicode.UTF8, "gb2312 big5"}, {inJapanese, unicode.UTF8, "iso-2022-jp shift_jis"}, {inKorean, unicode.UTF8, "euc-kr"},
		{inGerman, charmap.Windows1252, "us-ascii utf-8 none x-user-defined x-unknown"}, {inGreek, charmap.Windows1253, "us-ascii"},
		{inRussian, charmap.Windows1251, "us-ascii utf-8 iso-8859-1 iso-8859-15"}, {inRussian, charmap.KOI8R, "us-ascii iso-8859-1"},
		{inChinese, simplifiedchinese.GBK, "utf-8 iso-8859-1 us-ascii"}, {inTaiwan, traditionalchinese.Big5, "us-ascii"}, {inKorean, korean.EUCKR, "us-ascii"},
		{"Электрооборудование Высокопроизводительное Неисправно", charmap.KOI8R, "us-ascii utf-8"}, {"打印机着火了我们需要你们尽快派人来修理", simplifiedchinese.GBK, "us-ascii utf-8"},
		{inJapanese, japanese.ShiftJIS, "us-ascii iso-2022-jp"}, {inJapanese, japanese.ISO2022JP, "us-ascii utf-8"},
		{inGerman, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "utf-8 us-ascii iso-8859-1"},
	}
}

func TestEveryCharsetIsReadUnderEveryName(t *testing.T) {
	for _, c := range asLabelled() {
		for label := range strings.FieldsSeq(c.labels) {
			inCharset(t, c, label)
		}
	}
}

func TestAWrongLabelIsRepairedAndTheRepairIsSaid(t *testing.T) {
	for _, c := range misLabelled() {
		for label := range strings.FieldsSeq(c.labels) {
			if m := inCharset(t, c, label); len(m) != 1 || !strings.Contains(m[0], strings.ToLower(label)) {
				t.Errorf("%s as %v: repairs %q", label, c.in, m)
			}
		}
	}
}

// inCharset reads a text as body and as subject, and returns what was repaired.
func inCharset(t *testing.T, c charsetCase, label string) []string {
	t.Helper()
	b, err := c.in.NewEncoder().Bytes([]byte(c.text))
	if err != nil {
		t.Fatalf("%s: %v", label, err)
	}
	coded := base64.StdEncoding.EncodeToString(b)
	m := Bytes(mail("Subject: =?"+label+"?B?"+coded+"?=", "Content-Type: text/plain; charset=\""+label+"\"", "Content-Transfer-Encoding: base64", "", coded))
	if m.Text != c.text || m.Subject != c.text {
		t.Errorf("%s as %v: %q, subject %q, want %q", label, c.in, m.Text, m.Subject, c.text)
	}
	return m.Repairs
}

func TestSevenBitCharsetsWithoutAnEncoderAreRead(t *testing.T) {
	for label, c := range map[string][2]string{
		"iso-2022-kr":       {"\x1b$)C\r\n\x0eGA80F.\x0f burns.", "\n프린트 burns."}, // RFC 1557
		"us-ascii":          {"\x1b$)C\x0eGA80F.\x0f", "프린트"},
		"utf-7":             {"Der Drucker gl+APw-ht +IB4-sehr+IBw-, 1 +- 1", "Der Drucker glüht „sehr“, 1 + 1"}, // RFC 2152
		"unicode-1-1-utf-7": {"gl+APw-ht", "glüht"},
		"hz-gb-2312":        {"It burns: ~{4rS!;z~}, 5~~6", "It burns: 打印机, 5~6"}, // RFC 1843
		"utf-8":             {"1 + 1-2", "1 + 1-2"},
	} {
		m := Bytes(mail("Content-Type: text/plain; charset="+label, "", c[0]))
		if m.Text != strings.TrimSpace(c[1]) && m.Text != c[1] {
			t.Errorf("%s: %q", label, m.Text)
		}
	}
}

func TestUTF8WithAWoundIsReadAroundIt(t *testing.T) {
	text := strings.Repeat("Grüße aus München, Öl läuft. ", 6)
	for _, label := range []string{"utf-8", "iso-8859-1", "us-ascii", ""} {
		m := Bytes(mail("Content-Type: text/plain; charset="+label, "", text+"\xc3"))
		if m.Text != text+"\ufffd" || len(m.Repairs) != 1 {
			t.Errorf("%s: %q, %q", label, m.Text, m.Repairs)
		}
	}
}

func TestTextOfManyUmlautsStaysWhatItsLabelSays(t *testing.T) {
	for _, text := range []string{"äöüÄÖÜß éèêë áóú", "«««««««««««««««»»»»»»»»»»»»»»»»»»»»»»»»»»»»»»", "¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯", "Größe à l'été déjà vu où ça être élève forêt"} {
		if m := inCharset(t, charsetCase{text, charmap.Windows1252, ""}, "iso-8859-1"); len(m) != 0 {
			t.Errorf("%q: %q", text, m)
		}
	}
}

func TestLettersThatAHeaderDoesNotEncodeAreReadTogether(t *testing.T) {
	bare := func(e encoding.Encoding, s string) string {
		b, _ := e.NewEncoder().Bytes([]byte(s))
		return string(b)
	}
	for _, c := range [...]struct {
		in    encoding.Encoding
		label string
	}{{charmap.KOI8R, "koi8-r"}, {charmap.Windows1251, "windows-1251"}, {charmap.ISO8859_5, "iso-8859-5"}, {charmap.KOI8R, ""}, {charmap.Windows1251, ""}, {unicode.UTF8, "koi8-r"}} {
		m := Bytes(mail("From: "+bare(c.in, "Анна")+" <a@b>", "To: "+bare(c.in, "Поддержка")+" <c@d>", "Subject: "+bare(c.in, "Принтер горит"), "Content-Type: text/plain; charset="+c.label, "", "x"))
		if m.From[0].Name != "Анна" || m.To[0].Name != "Поддержка" || m.Subject != "Принтер горит" {
			t.Errorf("%v labelled %q: %q %q %q", c.in, c.label, m.From[0].Name, m.To[0].Name, m.Subject)
		}
	}
}
