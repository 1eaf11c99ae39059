package templates

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tierdesk/tickets"
)

var update = flag.Bool("update", false, "write the golden files anew")

func load(t testing.TB) *Set {
	t.Helper()
	set, err := Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// golden compares with a file of testdata, or writes it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

func TestEveryNoticeReadsAsInTheGoldenFiles(t *testing.T) {
	set := load(t)
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range tickets.Notices() {
		for i, name := range []string{"full", "barest"} {
			letter, err := set.Render(n, "en", berlin, Samples(n)[i])
			if err != nil {
				t.Fatal(err)
			}
			golden(t, string(n)+"."+name+".txt", "Subject: "+letter.Subject+"\n\n"+letter.Text)
			golden(t, string(n)+"."+name+".html", letter.HTML)
		}
	}
}

func TestTheBuiltInTemplatesHaveNoFault(t *testing.T) {
	if err := load(t).Check(); err != nil {
		t.Error(err)
	}
}

func TestTheWordsAboutAMailThatIsKeptBackFitWhyItIs(t *testing.T) {
	set := load(t)
	for reason, stranger := range map[tickets.Reason]bool{tickets.SuspendedStranger: true, tickets.SuspendedVendor: false} {
		data := full(tickets.StrangerWrote)
		data.Kept.Reason = reason
		letter, err := set.Render(tickets.StrangerWrote, "en", nil, data)
		for _, words := range []string{"is not on this ticket", "and its author with it", "Somebody unknown"} {
			if err != nil || strings.Contains(letter.Text, words) != stranger {
				t.Errorf("%s: %q stands in %q, want %v; %v", reason, words, letter.Text, stranger, err)
			}
		}
	}
}

func TestVendorsReadTheirOwnLanguage(t *testing.T) {
	set := load(t)
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	languages := Worded(nil, tickets.VendorRequest, tickets.VendorChaser)
	if want := []string{"de", "en", "es", "fr", "it", "nl", "pl", "pt"}; !slices.Equal(languages, want) {
		t.Errorf("there are letters to vendors in %v, want %v", languages, want)
	}
	for _, lang := range languages {
		for _, n := range []tickets.Notice{tickets.VendorRequest, tickets.VendorChaser} {
			all := ""
			for _, data := range append(Samples(n), other(n)) {
				letter, err := set.Render(n, lang, berlin, data)
				if err != nil || !strings.Contains(letter.HTML, `<html lang="`+lang+`"`) {
					t.Errorf("%s in %s: %v, %.60s", n, lang, err, letter.HTML)
				}
				all += "Subject: " + letter.Subject + "\n\n" + letter.Text + "\n"
			}
			golden(t, string(n)+".all."+lang+".txt", all)
		}
	}
}

// other is a vendor that still has time, and to whom nobody said more than what the customer wrote.
func other(n tickets.Notice) tickets.NoticeData {
	data := full(n)
	v := *data.Vendor
	v.Late, data.Vendor, data.Body = false, &v, tickets.Body{}
	return data
}
