package parse

import (
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/ianaindex"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode/utf32"
)

// findEncoding looks a charset up: the labels of the WHATWG first (iso-8859-1 means windows-1252 there, as it does in
// mails), then what IANA knows, then names that only mail programs use. It returns nil for an unknown one.
func findEncoding(label string) encoding.Encoding {
	if e := mailEncoding(label); e != nil {
		return e
	}
	if e, err := htmlindex.Get(label); err == nil && e == simplifiedchinese.GBK {
		return simplifiedchinese.GB18030 // WHATWG Encoding, section 10.1.1: the larger one reads both
	} else if err == nil && e != encoding.Replacement {
		return e
	}
	if e, err := ianaindex.MIME.Encoding(label); err == nil && e != nil {
		return e
	}
	return looseEncoding(label)
}

// mailEncoding knows names that the indexes do not know, or know wrongly for mails.
func mailEncoding(label string) encoding.Encoding {
	switch label {
	case "cp50220", "cp50221", "cp50222", "x-windows-iso2022jp", "iso-2022-jp-ms", "x-windows-50220", "x-windows-50221":
		return japanese.ISO2022JP
	case "cswindows31j", "ms932", "x-ms-cp932", "windows-932":
		return japanese.ShiftJIS
	case "ujis", "eucjp-ms", "eucjp-win", "cp51932":
		return japanese.EUCJP
	case "ks_c_5601", "ksc5601", "cp949", "ms949", "uhc", "x-windows-949", "windows-949":
		return korean.EUCKR
	case "iso-2022-kr", "csiso2022kr":
		return iso2022KR{}
	case "hz", "hz-gb-2312", "hz-gb2312":
		return simplifiedchinese.HZGB2312
	case "gb18030", "gb-18030", "cp936", "ms936", "windows-936", "x-gbk", "gb2312-80", "euc-cn", "x-euc-cn":
		return simplifiedchinese.GB18030
	case "cp950", "ms950", "windows-950", "cn-big5", "big5-eten":
		return traditionalchinese.Big5
	case "utf-16", "utf16", "ucs-2", "iso-10646-ucs-2", "unicode":
		return utf16Guess{}
	case "utf-32", "utf32", "ucs-4", "iso-10646-ucs-4", "utf-32be":
		return utf32.UTF32(utf32.BigEndian, utf32.UseBOM)
	case "utf-32le":
		return utf32.UTF32(utf32.LittleEndian, utf32.UseBOM)
	case "ansi", "cp1252":
		return charmap.Windows1252
	}
	return codePage(label)
}

// codePage knows the code pages of DOS and of mainframes, under the names that end in their number: cp850, ibm-850, 850.
func codePage(label string) encoding.Encoding {
	number := strings.TrimLeft(strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(label, "x-"), "cp"), "ibm"), "-_0")
	switch number {
	case "437":
		return charmap.CodePage437
	case "850":
		return charmap.CodePage850
	case "852":
		return charmap.CodePage852
	case "855":
		return charmap.CodePage855
	case "858":
		return charmap.CodePage858
	case "860":
		return charmap.CodePage860
	case "862":
		return charmap.CodePage862
	case "863":
		return charmap.CodePage863
	case "865":
		return charmap.CodePage865
	case "866":
		return charmap.CodePage866
	case "37":
		return charmap.CodePage037
	case "1047":
		return charmap.CodePage1047
	case "1140":
		return charmap.CodePage1140
	}
	return nil
}

// isEBCDIC reports whether the label is one of a mainframe, on which ASCII letters have other numbers.
func isEBCDIC(label string) bool {
	e := codePage(label)
	return e == charmap.CodePage037 || e == charmap.CodePage1047 || e == charmap.CodePage1140
}

// looseEncoding repairs misspelt names: iso8859_15, windows1252, latin-1, win-1251, cp-1250, x-mac-roman.
func looseEncoding(label string) encoding.Encoding {
	bare := strings.NewReplacer("-", "", "_", "", " ", "", ".", "").Replace(label)
	if len(bare) == 4 && strings.HasPrefix(bare, "125") {
		bare = "windows" + bare
	}
	for _, family := range [...][2]string{{"iso8859", "iso-8859-"}, {"8859", "iso-8859-"}, {"windows", "windows-"}, {"win", "windows-"},
		{"cp", "windows-"}, {"xcp", "windows-"}, {"latin", "latin"}, {"msee", "windows-1250"}, {"koi8", "koi8-"}, {"shiftjis", "shift_jis"}, {"sjis", "shift_jis"},
		{"cp932", "shift_jis"}, {"eucjp", "euc-jp"}, {"euckr", "euc-kr"}, {"big5", "big5"}, {"gb", "gbk"}, {"iso2022jp", "iso-2022-jp"}, {"mac", "macintosh"}, {"xmacroman", "macintosh"}} {
		rest, found := strings.CutPrefix(bare, family[0])
		if !found {
			continue
		}
		for _, name := range [...]string{family[1] + rest, family[1]} {
			if e, err := htmlindex.Get(name); err == nil && e != encoding.Replacement {
				return e
			}
		}
	}
	return nil
}
