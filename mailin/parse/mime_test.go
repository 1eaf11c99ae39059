package parse

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tierdesk/tickets"
)

// samples are mails of all shapes, for the tests that hold for every mail.
func samples() map[string][]byte {
	return map[string][]byte{
		"plain":       mail("Subject: a", "", "hello"),
		"mixed":       mixed(),
		"alternative": alternative(),
		"report": mail("From: MAILER-DAEMON@x", "Content-Type: multipart/report; report-type=delivery-status; boundary=r", "", "--r", "", "Sorry.", "--r",
			"Content-Type: message/delivery-status", "", "Reporting-MTA: dns; x", "", "Final-Recipient: rfc822; a@b", "Action: failed", "Status: 5.1.1", "", "--r",
			"Content-Type: message/rfc822", "", "Message-ID: <o@x>", "Subject: old", "", "old text", "--r--", ""),
		"uuencoded":    mail("Subject: a", "", "see", "begin 644 a.txt", "%:&5L;&\\", "`", "end", "bye", "begin 644 is a way to start"),
		"broken parts": mail("Content-Type: multipart/mixed; boundary=x", "", "--x", "Content-Type: text/plain", "", "one", "--x", "no header here", "", "two", "--y--"),
		"no boundary":  mail("Content-Type: multipart/mixed", "", "--zz", "Content-Type: text/plain", "", "one", "--zz--"),
	}
}

func mixed() []byte {
	return mail("Subject: a", "Content-Type: multipart/mixed; boundary=\"x y\"", "", "preamble", "--x y", "Content-Type: text/plain; charset=iso-8859-1", "Content-Transfer-Encoding: quoted-printable", "",
		"Gr=FC=DFe =80 =", "joined", "--x y", "Content-Type: application/octet-stream; name=\"=?utf-8?b?w7xiZXIucGRm?=\"", "Content-Transfer-Encoding: base64",
		"Content-Disposition: attachment", "", "JVBERi0x", "LjQK", "--x y", "Content-Type: message/rfc822", "", "Subject: inner", "", "inner text", "--x y--", "epilogue", "")
}

func alternative() []byte {
	return mail("Subject: a", "Content-Type: multipart/alternative; boundary=a", "", "--a", "Content-Type: text/plain", "", "plain half", "--a",
		"Content-Type: multipart/related; boundary=b", "", "--b", "Content-Type: text/html", "", "<p>html <b>half</b> <img src=\"cid:p1\"></p>", "--b",
		"Content-Type: image/png", "Content-ID: <p1>", "Content-Disposition: inline; filename*=utf-8''pi%63ture.png", "Content-Transfer-Encoding: base64", "", "iVBORw0KGgo=", "--b--", "--a--", "")
}

func TestAttachmentsAreNamedCountedAndHashed(t *testing.T) {
	m := Bytes(mixed())
	inner := "Subject: inner\r\n\r\ninner text"
	want := []tickets.Attachment{
		{Name: "über.pdf", Type: "application/pdf", Size: 9, SHA256: sumOf("%PDF-1.4\n"), Part: 1},
		{Name: "inner.eml", Type: "message/rfc822", Size: int64(len(inner)), SHA256: sumOf(inner), Part: 2},
	}
	if diff := cmp.Diff(want, m.Attachments); diff != "" {
		t.Error(diff)
	}
	if m.Parts != 5 || m.Text != "Grüße € joined" {
		t.Errorf("%d parts, text %q", m.Parts, m.Text)
	}
}

func sumOf(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

func TestEveryAttachmentCanBeWrittenOut(t *testing.T) {
	for name, raw := range samples() {
		for _, a := range Bytes(raw).Attachments {
			var out bytes.Buffer
			if err := Leaf(bytes.NewReader(raw), a.Part, &out); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			if sumOf(out.String()) != a.SHA256 {
				t.Errorf("%s: part %d is %q", name, a.Part, out.String())
			}
		}
	}
}

func TestAPartThatIsNotThereIsAnError(t *testing.T) {
	if err := Leaf(bytes.NewReader(mixed()), 99, &bytes.Buffer{}); !errors.Is(err, ErrNoPart) {
		t.Error(err)
	}
	if err := Leaf(bytes.NewReader(mixed()), 1, failing{}); err == nil || errors.Is(err, ErrNoPart) {
		t.Error(err)
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestTheTextHalfIsReadAndTheHTMLHalfKept(t *testing.T) {
	m := Bytes(alternative())
	if m.Text != "plain half" || !strings.Contains(m.RawHTML, "<b>half</b>") || m.HTML != "" {
		t.Errorf("text %q, raw %q, html %q", m.Text, m.RawHTML, m.HTML)
	}
	if diff := cmp.Diff([]tickets.Attachment{{Name: "picture.png", Type: "image/png", Size: 8, SHA256: sumOf("\x89PNG\r\n\x1a\n"), ContentID: "p1", Inline: true, Part: 2}}, m.Attachments); diff != "" {
		t.Error(diff)
	}
}

func TestTransferEncodingsForgive(t *testing.T) {
	for name, c := range map[string]struct{ encoding, body, want string }{
		"base64 with a footer":        {"base64", "aGVsbG8=\r\n____\r\nA list, footer!", "hello"},
		"base64 joined":               {"base64", "aGVs\r\nbG8=IHdvcmxk", "hello world"},
		"base64 without padding":      {"base64", "aGVsbG8", "hello"},
		"base64 with rubbish between": {"Base64 ", "aG!Vs bG8=", "hello"},
		"quoted-printable wrong":      {"quoted-printable", "100=ZZ=E2=82=AC=", "100=ZZ€"},
		"quoted-printable soft":       {"Quoted-Printable", "a=\r\nb  \r\nc=20", "ab\nc"},
		"unknown":                     {"8-bit", "a=20b", "a=20b"},
		"with a comment":              {"base64 (x)", "aGVsbG8=", "hello"},
	} {
		m := Bytes(mail("Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: "+c.encoding, "", c.body))
		if m.Text != c.want {
			t.Errorf("%s: %q", name, m.Text)
		}
	}
}

func TestALongEncodedLineIsNotTornAtTheBuffer(t *testing.T) {
	body := strings.Repeat("=C3=BC", 40000)
	m := Bytes(mail("Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: quoted-printable", "", body))
	if m.Text != strings.Repeat("ü", 40000) {
		t.Errorf("%d bytes, %q", len(m.Text), m.Text[:20])
	}
}

func TestBrokenStructuresKeepTheirText(t *testing.T) {
	for name, c := range map[string]struct {
		raw  []byte
		text string
	}{
		"never closed":             {mail("Content-Type: multipart/mixed; boundary=x", "", "--x", "", "one", "--x", "", "two"), "one\n\ntwo"},
		"boundary never found":     {mail("Content-Type: multipart/mixed; boundary=x", "", "all of it", "is here"), "all of it\nis here"},
		"boundary not declared":    {samples()["no boundary"], "one"},
		"no boundary at all":       {mail("Content-Type: multipart/mixed", "", "just text"), "just text"},
		"part without header":      {samples()["broken parts"], "one\n\nno header here\n\ntwo\n--y--"},
		"type without subtype":     {mail("Content-Type: text", "", "words"), "words"},
		"parameter without quotes": {mail("Content-Type: multipart/mixed; boundary=a b c", "", "--a b c", "", "one", "--a b c--"), "one"},
		"boundary lost its blank":  {mail("Content-Type: multipart/mixed; boundary=\"x \"", "", "--x", "Content-Type: text/plain", "", "one", "--x", "is text", "--x --"), "one\n--x\nis text"},
		"outer boundary first":     {mail("Content-Type: multipart/mixed; boundary=o", "", "--o", "Content-Type: multipart/mixed; boundary=i", "", "--i", "", "one", "--o", "", "two", "--o--"), "one\n\ntwo"},
		"html only":                {mail("Content-Type: text/html", "", "<p>a</p><p>b</p>"), "a\n\nb"},
		"stub beside html":         {mail("Content-Type: multipart/alternative; boundary=a", "", "--a", "", "Your client does not support HTML.", "--a", "Content-Type: text/html", "", "<p>real</p>", "--a--"), "real"},
		"flowed":                   {mail("Content-Type: text/plain; format=flowed", "", "one ", "line", "> quoted ", "> too", " >stuffed", "-- ", "sig"), "one line\n> quoted too\n>stuffed\n-- \nsig"},
	} {
		if m := Bytes(c.raw); m.Text != c.text {
			t.Errorf("%s: %q, repairs %q", name, m.Text, m.Repairs)
		}
	}
}

func TestTextAndFilesAreToldApartWhateverTheLabels(t *testing.T) {
	const png = "\x89PNG\r\n\x1a\nxxxxxxxx"
	coded := base64.StdEncoding.EncodeToString([]byte(png))
	for name, c := range map[string]struct {
		raw         []byte
		text, files string
	}{
		"uuencoded twice":               {mail("Subject: a", "", "hi", "begin 644 a.txt", "%:&5L;&\\", "`", "end", "", "mid", "begin 0755 b c.bin", "%:&5L;&\\", " ", "end", "bye"), "hi\n\nmid\nbye", "a.txt=hello b c.bin=hello "},
		"uuencoded and cut off":         {mail("Subject: a", "", "hi", "begin 644 a.txt", "%:&5L;&\\"), "hi", "a.txt=hello "},
		"uuencoded in another encoding": {mail("Content-Type: text/plain", "Content-Transfer-Encoding: quoted-printable", "", "hi", "begin 644 a.txt", "%:&5L;&\\", "`", "end", "bye"), "hi\nbye", "a.txt=hello "},
		"a text with a name, first":     {mail("Content-Type: multipart/mixed; boundary=b", "", "--b", "Content-Type: text/plain; name=body.txt", "", "one", "--b", "Content-Type: text/plain; name=a.txt", "", "two", "--b--"), "one", "a.txt=two "},
		"a text with a name, alone":     {mail("Content-Type: text/plain; name=body.txt", "", "one"), "one", ""},
		"a text that is an attachment":  {mail("Content-Type: text/plain; name=body.txt", "Content-Disposition: attachment", "", "one"), "", "body.txt=one "},
		"words in the file":             {mail("Subject: a", "", "begin 644 a.txt", "%:&5L;&\\", "This is not uuencoded text, is it?", "more"), "This is not uuencoded text, is it?\nmore", "a.txt=hello "},
		"uuencoding as a transfer encoding": {mail("Content-Type: multipart/mixed; boundary=b", "", "--b", "Content-Type: application/octet-stream", "Content-Transfer-Encoding: x-uuencode", "",
			"begin 644 z.txt", "%:&5L;&\\", "`", "end", "--b--"), "", "z.txt=hello "},
		"a picture labelled text": {mail("Content-Type: text/plain", "Content-Transfer-Encoding: base64", "", coded), "", "=" + png + " "},
		"words like a file":       {mail("Content-Type: text/plain", "Content-Transfer-Encoding: base64", "", base64.StdEncoding.EncodeToString([]byte("ID3 tags are lost. MZ. BM."))), "ID3 tags are lost. MZ. BM.", ""},
		"a word labelled base64":  {mail("Content-Type: text/plain", "Content-Transfer-Encoding: base64", "", "Danke!"), "Danke!", ""},
		"a page without a label":  {mail("Subject: a", "", "<html><body><p>one</p><p>two</p></body></html>"), "one\n\ntwo", ""},
		"a page labelled text":    {mail("Content-Type: text/plain", "", "<html>x"), "<html>x", ""},
		"a boundary of a gateway": {mail("Content-Type: multipart/mixed; boundary=declared", "", "--other", "Content-Type: text/plain", "", "one", "--other", "Content-Type: image/png; name=a.png",
			"Content-Transfer-Encoding: base64", "", coded, "--other--"), "one", "a.png=" + png + " "},
		"a boundary like a word": {mail("Content-Type: multipart/mixed; boundary=\"=?utf-8?q?x?=\"", "", "--=?utf-8?q?x?=", "", "one", "--=?utf-8?q?x?=--"), "one", ""},
		"a byte order mark":      {[]byte("\ufeffSubject: a\r\n\r\nhello"), "hello", ""},
		"an attached mail in base64": {mail("Content-Type: multipart/mixed; boundary=b", "", "--b", "", "see", "--b", "Content-Type: message/rfc822", "Content-Transfer-Encoding: base64", "",
			base64.StdEncoding.EncodeToString([]byte("Subject: inner\r\n\r\nhello")), "--b--"), "see", "inner.eml=Subject: inner\r\n\r\nhello "},
	} {
		m, files := Bytes(c.raw), ""
		for _, a := range m.Attachments {
			var out bytes.Buffer
			if err := Leaf(bytes.NewReader(c.raw), a.Part, &out); err != nil || sumOf(out.String()) != a.SHA256 {
				t.Errorf("%s: %v", name, err)
			}
			files += a.Name + "=" + out.String() + " "
		}
		if m.Text != c.text || files != c.files {
			t.Errorf("%s: %q and %q", name, m.Text, files)
		}
	}
}

func TestUuencodedFilesAreTakenOutOfTheText(t *testing.T) {
	m := Bytes(samples()["uuencoded"])
	if m.Text != "see\nbye\nbegin 644 is a way to start" || len(m.Attachments) != 1 || m.Attachments[0].Name != "a.txt" || m.Attachments[0].SHA256 != sumOf("hello") {
		t.Errorf("text %q, %+v", m.Text, m.Attachments)
	}
}

func TestFileNamesAreReadInEveryFormAndMadeSafe(t *testing.T) {
	for in, want := range map[string]string{
		`attachment; filename="a b.txt"`:                                       "a b.txt",
		`attachment; filename=a b.txt`:                                         "a b.txt",
		`attachment; filename="..\\..\\x.exe"`:                                 "x.exe",
		`attachment; filename="/etc/passwd"`:                                   "passwd",
		`attachment; filename*=utf-8''%C3%BC.txt`:                              "ü.txt",
		`attachment; filename*0*=iso-8859-1'de'%FC; filename*1=".txt"`:         "ü.txt",
		`attachment; filename*1="b.txt"; filename*0="a"`:                       "ab.txt",
		`attachment; filename="=?utf-8?q?=C3=BC?= x.txt"`:                      "ü x.txt",
		`attachment; filename="never closed.txt`:                               "never closed.txt",
		"attachment; filename=\"a\x00b\u202etxt.exe\"":                         "abtxt.exe",
		`attachment; filename="` + strings.Repeat("x", 500) + `.pdf"`:          strings.Repeat("x", 196) + ".pdf",
		`attachment; FILENAME="a;b.txt"; size=3`:                               "a;b.txt",
		`attachment; filename="a.txt" (comment); creation-date="Mon, 1 Jan"`:   "a.txt",
		`attachment; filename*=''a.txt; filename="other.txt"`:                  "a.txt",
		`attachment; filename="Screenshot \"one\".png"`:                        `Screenshot "one".png`,
		`attachment; filename="=?iso-2022-jp?b?GyRCRnxLXBsoQg==?= (1).txt"`:    "日本 (1).txt",
		`attachment; filename="=?windows-1252?q?caf=E9?=";  x=y; filename=b.c`: "café",
	} {
		m := Bytes(mail("Content-Type: multipart/mixed; boundary=x", "", "--x", "Content-Type: application/x-thing", "Content-Disposition: "+in, "", "z", "--x--"))
		if len(m.Attachments) != 1 || m.Attachments[0].Name != want {
			t.Errorf("%q: %+v, want %q", in, m.Attachments, want)
		}
	}
}

func TestTheTypeFollowsTheContentWhereTheLabelLies(t *testing.T) {
	for _, c := range [...]struct{ media, name, head, want string }{
		{"application/octet-stream", "x", "%PDF-1.4", "application/pdf"},
		{"application/octet-stream", "x.docx", "PK\x03\x04", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
		{"image/png", "x.png", "\xff\xd8\xff\xe0", "image/jpeg"},
		{"text/csv", "x.csv", "PK\x03\x04", "text/csv"},
		{"application/octet-stream", "x.csv", "a;b", "text/csv"},
		{"image/pjpeg", "x", "", "image/jpeg"},
		{"image/jpeg", "x.jpg", "\x00\x00\x00\x18ftypheic\x00\x00", "image/heic"},
		{"application/pdf", "x.pdf", "PK\x03\x04", "application/zip"},
		{"application/pdf", "x.pdf", "MZ\x90\x00" + strings.Repeat("\xff\x00", 40), "application/vnd.microsoft.portable-executable"},
		{"application/pdf", "x.pdf", "%!PS what a reader repairs", "application/pdf"},
		{"text/plain", "x", "%PDF-1.4", "application/pdf"},
		{"text/plain", "x", "MZ is how a line of words may begin, however long it is, and go on for a while", "text/plain"},
		{"application/octet-stream", "x.msg", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/vnd.ms-outlook"},
		{"binary/octet-stream", "x.mov", "\x00\x00\x00\x18ftypqt  ", "video/quicktime"},
		{"application/x-msdownload", "x.xlsx", "PK\x03\x04", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
		{"image", "x.webp", "RIFF\x00\x00\x00\x00WEBPVP8", "image/webp"},
		{"application/msword", "x.docx", "PK\x03\x04", "application/msword"},
	} {
		if got, _ := trueType(c.media, c.name, []byte(c.head)); got != c.want {
			t.Errorf("%s %s: %s", c.media, c.name, got)
		}
	}
}

func TestReportPartsAreKeptForClassify(t *testing.T) {
	m := Bytes(samples()["report"])
	if len(m.Report) != 2 || m.Report[0].Type != "message/delivery-status" || !strings.Contains(m.Report[0].Text, "Status: 5.1.1") || !strings.HasPrefix(m.Report[1].Text, "Message-ID: <o@x>") {
		t.Errorf("%q", m.Report)
	}
	if m.Text != "Sorry." {
		t.Errorf("text %q", m.Text)
	}
}

func TestBoundaryLinesAreRecognisedAsTheRFCWants(t *testing.T) {
	for raw, want := range map[string]struct {
		text  string
		parts int
	}{
		"Content-Type: multipart/mixed; boundary=boundary\n\n--boundary words behind it\n\none\n--boundary\n\ntwo\n--boundary-- words": {"one\n\ntwo", 3},
		"Content-Type: multipart/mixed; boundary=boundary\n\n--boundary\n\none\n--boundary\n":                                          {"one", 2},        // no part begins at the end
		"Content-Type: multipart/mixed; boundary=ab\n\n--ab\n\n--ab words\n--ab--\n":                                                   {"--ab words", 2}, // too short to be told from text
	} {
		if m := Bytes([]byte(raw)); m.Text != want.text || m.Parts != want.parts {
			t.Errorf("%q: %q, %d parts", raw, m.Text, m.Parts)
		}
	}
}

func TestTextThatIsLabelledBase64AndIsNoneIsReadAsItStands(t *testing.T) {
	const head = "Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n"
	for body, want := range map[string]string{"Hello, the printer burns.\nPlease help.": "Hello, the printer burns.\nPlease help.", "?garbage": "?garbage", "SXQgYnVybnMu\n": "It burns.", "SXQgYnVybnMuCg== ignored": "It burns."} {
		if m := Bytes([]byte(head + body)); m.Text != want {
			t.Errorf("%q: %q", body, m.Text)
		}
	}
}

func TestWhatAReportSaysToMachinesIsNoFile(t *testing.T) {
	m := Bytes([]byte("Content-Type: multipart/report; boundary=b\n\n--b\n\nSorry.\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n--b\nContent-Type: text/rfc822-headers\n\nSubject: a\n--b\n" +
		"Content-Type: message/delivery-status\n\nThis letter could not be delivered\n--b--\n"))
	if len(m.Attachments) != 0 || len(m.Report) != 3 || m.Text != "Sorry.\n\nThis letter could not be delivered" {
		t.Errorf("%+v, %d reports, %q", m.Attachments, len(m.Report), m.Text)
	}
}

func TestEnrichedTextIsReadAloneAndAFileBesidePlainText(t *testing.T) {
	const rich = "Content-Type: text/enriched"
	m := Bytes(mail(rich, "", "<bold>It</bold> burns.<nl>a << b"))
	if m.Text != "It burns.\na < b" || len(m.Attachments) != 0 {
		t.Errorf("%q, %+v", m.Text, m.Attachments)
	}
	m = Bytes(mail("Content-Type: multipart/alternative; boundary=b", "", "--b", "", "It burns.", "--b", rich, "", "<bold>It</bold> burns.", "--b--"))
	if m.Text != "It burns." || len(m.Attachments) != 1 || m.Attachments[0].Type != "text/enriched" {
		t.Errorf("%q, %+v", m.Text, m.Attachments)
	}
}
