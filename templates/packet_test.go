package templates

import (
	"strings"
	"testing"
	"testing/fstest"

	"tierdesk/tickets"
)

func TestAHandOffSaysWhichWayItGoes(t *testing.T) {
	set, err := Load(fstest.MapFS{})
	if err != nil {
		t.Fatal(err)
	}
	for down, want := range map[bool]string{false: "#1024 has climbed to", true: "#1024 has come down to"} {
		data := full(tickets.Escalated)
		data.Packet.Down = down
		letter, err := set.Render(tickets.Escalated, "en", nil, data)
		if err != nil || !strings.Contains(letter.Text, want) {
			t.Errorf("%q is not in %q, %v", want, letter.Text, err)
		}
	}
}
