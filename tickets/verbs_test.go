package tickets_test

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"tierdesk/tickets"
)

// TestEveryCommandHasATranscript reads the stories for lines that give it.
func TestEveryCommandHasATranscript(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	var all []byte
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, text...)
	}
	for _, v := range tickets.Verbs() {
		if !regexp.MustCompile(`(?m)^\| (#\d+ )?/` + v.Name + `\b`).Match(all) {
			t.Errorf("no transcript gives /%s", v.Name)
		}
	}
}
