package compose

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"strings"
	"testing"

	"github.com/emersion/go-message"

	"tierdesk/tickets"
)

// part is a leaf of a mail, as a reader sees it.
type part struct {
	path, kind, name, id, disposition, body string
}

// parts reads a mail back.
func parts(t testing.TB, raw string) []part {
	t.Helper()
	e, err := message.Read(strings.NewReader(raw))
	if err != nil {
		t.Fatalf("%v\n%s", err, raw)
	}
	return walk(t, e, "")
}

func walk(t testing.TB, e *message.Entity, path string) []part {
	t.Helper()
	kind, _, err := e.Header.ContentType()
	if err != nil {
		t.Fatalf("%v in %q", err, e.Header.Get("Content-Type"))
	}
	if mr := e.MultipartReader(); mr != nil {
		var all []part
		for {
			p, err := mr.NextPart()
			if err == io.EOF {
				return all
			} else if err != nil {
				t.Fatal(err)
			}
			all = append(all, walk(t, p, path+strings.TrimPrefix(kind, "multipart/")+"/")...)
		}
	}
	body, err := io.ReadAll(e.Body)
	if err != nil {
		t.Fatal(err)
	}
	disposition, params, err := mime.ParseMediaType(e.Header.Get("Content-Disposition"))
	if err != nil && e.Header.Has("Content-Disposition") {
		t.Fatalf("%v in %q", err, e.Header.Get("Content-Disposition"))
	}
	return []part{{path, kind, params["filename"], e.Header.Get("Content-Id"), disposition, string(body)}}
}

func enclosure(raw, name, media string, size int) tickets.Enclosure {
	return tickets.Enclosure{Raw: raw, Attachment: tickets.Attachment{Name: name, Type: media, Size: int64(size)}}
}

func TestPicturesStandInTheTextAndFilesBesideIt(t *testing.T) {
	png, pdf := strings.Repeat("\x89PNG\r\n\x00", 50), strings.Repeat("%PDF", 1000)
	d := draft(tickets.AgentReply)
	d.Data.Body.Markdown = "Look at the lamp:\n\n![the lamp](cid:lamp@acme)\n\n![gone](cid:gone@acme)"
	lamp := enclosure("png", "lamp.png", "image/png", len(png))
	lamp.ContentID, lamp.Inline = "lamp@acme", true
	unused := enclosure("png", "logo.png", "image/png", len(png))
	unused.ContentID, unused.Inline = "logo@acme", true
	d.Attachments = []tickets.Enclosure{lamp, enclosure("pdf", "Größe & Maß.pdf", "application/pdf", len(pdf)), unused}

	raw := compose(t, composer(t, leaves{"png": png, "pdf": pdf}), d)
	checkLines(t, raw)
	golden(t, "enclosures.eml", raw)
	got := parts(t, raw)
	want := []part{
		{"mixed/related/alternative/", "text/plain", "", "", "", ""},
		{"mixed/related/alternative/", "text/html", "", "", "", ""},
		{"mixed/related/", "image/png", "lamp.png", "<lamp@acme>", "inline", png},
		{"mixed/", "application/pdf", "Größe & Maß.pdf", "", "attachment", pdf},
		{"mixed/", "image/png", "logo.png", "", "attachment", png},
	}
	if len(got) != len(want) {
		t.Fatalf("%d parts:\n%s", len(got), raw)
	}
	for i := range want {
		if want[i].body == "" {
			got[i].body = ""
		}
		if got[i] != want[i] {
			t.Errorf("part %d: %+v, want %+v", i, got[i], want[i])
		}
	}
	if !strings.Contains(raw, "[picture: gone]") || !strings.Contains(raw, "cid:lamp@acme") {
		t.Errorf("pictures:\n%s", raw)
	}
}

func TestAnEnclosureThatCannotBeReadFailsTheLetter(t *testing.T) {
	c := composer(t, leaves{"short": "12"})
	for name, e := range map[string]tickets.Enclosure{
		"a missing blob":   enclosure("missing", "a.pdf", "application/pdf", 3),
		"a missing mail":   enclosure("missing", "a.eml", "message/rfc822", 3),
		"another leaf":     enclosure("short", "a.pdf", "application/pdf", 3),
		"another mail":     enclosure("short", "a.eml", "message/rfc822", 3),
		"a nameless thing": enclosure("missing", "", "", 0),
	} {
		d := draft(tickets.AgentReply)
		d.Attachments = []tickets.Enclosure{e}
		if err := c.Compose(d, new(bytes.Buffer)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// full is a disk without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left") }

func TestAFullDiskFailsTheLetter(t *testing.T) {
	d := draft(tickets.AgentReply)
	if err := composer(t, nil).Compose(d, full{}); err == nil {
		t.Error("no error without attachments")
	}
	d.Attachments = []tickets.Enclosure{enclosure("a", "a.bin", "", 1<<20)}
	if err := composer(t, leaves{"a": strings.Repeat("x", 1<<20)}).Compose(d, full{}); err == nil {
		t.Error("no error with attachments")
	}
}

func TestAMailIsEnclosedOnlyAsItMayBe(t *testing.T) {
	clean := "Subject: x\n\nplain words\n"
	odd := "Subject: x\n\nw\xf6rds\n"
	long := "Subject: x\n\n" + strings.Repeat("x", 1200) + "\n"
	c := composer(t, leaves{"clean": clean, "odd": odd, "long": long})
	for raw, want := range map[string]part{
		"clean": {"mixed/", "message/rfc822", "fwd", "", "attachment", strings.ReplaceAll(clean, "\n", "\r\n")},
		"odd":   {"mixed/", "application/octet-stream", "fwd.eml", "", "attachment", odd},
		"long":  {"mixed/", "application/octet-stream", "fwd.eml", "", "attachment", long},
	} {
		d := draft(tickets.AgentReply)
		d.Attachments = []tickets.Enclosure{enclosure(raw, "fwd", "message/rfc822", len(c.opener.(leaves)[raw]))}
		mail := compose(t, c, d)
		checkLines(t, mail)
		if all := parts(t, mail); len(all) != 3 || all[2] != want {
			t.Errorf("%s: %+v, want %+v", raw, all[len(all)-1], want)
		}
	}
}

func TestFileNamesAreSafeToSave(t *testing.T) {
	for name, want := range map[string]string{
		"../../etc/passwd":   "_.._etc_passwd",
		`C:\temp\a "b".txt`:  "C:_temp_a _b_.txt",
		"a\r\nb\x00.pdf":     "a b .pdf",
		"photo\u202egpj.exe": "photogpj.exe",
		"":                   "attachment-1",
		"...":                "attachment-1",
		"Отчёт за ноябрь (итог)'1'.pdf": "Отчёт за ноябрь (итог)'1'.pdf",
		strings.Repeat("ü", 200) + ".x": strings.Repeat("ü", 89) + ".x",
	} {
		d := draft(tickets.AgentReply)
		d.Attachments = []tickets.Enclosure{enclosure("a", name, "text/plain", 1)}
		raw := compose(t, composer(t, leaves{"a": "1"}), d)
		checkLines(t, raw)
		if got := parts(t, raw)[2].name; got != want {
			t.Errorf("%q became %q, want %q", name, got, want)
		}
	}
}

func TestMediaTypesThatMayNotBeEncodedBecomeFiles(t *testing.T) {
	for media, want := range map[string]string{
		"image/PNG": "image/png", "": anything, "x": anything, "a/b; c=d": anything, "multipart/mixed": anything,
		"message/delivery-status": anything, "text/calendar": "text/calendar", "application/vnd.ms-excel": "application/vnd.ms-excel",
	} {
		if got := mediaType(media); got != want {
			t.Errorf("%q became %q, want %q", media, got, want)
		}
	}
}
