package parse

import (
	"strings"
	"testing"
)

// Encoded words as RFC 2047 forbids them and programs write them.
func TestBrokenEncodedWordsAreRead(t *testing.T) {
	for in, want := range map[string]string{
		"=?utf-8?q?a?= =?utf-8?q?b?=":                                   "ab",
		"=?utf-8?q?a?=   x   =?utf-8?q?b?=":                             "a   x   b",
		"=?utf-8?Q?caf=C3?= =?utf-8?Q?=A9?=":                            "café",
		"=?UTF-8?B?w7w=?==?UTF-8?B?w7w=?=":                              "üü",
		"=?utf-8*en?q?a=C3=BC?=":                                        "aü",
		"=?utf-8?q?with blanks inside?=":                                "with blanks inside",
		"=?utf-8?B?w7xi ZXI=?=":                                         "über",
		"=?utf-8?B?w7xiZXI?=":                                           "über",
		"=?utf-8?B?w7xiZXI=":                                            "über",
		"=?utf-8?q?=C3=BC=?=":                                           "ü=",
		"=?utf-8?q?a?b?=":                                               "a?b",
		"=?utf-8?x?abc?=":                                               "=?utf-8?x?abc?=",
		"=?utf-8?q??=":                                                  "",
		"=?utf-8?q?a?= (=?utf-8?q?b?=)":                                 "a (b)",
		"prefix=?utf-8?q?a?=suffix":                                     "prefixasuffix",
		"\"=?utf-8?q?a?=\"":                                             "\"a\"",
		"=?iso-8859-1?q?=FC?= =?utf-8?q?=C3=BC?=":                       "üü",
		"=?utf-8?Q?a_=3D=3Futf-8=3Fq=3Fb=3F=3D?=":                       "a =?utf-8?q?b?=",
		"=?utf-8?q?=e2=82=ac?=":                                         "€",
		"=?utf-8?q?=E2=82=AC_100=25?=":                                  "€ 100%",
		"=?unknown?q?=FC?=":                                             "ü",
		"=?utf-8?Q?=F0=9F=98=80?=":                                      "😀",
		"=?windows-1252?Q?=80_=93x=94?=":                                "€ “x”",
		"=?iso-8859-1?Q?=80_=93x=94?=":                                  "€ “x”",
		"=?gb2312?B?xOO6ww==?=":                                         "你好",
		"=?iso-2022-jp?B?GyRCRnwbKEI=?= =?iso-2022-jp?B?GyRCS1wbKEI=?=": "日本",
		"=?iso-2022-jp?B?GyRCRnw=?= =?iso-2022-jp?B?S1wbKEI=?=":         "日本", // split without escape
		"=?ISO-2022-JP?B?GyRCRnxLXA==?=":                                "日本",
		"Re: =?utf-8?q?a?=\r\n =?utf-8?q?b?=":                           "Re: ab",
		"=?utf-8?q?a?=\r\n\t=?utf-8?q?b?=":                              "ab",
		"=? utf-8?q?a?=":                                                "=? utf-8?q?a?=",
		"=?utf-8 ?q?a?=":                                                "a",
		"=?utf-8?q?a?==?utf-8?q?b?= c":                                  "ab c",
		"=?UTF-8?Q?50%_off?=":                                           "50% off",
		"=?UTF8?Q?=C3=BC?=":                                             "ü",
		"=?cp1252?Q?=FC?=":                                              "ü",
		"=?utf-8?Q?Gr=C3=BC=C3=9Fe?=, Ann":                              "Grüße, Ann",
		"ü raw":                                                         "ü raw",
		"\xfc raw":                                                      "ü raw",
		"=?utf-8?q?x?= \xfc":                                            "x ü",
		"=?utf-8?B?4pyF?= =?utf-8?B?8J+Y?= =?utf-8?B?gA==?=":            "✅😀",
		"=?utf-8?Q?a?=\r\n\r\n":                                         "a",
		"=?us-ascii?Q?=C3=BC?=":                                         "ü",
		"=?utf-8?Q?tab=09x?=":                                           "tab x",
		"=?utf-8?B?77u/w7w=?=":                                          "ü", // BOM
		"=?utf-7?Q?+APw-ber?=":                                          "über",
		"=?utf-8?Q?=?=":                                                 "=",
		"=?big5?B?p0Gmbg==?=":                                           "你好",
		"=?koi8-r?B?8NLJ18XU?=":                                         "Привет",
		"=?utf-8?q?=C3=BCber=?=":                                        "über=",
		"&#252;ber":                                                     "&#252;ber",
		"=?utf-8?Q?=22Ann=22?= <x>":                                     "\"Ann\" <x>",
		"=?ISO-8859-1?Q?a?=b=?ISO-8859-1?Q?c?=":                         "abc",
		"=?utf-8?Q?first_?==?utf-8?Q?second?=":                          "first second",
		"=?utf-8?Q?a?=\u00a0=?utf-8?Q?b?=":                              "a\u00a0b",
		"=3D?utf-8?Q?a?=":                                               "=3D?utf-8?Q?a?=",
		"=?utf-8?Q?a=20=20b?=":                                          "a  b",
	} {
		m := Bytes([]byte("Subject: " + in + "\r\nFrom: a@b\r\n\r\nx"))
		if m.Subject != strings.TrimSpace(want) {
			t.Errorf("%q: %q want %q", in, m.Subject, want)
		}
	}
}

// Parameters as RFC 2231 forbids them and programs write them.
func TestBrokenParametersAreRead(t *testing.T) {
	for in, want := range map[string]string{
		`attachment; filename*=UTF-8''%e2%82%ac.txt`:                  "€.txt",
		`attachment; filename*0="a"; filename*1="b.txt"`:              "ab.txt",
		`attachment; filename*0*=UTF-8''%e2%82; filename*1*=%ac.txt`:  "€.txt",
		`attachment; filename*0*=UTF-8''a%20; filename*1="b%20c.txt"`: "a b%20c.txt",
		`attachment; filename*10="k"; filename*9="j"; filename*0="a"; filename*1="b"; filename*2="c"; filename*3="d"; filename*4="e"; filename*5="f"; filename*6="g"; filename*7="h"; filename*8="i"`: "abcdefghijk",
		`attachment; filename="a.txt"; filename*=UTF-8''%e2%82%ac.txt`:                    "€.txt",
		`attachment; filename*="a b.txt"`:                                                 "a b.txt",
		`attachment; filename*=%e2%82%ac.txt`:                                             "€.txt",
		`attachment; filename*=utf-8'de'"x%20y.txt"`:                                      "x y.txt",
		`attachment; filename*="utf-8''x%20y.txt"`:                                        "x y.txt",
		`attachment; filename=utf-8''%e2%82%ac.txt`:                                       "€.txt",
		`attachment; filename="utf-8''%e2%82%ac.txt"`:                                     "€.txt",
		`attachment; filename=%e2%82%ac.txt`:                                              "%e2%82%ac.txt",
		`attachment; filename==?utf-8?q?=C3=BC.txt?=`:                                     "ü.txt",
		`attachment; filename="=?utf-8?q?=C3=BC?= =?utf-8?q?.txt?="`:                      "ü.txt",
		"attachment; filename=\"=?utf-8?B?w7w=?=\r\n =?utf-8?B?LnR4dA==?=\"":              "ü.txt",
		`attachment; filename==?utf-8?B?w7wgeC50eHQ=?=; size=3`:                           "ü x.txt",
		`attachment; filename="=?utf-8?Q?a;b.txt?="`:                                      "a;b.txt",
		`attachment; filename==?utf-8?Q?a;b.txt?=`:                                        "a;b.txt",
		"attachment; filename=\"\xfc.txt\"":                                               "ü.txt",
		"attachment; filename=\"\xc3\xbc.txt\"":                                           "ü.txt",
		`attachment; filename='single.txt'`:                                               "single.txt",
		`attachment; filename="a\"b.txt"`:                                                 `a"b.txt`,
		`attachment; filename=C:\Users\ann\a.txt`:                                         `a.txt`,
		`attachment;filename=a.txt`:                                                       "a.txt",
		`attachment filename=a.txt`:                                                       "a.txt",
		`attachment; filename = "a.txt"`:                                                  "a.txt",
		`attachment; filename="a.txt" size=3`:                                             "a.txt",
		`attachment; size=3 filename="a.txt"`:                                             "a.txt",
		`filename="a.txt"`:                                                                "a.txt",
		`attachment; name="a.txt"`:                                                        "a.txt",
		`attachment; filename="a.txt`:                                                     "a.txt",
		`attachment; filename=""; name=x.txt`:                                             "x.txt",
		`attachment; filename=".."`:                                                       "..",
		`attachment; filename="..."`:                                                      "...",
		`attachment; filename="foo/"`:                                                     "foo/",
		`attachment; filename*0*=iso-2022-jp'ja'%1B$BF; filename*1*=|%1B(B.txt`:           "日.txt",
		`attachment; filename*1*=UTF-8''b; filename*2*=c.txt`:                             "bc.txt",
		`attachment; filename*0*=UTF-8''%61; filename*1=%62; filename*2*=%63.txt`:         "a%62c.txt",
		`attachment; filename*utf-8''a.txt`:                                               "",
		`attachment; filename="a.txt"; filename="b.txt"`:                                  "a.txt",
		`attachment; =x; ;; filename=a.txt`:                                               "a.txt",
		`attachment; FileName*=utf-8''%41.txt`:                                            "A.txt",
		`attachment; filename="=?UTF-8?Q?re=3Fport=2Epdf?="`:                              "re?port.pdf",
		`attachment; filename="(a).txt"`:                                                  "(a).txt",
		`attachment; filename=a (1).txt`:                                                  "a (1).txt",
		`attachment; filename=a(1).txt; size=3`:                                           "a(1).txt",
		`attachment; filename*=windows-1251''%CF%F0.txt`:                                  "Пр.txt",
		`attachment; filename*=gb18030'zh'%C4%E3.txt`:                                     "你.txt",
		`attachment; filename*=bogus''%C3%BC.txt`:                                         "ü.txt",
		`attachment; filename*=UTF-8''a%0D%0Ab%00.txt`:                                    "a  b.txt",
		`attachment; filename="a%20b.txt"`:                                                "a%20b.txt",
		`attachment; filename*=UTF-8''%`:                                                  "%",
		`attachment; filename*0="=?utf-8?Q?=C3?="; filename*1="=?utf-8?Q?=BC.txt?="`:      "ü.txt",
		`attachment; filename="=?utf-8?Q?=C3=BC.tx"`:                                      "ü.tx",
		`attachment; modification-date="Wed, 12 Feb 1997 16:29:51 -0500"; filename=a.txt`: "a.txt",
		`"attachment"; filename=a.txt`:                                                    "a.txt",
		`attachment; filename="Rechnung; Nr. 5.pdf"`:                                      "Rechnung; Nr. 5.pdf",
		`attachment; filename=Rechnung, Nr. 5.pdf`:                                        "Rechnung, Nr. 5.pdf",
	} {
		m := Bytes(mail("Content-Type: multipart/mixed; boundary=x", "", "--x", "Content-Type: application/x-thing", "Content-Disposition: "+in, "", "z", "--x--"))
		if len(m.Attachments) != 1 || m.Attachments[0].Name != want {
			t.Errorf("%q: %q, want %q", in, m.Attachments[0].Name, want)
		}
	}
	for in, want := range map[string]string{
		`application/x-thing; name*=utf-8''%C3%BC.txt`:         "ü.txt",
		`application/x-thing; name="=?iso-8859-1?Q?=FC.txt?="`: "ü.txt",
		`application/x-thing; x-unix-mode=0644; name=a.txt`:    "a.txt",
		`application/x-thing;name=a b.txt`:                     "a b.txt",
		`application/x-thing; name*0=a; name*1=.txt`:           "a.txt",
		`Application/X-Thing ; NAME="a.txt"`:                   "a.txt",
		`application/x-thing name=a.txt`:                       "a.txt",
		`application/x-thing,name=a.txt`:                       "a.txt",
		`application/x-thing; name=a.txt; charset=utf-8`:       "a.txt",
	} {
		m := Bytes(mail("Content-Type: multipart/mixed; boundary=x", "", "--x", "Content-Type: "+in, "Content-Disposition: attachment", "", "z", "--x--"))
		if len(m.Attachments) != 1 || m.Attachments[0].Name != want {
			t.Errorf("%q: %q, want %q", in, m.Attachments[0].Name, want)
		}
	}
}

// Addresses with letters beyond ASCII (RFC 6532), and as programs misspell them.
func TestBrokenAddressesAreRead(t *testing.T) {
	for in, want := range map[string]string{
		"用户 <用户@例え.jp>":                              "用户|用户@例え.jp",
		"\"Jürgen\" <jürgen@müller.example>":         "Jürgen|jürgen@müller.example",
		"=?utf-8?q?J=C3=BC?= =?utf-8?q?rgen?= <a@b>": "Jürgen|a@b",
		"\"=?utf-8?q?J=C3=BCrgen=2C_X?=\" <a@b>":     "Jürgen, X|a@b",
		"=?utf-8?q?a=40b=2Ec?= <x@y>":                "a@b.c|x@y",
		"=?utf-8?B?YUBi?= <=?utf-8?B?eEB5?=>":        "a@b|x@y",
		"<a@b> (Ann)":                                "Ann|a@b",
		"Ann <a@b":                                   "Ann|a@b",
		"Ann <<a@b>>":                                "Ann|a@b",
		"<a@b>, ":                                    "|a@b",
		"\"Ann \\\"Bob\\\" Lee\" <a@b>":              "Ann \"Bob\" Lee|a@b",
		"a@b <a@b>":                                  "a@b|a@b",
		"\"a@b\" <c@d>":                              "a@b|c@d",
		"Ann [Acme] <a@b>":                           "Ann [Acme]|a@b",
		"Ann: Acme <a@b>":                            "Acme|a@b",
		"\"Ann: Acme\" <a@b>":                        "Ann: Acme|a@b",
		"Ann\t<a@b>":                                 "Ann|a@b",
		"  Ann   Lee  <a@b>":                         "Ann Lee|a@b",
		"a@[192.0.2.1]":                              "|a@[192.0.2.1]",
		"a@[IPv6:2001:db8::1]":                       "|a@[IPv6:2001:db8::1]",
		"\xfcber <a@b>":                              "über|a@b",
		"Ann\xa0Lee <a@b>":                           "Ann Lee|a@b",
		"a@b.":                                       "|a@b.",
		"a..b@c":                                     "|a..b@c",
		".a@c":                                       "|.a@c",
		"a+x=y@c":                                    "|a+x=y@c",
		"'a@b'":                                      "|a@b",
		"'Ann' <'a@b'>":                              "Ann|a@b",
		"[mailto:a@b]":                               "|a@b",
		"mailto:a@b":                                 "|a@b",
		"Ann (at work) Lee <a@b>":                    "Ann Lee|a@b",
		"a (x) @ b (y)":                              "x|a@b",
		"\"a b\"@c":                                  "|\"a b\"@c",
		"a@b (=?utf-8?q?J=C3=BC?=)":                  "Jü|a@b",
		"=?utf-8?q?x=22_=3Cevil=40e=3E?= <a@b>":      "x\" <evil@e>|a@b",
		"a@b\r\n (c)":                                "c|a@b",
		"undisclosed recipients":                     "undisclosed recipients|",
		"Lee; Ann <a@b>":                             "Lee, Ann|a@b",
	} {
		m := Bytes([]byte("From: " + in + "\r\n\r\nx"))
		got := ""
		if len(m.From) > 0 {
			got = m.From[0].Name + "|" + m.From[0].Address
		}
		if got != want {
			t.Errorf("%q: %q want %q (%d)", in, got, want, len(m.From))
		}
	}
}
