package parse

import "strconv"

// symbolFont stands for the code page of fonts whose letters are pictures.
const symbolFont = -1

// codePageName is the charset behind the number of a Windows code page, as TNEF and RTF have it.
func codePageName(n int) string {
	switch {
	case n >= 1250 && n <= 1258, n == 874:
		return "windows-" + strconv.Itoa(n)
	case n > 28590 && n <= 28606:
		return "iso-8859-" + strconv.Itoa(n-28590)
	}
	switch n {
	case symbolFont:
		return "windows-1252"
	case 1200:
		return "utf-16le"
	case 10000:
		return "macintosh"
	case 20127:
		return "us-ascii"
	case 20866:
		return "koi8-r"
	case 20932, 51932:
		return "euc-jp"
	case 21866:
		return "koi8-u"
	case 50220, 50221:
		return "iso-2022-jp"
	case 50225:
		return "iso-2022-kr"
	case 51949:
		return "euc-kr"
	case 52936:
		return "hz-gb-2312"
	case 54936:
		return "gb18030"
	case 65000:
		return "utf-7"
	case 65001:
		return "utf-8"
	}
	return "cp" + strconv.Itoa(n) // among them 932, 936, 949 and 950
}

// fontPage is the code page of a font by the number of its charset (RTF 1.9.1, "Font table"); 0 for the one of the text.
func fontPage(charset int) int {
	return map[int]int{0: 1252, 2: symbolFont, 77: 10000, 128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256,
		186: 1257, 204: 1251, 222: 874, 238: 1250, 254: 437, 255: 850}[charset]
}
