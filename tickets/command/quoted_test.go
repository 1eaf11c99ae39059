package command

import "testing"

func TestACommandBehindAQuoteMarkIsAFault(t *testing.T) {
	for text, nearest := range map[string]string{
		"> /take\nHi":                 "/take",
		"\n>/assign  ann\n":           "/assign  ann",
		"| /note\nsecret":             "/note",
		"> > /solve":                  "/solve",
		"/take\nHi":                   "",
		"> /usr/bin is broken\nYes.":  "",
		"> Hi\n> /take\nYes.":         "",
		"Carl wrote:\n> /solve\nYes.": "",
		"":                            "",
	} {
		f := Quoted(text, testVerbs())
		if (f != nil) != (nearest != "") || f != nil && f.Nearest != nearest {
			t.Errorf("%q: %+v, want %q", text, f, nearest)
		}
	}
}
