package command

import (
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tierdesk/tickets"
)

func testVerbs() []tickets.Verb {
	return []tickets.Verb{{Name: "note"}, {Name: "take"}, {Name: "assign"}, {Name: "escalate"}, {Name: "solve"},
		{Name: "priority"}, {Name: "tag"}, {Name: "time"}}
}

func TestBlocksAreRead(t *testing.T) {
	long := "/escalate L2 the customer has tried everything that the script says"
	for _, c := range []struct {
		name, text string
		commands   []string // verb|arg
		body       string
	}{
		{"no block", "Dear Mia,\n/take\n", nil, "Dear Mia,\n/take\n"},
		{"one", "/take\nDear Mia,\n", []string{"take|"}, "Dear Mia,\n"},
		{"blank lines", "\n \n/take\n\n/assign ann\n\n\nDear Mia,\n\nbye", []string{"take|", "assign|ann"}, "Dear Mia,\n\nbye"},
		{"only commands", "/take\n/solve", []string{"take|", "solve|"}, ""},
		{"case and blanks", "  /TAKE  \r\n/ Assign \t ann \r\nHi", []string{"take|", "assign|ann"}, "Hi"},
		{"no-break space", "\u00a0/assign\u00a0ann\nHi", []string{"assign|ann"}, "Hi"},
		{"invisible", "\ufeff\u200b/ta\u200dke\u200b\n\u200b\nHi", []string{"take|"}, "Hi"},
		{"invisible in what follows", "/assign a\u200bn\u00adn\u200e\nHi", []string{"assign|ann"}, "Hi"},
		{"joined pictures", "/note 👩\u200d💻\nHi", []string{"note|👩\u200d💻"}, "Hi"},
		{"bold or slanted in the text half", "*/note*\n_#5 /assign ann_\n**/take**\nHi", []string{"note|", "#5 assign|ann", "take|"}, "Hi"},
		{"capital letters of a telephone", "/Escalate l2 why\nHi", []string{"escalate|l2 why"}, "Hi"},
		{"a list of stars", "* /take\nHi", nil, "* /take\nHi"},
		{"full width", "／ｔａｋｅ\nHi", []string{"take|"}, "Hi"},
		{"escaped", "\\/take\nHi", []string{"take|"}, "Hi"},
		{"colon and full stop", "/assign: ann\n/take.\nHi", []string{"assign|ann", "take|"}, "Hi"},
		{"smart dashes", "/tag +mac –printer —old a – b", []string{"tag|+mac -printer -old a – b"}, ""},
		{"line separator", "/take\u2028Hi", []string{"take|"}, "Hi"},
		{"wrapped", long + "\nand more than that\n\nDear Mia,", []string{"escalate|" + strings.TrimPrefix(long, "/escalate ") + " and more than that"}, "Dear Mia,"},
		{"long and not wrapped", long + " and then some more of it\nDear Mia,",
			[]string{"escalate|" + strings.TrimPrefix(long, "/escalate ") + " and then some more of it"}, "Dear Mia,"},
		{"short", "/note x\nDear", []string{"note|x"}, "Dear"},
		{"a ticket named", "#1024 /assign ann\n＃１０２５／ｔａｋｅ\n\\#1026: / solve\n# 5 /x\nHi", []string{"#1024 assign|ann", "#1025 take|", "#1026 solve|"}, "# 5 /x\nHi"},
		{"a number and no command", "#1024 is solved\n/take", nil, "#1024 is solved\n/take"},
		{"a number too long", "#99999999999999999999 /take", nil, "#99999999999999999999 /take"},
		{"slash below", "/take\nlook at\n/usr/bin", []string{"take|"}, "look at\n/usr/bin"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := Parse(tickets.Body{Text: c.text}, testVerbs())
			var got []string
			for _, cmd := range b.Commands {
				if cmd.Ticket != 0 {
					cmd.Verb = cmd.Ticket.String() + " " + cmd.Verb
				}
				got = append(got, cmd.Verb+"|"+cmd.Arg)
			}
			if !reflect.DeepEqual(got, c.commands) || b.Body.Text != c.body || b.Fault != nil {
				t.Errorf("commands %q, body %q, fault %+v", got, b.Body.Text, b.Fault)
			}
		})
	}
}

func TestCommandsKnowTheirLine(t *testing.T) {
	b := Parse(tickets.Body{Text: "\n/take \n\n /assign ann\nHi"}, testVerbs())
	want := []tickets.Command{{Verb: "take", Line: 2, Text: "/take"}, {Verb: "assign", Arg: "ann", Line: 4, Text: "/assign ann"}}
	if !reflect.DeepEqual(b.Commands, want) {
		t.Errorf("got %+v", b.Commands)
	}
}

func TestALineThatIsNoCommandIsAFault(t *testing.T) {
	for text, want := range map[string]tickets.Fault{
		"/asign ann\nHi":                 {Line: 1, Text: "/asign ann", Nearest: "/assign ann"},
		"#7 /asign ann\nHi":              {Line: 1, Text: "#7 /asign ann", Nearest: "#7 /assign ann"},
		"/take\n/prio high\nHi":          {Line: 2, Text: "/prio high", Nearest: "/priority high"},
		"/tkae":                          {Line: 1, Text: "/tkae", Nearest: "/take"},
		"/usr/bin/foo is broken\nHi":     {Line: 1, Text: "/usr/bin/foo is broken"},
		"/ \nHi":                         {Line: 1, Text: "/"},
		"//":                             {Line: 1, Text: "//"},
		"/5 stars":                       {Line: 1, Text: "/5 stars"},
		"/take\n\n/x\n/y\nHi":            {Line: 3, Text: "/x"},
		"/" + strings.Repeat("a", 50000): {Line: 1, Text: "/" + strings.Repeat("a", 50000)},
	} {
		b := Parse(tickets.Body{Text: text}, testVerbs())
		if b.Fault == nil || b.Fault.Problem == "" || b.Commands != nil {
			t.Errorf("%.40q: fault %+v, commands %+v", text, b.Fault, b.Commands)
			continue
		}
		want.Problem = b.Fault.Problem
		if *b.Fault != want {
			t.Errorf("%.40q: got %+v", text, *b.Fault)
		}
	}
}

func TestTheMarkdownLosesTheSameLines(t *testing.T) {
	for _, c := range []struct{ name, text, markdown, want string }{
		{"plain", "/take\nHi **x**", "/take\n\nHi **x**", "Hi **x**"},
		{"escapes and hard breaks", "/assign ann_lee\n/tag -a\nHi", "/assign ann\\_lee  \n\\/tag \\-a\\\nHi", "Hi"},
		{"bold", "/take\nHi", "**/take**\n\nHi", "Hi"},
		{"wrapped there", "/note one two\nHi", "/note one\ntwo\n\nHi", "Hi"},
		{"no block", "Hi\n/x", "*Hi*\n/x", "*Hi*\n/x"},
		{"a command more", "/take\nHi", "/take\n/solve\nHi", ""},
		{"only there", "Hi", "**/take**\nHi", ""},
		{"run together", "/take\nHi", "/take Hi", ""},
		{"elsewhere", "/take\nHi", "Hi\n/take", ""},
		{"a link", "/note see x\nHi", "/note see [x](http://y)\nHi", ""},
		{"missing", "/take\nHi", "", ""},
	} {
		if got := Parse(tickets.Body{Text: c.text, Markdown: c.markdown}, testVerbs()).Body.Markdown; got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// TestTheBodyNeverBeginsWithACommand also in Markdown, whatever stands in the mail.
func TestTheBodyNeverBeginsWithACommand(t *testing.T) {
	line := rapid.SampledFrom([]string{"/take", " /assign ann", "\u00a0", "", "/usr/bin", "／solve", "\\/take", "**/take**", "Hi",
		"- /take", "/note " + strings.Repeat("word ", 12), "word", "\u200b/", "> /take", "#12 /take", "\\#12 /take", "#12", "\u2028/take", "*", "x/y"})
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(line, 0, 8).Draw(t, "text"), "\n")
		markdown := text
		if rapid.Bool().Draw(t, "other Markdown") {
			markdown = strings.Join(rapid.SliceOfN(line, 0, 8).Draw(t, "markdown"), "\n")
		}
		b := Parse(tickets.Body{Text: text, Markdown: markdown}, testVerbs())
		for _, left := range []string{b.Body.Text, b.Body.Markdown} {
			again := Parse(tickets.Body{Text: left}, testVerbs())
			if len(again.Commands) > 0 || again.Fault != nil {
				t.Fatalf("%q is left", left)
			}
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"/take\nHi", "\n\ufeff／assign: a–b\r\n/x", "/" + strings.Repeat("y ", 40) + "\nz", "\\//\n\u2028/take", "/İ", "#1024 /take\n#5: /x"} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, text, markdown string) {
		b := Parse(tickets.Body{Text: text, Markdown: markdown}, testVerbs())
		if b.Fault != nil && b.Commands != nil {
			t.Error("commands beside a fault")
		}
		for _, left := range []string{b.Body.Text, b.Body.Markdown} {
			if again := Parse(tickets.Body{Text: left}, testVerbs()); len(again.Commands) > 0 || again.Fault != nil {
				t.Errorf("%q is left", left)
			}
		}
		if q := Quoted(text, testVerbs()); q != nil && len(b.Commands) > 0 {
			t.Errorf("%q both is a command and quotes one", text)
		}
		for _, c := range b.Commands {
			if c.Line < 1 || c.Verb != strings.ToLower(c.Verb) {
				t.Errorf("command %+v", c)
			}
		}
	})
}
