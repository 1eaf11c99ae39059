package templates

import (
	"flag"
	"os"
	"path/filepath"
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
