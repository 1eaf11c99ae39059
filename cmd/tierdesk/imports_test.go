package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// room is what a package may import of ours, and whether it is pure: then it imports nothing of impure and asks no clock.
type room struct {
	pure bool
	ours []string
}

// rooms is the import table. It is law: changing it is a decision, explained in the commit that does it.
var rooms = map[string]room{
	"cmd/tierdesk":            {ours: []string{"cmd/internal/cli"}},
	"cmd/internal/cli":        {ours: []string{"cmd/internal/app", "cmd/internal/config", "cmd/internal/demo", "mailin/parse", "mailin/classify", "templates", "tickets", "tickets/thread"}},
	"cmd/internal/config":     {ours: []string{"templates", "tickets/form", "tickets", "tickets/calendar", "tickets/report", "tickets/route", "tickets/thread"}},
	"cmd/internal/app":        {ours: []string{"cmd/internal/config", "mailin", "mailin/parse", "mailout", "mailout/compose", "templates", "tickets", "tickets/blob", "tickets/desk", "tickets/store", "tickets/store/boltstore"}},
	"cmd/internal/demo":       {ours: []string{"cmd/internal/app", "cmd/internal/config", "mailin/postoffice", "mailin/parse", "mailin/classify", "tickets", "tickets/thread", "tickets/report", "tickets/route"}},
	"mailin":                  {ours: []string{"tickets", "mailin/parse", "mailin/classify"}},
	"mailin/parse":            {pure: true, ours: []string{"tickets"}},
	"mailin/classify":         {pure: true, ours: []string{"tickets"}},
	"mailin/postoffice":       {},
	"mailin/realservers":      {},
	"mailout":                 {ours: []string{"tickets"}},
	"mailout/compose":         {ours: []string{"tickets", "templates"}},
	"templates":               {ours: []string{"tickets"}},
	"tickets":                 {pure: true},
	"tickets/calendar":        {pure: true},
	"tickets/route":           {pure: true, ours: []string{"tickets"}},
	"tickets/form":            {pure: true, ours: []string{"tickets"}},
	"tickets/thread":          {pure: true, ours: []string{"tickets"}},
	"tickets/identity":        {pure: true, ours: []string{"tickets"}},
	"tickets/command":         {pure: true, ours: []string{"tickets"}},
	"tickets/leak":            {pure: true, ours: []string{"tickets"}},
	"tickets/report":          {pure: true, ours: []string{"tickets"}},
	"tickets/desk":            {ours: []string{"tickets", "tickets/command", "tickets/form", "tickets/identity", "tickets/leak", "tickets/report", "tickets/store", "tickets/thread", "mailin/classify", "mailin/parse"}},
	"tickets/store":           {ours: []string{"tickets"}},
	"tickets/store/storetest": {ours: []string{"tickets", "tickets/store", "tickets/store/memstore"}},
	"tickets/store/memstore":  {ours: []string{"tickets", "tickets/store"}},
	"tickets/store/boltstore": {ours: []string{"tickets", "tickets/store"}},
	"tickets/blob":            {},
}

// impure are the parts of the standard library that know the world outside.
var impure = []string{"context", "net", "os", "log", "database"}

const root = "../.."

// TestEveryArrowIsInTheTable reads the imports of all files but tests.
func TestEveryArrowIsInTheTable(t *testing.T) {
	seen := map[string]bool{}
	walk(t, func(dir, file string) {
		seen[dir] = true
		r, known := rooms[dir]
		if !known {
			t.Errorf("%s is not in the table", dir)
			return
		}
		for _, imported := range imports(t, file) {
			if ours, ok := strings.CutPrefix(imported, "tierdesk/"); ok && !slices.Contains(r.ours, ours) {
				t.Errorf("%s imports %s, which the table does not allow", file, ours)
			}
			first, _, _ := strings.Cut(imported, "/")
			if r.pure && slices.Contains(impure, first) {
				t.Errorf("%s is pure and imports %s", file, imported)
			}
		}
		if r.pure && asksClock(t, file) {
			t.Errorf("%s is pure and calls time.Now", file)
		}
	})
	for dir := range rooms {
		if !seen[dir] {
			t.Errorf("the table has %s, which does not exist", dir)
		}
	}
}

// TestTheTopLevelHoldsOnlyTheFixedNames keeps the house tidy.
func TestTheTopLevelHoldsOnlyTheFixedNames(t *testing.T) {
	entries, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	fixed := []string{"cmd", "mailin", "mailout", "tickets", "templates", "go.mod", "go.sum", "README.md", "LICENSE"}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") && !slices.Contains(fixed, e.Name()) {
			t.Errorf("%s does not belong at the top level", e.Name())
		}
	}
}

func walk(t *testing.T, f func(dir, file string)) {
	err := filepath.WalkDir(root, func(p string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() && p != root && strings.HasPrefix(e.Name(), ".") {
			return filepath.SkipDir
		}
		if strings.HasSuffix(p, ".go") && !strings.HasSuffix(p, "_test.go") {
			rel, err := filepath.Rel(root, p)
			if err != nil {
				return err
			}
			f(path.Dir(filepath.ToSlash(rel)), p)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func imports(t *testing.T, file string) []string {
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, spec := range parsed.Imports {
		p, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	return all
}

func asksClock(t *testing.T, file string) bool {
	source, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Contains(string(source), "time.Now")
}
