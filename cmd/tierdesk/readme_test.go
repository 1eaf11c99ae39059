package main

import (
	"os"
	"strings"
	"testing"

	"tierdesk/tickets"
)

// TestTheReadmeListsEveryCommand holds the README's table against the one that the parser and Decide use.
func TestTheReadmeListsEveryCommand(t *testing.T) {
	readme, err := os.ReadFile(root + "/README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range tickets.Verbs() {
		row := "| `" + strings.ReplaceAll(v.Usage, "|", `\|`) + "` | " + v.Help + " | " + v.Who() + " |\n"
		if !strings.Contains(string(readme), row) {
			t.Errorf("the README lacks %s", row)
		}
	}
}
