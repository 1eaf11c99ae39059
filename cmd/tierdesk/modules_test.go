package main

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// modules are the libraries that this program chose. A new one is a decision: is it alive, does it build without cgo, what
// does it bring along?
var modules = []string{
	"github.com/JohannesKaufmann/html-to-markdown/v2", // formatting of an agent's HTML answer
	"github.com/alecthomas/kong",                      // command line
	"github.com/arran4/golang-ical",                   // holidays of an iCalendar file
	"github.com/emersion/go-imap/v2",
	"github.com/emersion/go-message",
	"github.com/emersion/go-sasl",
	"github.com/emersion/go-smtp", // the server side of the postoffice
	"github.com/expr-lang/expr",   // when: of routes
	"github.com/goccy/go-yaml",
	"github.com/google/go-cmp", // tests
	"github.com/jedib0t/go-pretty/v6",
	"github.com/lmittmann/tint",
	"github.com/microcosm-cc/bluemonday",
	"github.com/rickar/cal/v2",        // holidays of countries
	"github.com/rogpeppe/go-internal", // tests
	"github.com/saintfish/chardet",
	"github.com/schollz/progressbar/v3",
	"github.com/teambition/rrule-go", // holidays that come again
	"github.com/wneessen/go-mail",
	"github.com/yuin/goldmark",
	"go.etcd.io/bbolt",
	"go.uber.org/goleak", // tests
	"golang.org/x/net",
	"golang.org/x/sync",
	"golang.org/x/term",
	"golang.org/x/text",
	"pgregory.net/rapid", // tests
}

func TestTheDirectModulesAreThoseChosen(t *testing.T) {
	text, err := os.ReadFile(root + "/go.mod")
	if err != nil {
		t.Fatal(err)
	}
	var direct []string
	for line := range strings.Lines(string(text)) {
		if line, ok := strings.CutPrefix(line, "\t"); ok && !strings.Contains(line, "// indirect") {
			name, _, _ := strings.Cut(line, " ")
			direct = append(direct, name)
		}
	}
	for _, m := range direct {
		if !slices.Contains(modules, m) {
			t.Errorf("%s is new", m)
		}
	}
	for _, m := range modules {
		if !slices.Contains(direct, m) {
			t.Errorf("%s is not used any more", m)
		}
	}
}
