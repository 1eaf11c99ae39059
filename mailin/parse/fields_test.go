package parse

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tierdesk/tickets"
)

func TestAddressListsAreReadPieceByPiece(t *testing.T) {
	type list = []tickets.Address
	for in, want := range map[string]list{
		"a@b":                                 list{{Address: "a@b"}},
		"Ann <a@b>, c@d":                      list{{Name: "Ann", Address: "a@b"}, {Address: "c@d"}},
		"a@b;c@d":                             list{{Address: "a@b"}, {Address: "c@d"}},
		`"Lee, Ann" <a@b>`:                    list{{Name: "Lee, Ann", Address: "a@b"}},
		"Lee, Ann <a@b>":                      list{{Name: "Lee, Ann", Address: "a@b"}},
		"a@b (Ann Lee)":                       list{{Name: "Ann Lee", Address: "a@b"}},
		"Team: a@b, c@d;":                     list{{Address: "a@b"}, {Address: "c@d"}},
		"undisclosed-recipients:;":            nil,
		`"ceo@corp.example" <evil@x.example>`: list{{Name: "ceo@corp.example", Address: "evil@x.example"}},
		"=?utf-8?q?M=C3=BCller=2C_Jo?= <a@b>": list{{Name: "Müller, Jo", Address: "a@b"}},
		`"John Doe"@x.example`:                list{{Address: `"John Doe"@x.example`}},
		"<@r1,@r2:a@b>":                       list{{Address: "a@b"}},
		"Pete(x) <pete(his account)@silly(host).test>": list{{Name: "Pete", Address: "pete@silly.test"}},
		"'Ann Lee' <a@b>":                 list{{Name: "Ann Lee", Address: "a@b"}},
		"Ann a@b":                         list{{Name: "Ann", Address: "a@b"}},
		"MAILER-DAEMON (Mail System)":     list{{Name: "Mail System", Address: "MAILER-DAEMON"}},
		"<>":                              nil,
		`"never closed <a@b>`:             list{{Name: "never closed", Address: "a@b"}},
		"Ann <mailto:a@b>":                list{{Name: "Ann", Address: "a@b"}},
		"ü <ü@ü.example>":                 list{{Name: "ü", Address: "ü@ü.example"}},
		"a@b,,, ,c@d":                     list{{Address: "a@b"}, {Address: "c@d"}},
		"=?utf-8?q?a=0D=0ABcc:_x?= <a@b>": list{{Name: "a Bcc: x", Address: "a@b"}},
	} {
		if diff := cmp.Diff(want, addresses(in)); diff != "" {
			t.Errorf("%q: %s", in, diff)
		}
	}
}

func TestDatesAreReadInEveryForm(t *testing.T) {
	at := func(zone int) time.Time { return time.Date(2024, 6, 6, 10, 20, 30, 0, time.FixedZone("", zone*3600)) }
	for in, want := range map[string]time.Time{
		"Thu, 06 Jun 2024 10:20:30 +0200":        at(2),
		"6 Jun 2024 10:20:30 +0200 (CEST)":       at(2),
		"Thu, 6 Jun 24 10:20:30 EST":             at(-5),
		"Thu Jun  6 10:20:30 2024":               at(0),
		"Thu, 6 Jun 2024 10:20:30 GMT+0200":      at(2),
		"2024-06-06T10:20:30Z":                   at(0),
		"2024-06-06T10:20:30+02:00":              at(2),
		"Thursday, June 6, 2024 10:20:30 AM GMT": at(0),
		"06-Jun-2024 10:20:30 -0700":             at(-7),
		"rubbish":                                {},
		"":                                       {},
		"31 Jun":                                 {},
		": : -- +":                               {},
	} {
		if got := parseDate(in); !got.Equal(want) {
			t.Errorf("%q: %v", in, got)
		}
	}
}

func TestEncodedWordsAreReadInEveryForm(t *testing.T) {
	for in, want := range map[string]string{
		"=?utf-8?q?a_b=3F?= c":                      "a b? c",
		"=?utf-8?b?w7w=?= =?utf-8?b?w7w=?=":         "üü",
		"=?utf-8?b?w7?= =?utf-8?b?w=?=":             "ü",
		"=?utf-8?b?ww==?= =?utf-8?b?vA==?=":         "ü",
		"=?iso-8859-1?q?=FC?= x =?utf-8?q?=C3=BC?=": "ü x ü",
		"=?iso-8859-1*de?q?=FC?=":                   "ü",
		"=?utf-8?Q?a b c?=":                         "a b c",
		"\"=?utf-8?q?=C3=BC?=\"":                    "\"ü\"",
		"=?x-unknown?q?=FC?=":                       "ü",
		"=?windows-1252?q?=80?=":                    "€",
		"=?iso-8859-1?q?=80?=":                      "€",
		"=?utf-8?z?abc?=":                           "=?utf-8?z?abc?=",
		"=?utf-8?q?never ends":                      "never ends",
		"=?iso-2022-jp?b?GyRCRnxLXBsoQg==?=":        "日本",
		"=?gb2312?b?xOO6ww==?=":                     "你好",
		"=?ks_c_5601-1987?b?vsiz5w==?=":             "안녕",
		"=? not a word":                             "=? not a word",
	} {
		if got := decodeWords(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestCharsetsAreReadAndWrongLabelsRepaired(t *testing.T) {
	for _, c := range [...]struct {
		label, in, want string
		repaired        bool
	}{
		{"utf-8", "ü", "ü", false},
		{"us-ascii", "plain", "plain", false},
		{"us-ascii", "ü", "ü", true},
		{"iso-8859-1", "ü", "ü", true},
		{"iso-8859-1", "\xfc\x80", "ü€", false},
		{"utf-8", "\xfc", "ü", true},
		{"windows-1251", "\xcf\xf0\xe8\xe2\xe5\xf2", "Привет", false},
		{"koi8-r", "\xf0\xd2\xc9\xd7\xc5\xd4", "Привет", false},
		{"iso-2022-jp", "\x1b$BF|K\\\x1b(B", "日本", false},
		{"shift_jis", "\x93\xfa\x96{", "日本", false},
		{"big5", "\xa7A\xa6n", "你好", false},
		{"utf-7", "a+APw-b", "aüb", false},
		{"hz-gb-2312", "~{Dc:C~}", "你好", false},
		{"utf-16le", "a\x00b\x00", "ab", false},
		{"iso8859_15", "\xa4", "€", false},
		{"\"cp-1252\"", "\x80", "€", false},
		{"no-such-charset", "\xfc", "ü", true},
		{"macintosh", "\x9f", "ü", false},
		{"cp437", "\x81", "ü", false},
	} {
		got, repair := decodeCharset([]byte(c.in), c.label)
		if got != c.want || (repair != "") != c.repaired {
			t.Errorf("%s %q: %q, repair %q", c.label, c.in, got, repair)
		}
	}
}

func TestASubjectInBareUTF7IsReadWithTheBody(t *testing.T) {
	if m := Bytes(mail("Subject: Fr+APY-sche", "Content-Type: text/plain; charset=UTF-7", "", "Fr+APY-sche")); m.Subject != "Frösche" || m.Text != "Frösche" {
		t.Errorf("%q %q", m.Subject, m.Text)
	}
	if m := Bytes(mail("Subject: a+APY-b", "", "x")); m.Subject != "a+APY-b" {
		t.Errorf("%q", m.Subject)
	}
}
