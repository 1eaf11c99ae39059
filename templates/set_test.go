package templates

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"tierdesk/tickets"
)

func file(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }

func TestAFaultyTemplateIsRefusedWithFileAndLine(t *testing.T) {
	cases := map[string]struct{ file, text, want string }{
		"a slip in the name":   {"en/recieved.md", "---\nsubject: x\n---\n", `en/recieved.md:1: there is no notice "recieved"`},
		"no head":              {"en/received.md", "Hello", "en/received.md:1: the first line must be ---"},
		"no end of the head":   {"en/received.md", "---\nsubject: x\nHello", "en/received.md:1: the head has no end"},
		"no subject":           {"en/received.md", "---\nsubject:\n---\nHello", "en/received.md:2: the head has no subject"},
		"an unknown key":       {"en/received.md", "---\nsubject: x\nform: a\n---\n", `en/received.md:3: unknown field "form"`},
		"broken YAML":          {"en/received.md", "---\n\nsubject: [\n---\n", "en/received.md:3:"},
		"a broken action":      {"de/received.md", "---\nsubject: x\n---\nHello\n\n{{if .You}}", "de/received.md:6: unexpected EOF"},
		"an unknown function":  {"en/_sign.md", "\n{{sing .You}}", `en/_sign.md:2: function "sing" not defined`},
		"a broken subject":     {"en/received.md", "---\nsubject: \"{{.You\"\n---\n", "en/received.md:2: unclosed action"},
		"a NUL character":      {"en/received.md", "---\nsubject: x\n---\n\na\x00", "en/received.md:5: a NUL character"},
		"a file of no meaning": {"fr/readme.md", "# Our templates", `fr/readme.md:1: there is no notice "readme"`},
	}
	for name, c := range cases {
		_, err := Load(fstest.MapFS{c.file: file(c.text)})
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %s", name, err, c.want)
		}
	}
}

func TestCheckFindsWhatOnlyShowsInUse(t *testing.T) {
	cases := map[string]struct{ file, text, want string }{
		"a slip in a field":    {"en/solved.md", "---\nsubject: x\n---\nDear {{.Yuo}}", "en/solved.md:4:"},
		"a slip in a subject":  {"en/solved.md", "---\nsubject: '{{.Sbject}}'\n---\nDear", "en/solved.md:2:"},
		"a slip in a piece":    {"en/_files.md", "{{if .Files}}\n{{.Flies}}{{end}}", "en/_files.md:2:"},
		"a missing piece":      {"en/solved.md", "---\nsubject: x\n---\n{{template \"sing\"}}", "en/solved.md:4:"},
		"words dropped":        {"en/agent_reply.md", "---\nsubject: x\n---\nWe answered.", "en/agent_reply.md:1: it drops what was written"},
		"nothing said":         {"en/solved.md", "---\nsubject: x\n---\n{{.Previous}}", "en/solved.md:1: with little data the text is empty"},
		"no subject with data": {"en/solved.md", "---\nsubject: '{{.Previous}}'\n---\nx", "en/solved.md:1: with little data the subject is empty"},
		"quote of no words":    {"en/new_ticket.md", "---\nsubject: x\n---\n{{quote .Opened}}", "en/new_ticket.md:4:"},
	}
	for name, c := range cases {
		set, err := Load(fstest.MapFS{c.file: file(c.text)})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if err := set.Check(); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %s", name, err, c.want)
		}
	}
}

func TestLanguagesFallBackToTheNearestOne(t *testing.T) {
	set, err := Load(fstest.MapFS{
		"de/solved.md": file("---\nsubject: Gelöst\n---\nGelöst.\n\n---\n{{template \"sign\" .}}"),
		"de/_sign.md":  file("Ihr {{.Desk}}"),
	})
	if err != nil {
		t.Fatal(err)
	}
	for lang, want := range map[string]string{"de": "Gelöst", "DE-at": "Gelöst", "fr": "Re: Printer on fire [ACME #1024]", "": "Re: Printer on fire [ACME #1024]"} {
		letter, err := set.Render(tickets.SolvedNotice, lang, nil, Samples(tickets.SolvedNotice)[0])
		if err != nil || letter.Subject != want {
			t.Errorf("%q: got %q, %v; want %q", lang, letter.Subject, err, want)
		}
	}
	letter, err := set.Render(tickets.ClosedNotice, "de", nil, Samples(tickets.ClosedNotice)[0])
	if err != nil || !strings.Contains(letter.Text, "Your request") || !strings.HasSuffix(letter.Text, "Ihr Acme Support\n") {
		t.Errorf("a language without the notice: %v\n%s", err, letter.Text)
	}
}

func TestALanguageOfTheOperatorsIsThereOnceEveryNoticeAskedForIs(t *testing.T) {
	own := fstest.MapFS{"cs/vendor_request.md": file("---\nsubject: x\n---\nDobrý den"), "fr/vendor_chaser.md": file("---\nsubject: x\n---\nx")}
	for _, c := range []struct {
		notices []tickets.Notice
		has     bool
	}{{[]tickets.Notice{tickets.VendorRequest}, true}, {[]tickets.Notice{tickets.VendorRequest, tickets.VendorChaser}, false}} {
		if got := Worded(own, c.notices...); slices.Contains(got, "cs") != c.has || !slices.Contains(got, "fr") || !slices.Contains(got, "de") {
			t.Errorf("%v are worded in %v", c.notices, got)
		}
	}
}

func TestTimesAreTheReaders(t *testing.T) {
	data := Samples(tickets.NewTicket)[0]
	for zone, want := range map[*time.Location]string{
		nil:                                      "Mon 23 Nov, 12:30",
		time.FixedZone("west of here", -13*3600): "Sun 22 Nov, 23:30",
	} {
		letter, err := load(t).Render(tickets.NewTicket, "en", zone, data)
		if err != nil || !strings.Contains(letter.Text, want) {
			t.Errorf("%v: want %q, %v:\n%s", zone, want, err, letter.Text)
		}
	}
}

// A time that is added to the data and forgotten in localize would be shown in the wrong zone.
func TestEveryTimeOfTheDataIsMovedToTheReadersZone(t *testing.T) {
	zone := time.FixedZone("here", 5*3600)
	data := Samples(tickets.Escalated)[0]
	var look func(v reflect.Value, path string)
	look = func(v reflect.Value, path string) {
		switch at, ok := v.Interface().(time.Time); {
		case ok && !at.IsZero() && at.Location() != zone:
			t.Errorf("%s is in %v", path, at.Location())
		case ok:
		case v.Kind() == reflect.Pointer && !v.IsNil():
			look(v.Elem(), path)
		case v.Kind() == reflect.Struct:
			for i := range v.NumField() {
				look(v.Field(i), path+"."+v.Type().Field(i).Name)
			}
		case v.Kind() == reflect.Slice && v.Len() > 0:
			look(v.Index(0), path+"[0]")
		}
	}
	look(reflect.ValueOf(localize(data, zone)), "")
	if data.Opened.Location() == zone || data.Report.AtRisk[0].Due.Location() == zone {
		t.Error("the caller's data was changed")
	}
}

func TestSubjectsCarryOneReAndOneTag(t *testing.T) {
	for subject, want := range map[string]string{
		"Printer":                         "Re: Printer [ACME #1024]",
		"Re: AW: Fwd: RE[2]: Printer":     "Re: Printer [ACME #1024]",
		"AW: Printer [ACME #1024]":        "Re: Printer [ACME #1024]",
		"[ACME #1024] Re: Printer [#7]":   "Re: Printer [ACME #1024]",
		"Reply: to all [urgent] item #12": "Re: Reply: to all [urgent] item #12 [ACME #1024]",
		"":                                "Re: (no subject) [ACME #1024]",
		"a\r\nBcc: b@example.org":         "Re: a Bcc: b@example.org [ACME #1024]",
		strings.Repeat("ä", 300):          "Re: " + strings.Repeat("ä", maxSubject-1) + "… [ACME #1024]",
	} {
		data := Samples(tickets.Received)[0]
		data.Subject = subject
		if got := render(t, tickets.Received, data).Subject; got != want {
			t.Errorf("%q became %q, want %q", subject, got, want)
		}
	}
}

func TestAllNoticesOfATicketHaveOneSubjectForAnAgent(t *testing.T) {
	for _, n := range tickets.Notices() {
		if !ForStaff(n) || n == tickets.Digest || n == tickets.MailboxTrouble || n == tickets.LettersHeld || n == tickets.Together || n == tickets.Alert {
			continue
		}
		data := Samples(n)[0]
		data.Subject = "Re: Printer on fire [ACME #1024]"
		if got := render(t, n, data).Subject; got != "[ACME #1024] Printer on fire" {
			t.Errorf("%s: %q", n, got)
		}
	}
}

// TestALetterAboutManyTicketsIsNotCutOff: Gmail shows the first 102 KB of the HTML.
func TestALetterAboutManyTicketsIsNotCutOff(t *testing.T) {
	data := Samples(tickets.Together)[0]
	full, line := data.Gathered.Rows[1], data.Gathered.Rows[2]
	for i := range full.News {
		full.News[i].Words = strings.Repeat("It burns & burns. ", 22)
	}
	data.Gathered.Rows = append(slices.Repeat([]tickets.GatheredRow{full}, 25), slices.Repeat([]tickets.GatheredRow{line}, 225)...)
	l := render(t, tickets.Together, data)
	t.Logf("%d KB of HTML, %d KB of text", len(l.HTML)>>10, len(l.Text)>>10)
	if len(l.HTML) > 102<<10 || strings.Count(l.Text, "#1031") != 225 {
		t.Errorf("%d bytes of HTML, %d tickets in the list", len(l.HTML), strings.Count(l.Text, "#1031"))
	}
}

func TestSpansReadWell(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0: "–", 20 * time.Second: "–", 50 * time.Minute: "50 min", 2 * time.Hour: "2 h", 135 * time.Minute: "2 h 15 min",
		24 * time.Hour: "1 d", 52*time.Hour + 3*time.Minute: "2 d 4 h",
	} {
		if got := span(d); got != want {
			t.Errorf("%v: %q, want %q", d, got, want)
		}
	}
}
