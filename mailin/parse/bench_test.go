package parse

import (
	"fmt"
	"strings"
	"testing"

	"encoding/base64"
)

// benchMails are mails as they come: a plain question, a reply with both halves of 17 KB, a file of 1 MB.
func benchMails() map[string][]byte {
	head := "Return-Path: <ann@customer.example>\r\nReceived: from mx.customer.example (mx.customer.example [192.0.2.1])\r\n\tby mx.acme.example with ESMTPS id 1234\r\n\tfor <support@acme.example>; Thu, 6 Jun 2024 10:00:00 +0200\r\n" +
		"From: Ann Lee <ann@customer.example>\r\nTo: support@acme.example\r\nSubject: =?utf-8?q?Dr=C3=BCcker?= brennt\r\nDate: Thu, 6 Jun 2024 10:00:00 +0200\r\nMessage-ID: <m1@customer.example>\r\nReferences: <a@b> <c@d>\r\nMIME-Version: 1.0\r\n"
	words := strings.Repeat("The printer on the second floor has been burning since this morning.\r\n", 60)
	quoted := "\r\nOn Thu, 6 Jun 2024 at 09:00, Support <support@acme.example> wrote:\r\n" + strings.Repeat("> Please tell us more about it, and send a picture.\r\n", 20)
	qp := strings.ReplaceAll(words+quoted, "burning", "gl=C3=BChend")
	page := "<html><body>" + strings.ReplaceAll(qp, "\r\n", "<br>=\r\n") + "</body></html>"
	return map[string][]byte{
		"plain": []byte(head + "Content-Type: text/plain; charset=utf-8\r\n\r\n" + words + quoted),
		"alternative": []byte(head + "Content-Type: multipart/alternative; boundary=b1\r\n\r\n--b1\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + qp +
			"\r\n--b1\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + page + "\r\n--b1--\r\n"),
		"html": []byte(head + "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + page),
		"file": []byte(head + "Content-Type: multipart/mixed; boundary=b1\r\n\r\n--b1\r\nContent-Type: text/plain\r\n\r\n" + words + "\r\n--b1\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
			lines76(base64.StdEncoding.EncodeToString([]byte(strings.Repeat("%PDF-1.4 and more ", 58000)))) + "\r\n--b1--\r\n"),
	}
}

func lines76(s string) string {
	var out strings.Builder
	for ; len(s) > 76; s = s[76:] {
		out.WriteString(s[:76] + "\r\n")
	}
	return out.String() + s
}

func BenchmarkBytes(b *testing.B) {
	for name, raw := range benchMails() {
		b.Run(fmt.Sprintf("%s-%dKB", name, len(raw)>>10), func(b *testing.B) {
			b.SetBytes(int64(len(raw)))
			b.ReportAllocs()
			for b.Loop() {
				Bytes(raw)
			}
		})
	}
}

func BenchmarkRich(b *testing.B) {
	m := Bytes(benchMails()["alternative"])
	b.Run("HTML", func(b *testing.B) {
		for b.Loop() {
			HTML(&m)
		}
	})
	b.Run("Markdown", func(b *testing.B) {
		for b.Loop() {
			Markdown(&m)
		}
	})
}
