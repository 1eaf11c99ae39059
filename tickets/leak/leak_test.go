package leak

import (
	"strconv"
	"strings"
	"testing"

	"tierdesk/tickets"
)

const aToken = "trgnslr36clfi6jx4pbqhgm2xa"

// material is a ticket about a printer: what Bob and a vendor noted, what Ann got from the desk, what the customer knows.
func material() Material {
	return Material{
		Inside: []Source{
			{Name: "notice", Notice: true, Text: "-- reply above this line --\n\nRita Klein replied on #1024\n\nFrom Rita Klein (rita@bigcustomer.example)\n" +
				"L1 Service desk · high · hardware · answer by Mon 23 Nov, 13:30\n\n> the printer on the second floor is on fire again. It began when I sent\n" +
				"> it the annual report, and now it smells of burnt toast and the lamp\n> blinks three times.\n\n-- \n" +
				"Reply to answer the customer. /note as the first line keeps it internal.\nAlso /take, /escalate why, /solve, /help.\n" +
				"Script: ask for the serial number, then switch the fuser off before you touch anything inside.\n"},
			{Name: "note", Text: "She never pays her bills on time, so let her wait until the contract is signed.\nKnown troublemaker, handle with gloves.\n" +
				"Thank you very much for your help and have a nice day!\nThe admin password of the printer is Kellerwald-77, do not give it to anyone outside.\n" +
				"Wir haben den Fehler selbst verursacht, als wir am Montag die Firmware eingespielt haben.\n客户从来不按时付款所以让他等到合同签好为止\nVIP, melde dich schnell."},
			{Name: "vendor", Text: "This model was recalled in March because its fuser overheats; we settle claims quietly for 400 euros each."},
		},
		Shown: []string{"Printer on fire", "the printer on the second floor is on fire again. It began when I sent it the annual report, and now it smells of burnt toast and the lamp blinks three times.",
			"Please unplug it and leave the room. We will bring you another printer before noon today.", "my key is " + aToken[:20] + "zzzzzz"},
		Verbs:     tickets.Verbs(),
		IsToken:   func(s string) bool { return strings.HasPrefix(s, "trgn") },
		Strangers: []string{"max@elsewhere.example"},
	}
}

func TestWhatMustNotGoToACustomerIsFound(t *testing.T) {
	for name, words := range map[string]string{
		"a note as it is":             "She never pays her bills on time, so let her wait until the contract is signed.",
		"a note quoted":               "Yes.\n\n> She never pays her bills on time, so let her wait until the\n> contract is signed.",
		"a note wrapped elsewhere":    "She never pays her\nbills on time, so let her\nwait until the contract\nis signed.",
		"a part of a note":            "Bob says that you never pay. He wrote: she never pays her bills on time, so let her be",
		"in capitals":                 "SHE NEVER PAYS HER BILLS ON TIME, SO LET HER WAIT",
		"with marks of Markdown":      "**She never pays** her *bills* on time, so `let her wait`",
		"with other punctuation":      "she never pays – her bills on time... so, let her: wait!",
		"with typographic quotes":     "“She never pays her bills on time, so let her wait until the contract is signed”",
		"behind other words":          "Hello Rita, as my colleague put it: the admin password of the printer is Kellerwald-77, do not give it to anyone",
		"quoted twice":                ">> > She never pays her bills on time, so let her wait",
		"a short line of a note":      "Hello,\nKnown troublemaker, handle with gloves.\nBye",
		"a short line, quoted":        "> Known troublemaker, handle with gloves.",
		"a short line in capitals":    "KNOWN TROUBLEMAKER - HANDLE WITH GLOVES",
		"in German":                   "Wir haben den Fehler selbst verursacht, als wir am Montag die Firmware eingespielt haben.",
		"in German, a part":           "Ja: als wir am Montag die Firmware eingespielt haben, ging es los",
		"in Chinese":                  "您好，客户从来不按时付款所以让他等到合同签好为止。",
		"with soft hyphens":           "She never pays her bil\u00adls on time, so let her wait until",
		"with invisible blanks":       "She never pays her bi\u200blls on time, so let her wait until",
		"with no-break blanks":        "She\u00a0never\u00a0pays\u00a0her\u00a0bills\u00a0on\u00a0time, so let her wait",
		"a vendor's words":            "This model was recalled in March because its fuser overheats",
		"a vendor's price":            "You know, we settle claims quietly for 400 euros each.",
		"the title of the notice":     "Rita Klein replied on #1024",
		"the header of the notice":    "Use sand.\n\nFrom Rita Klein (rita@bigcustomer.example)\nL1 Service desk · high · hardware · answer by Mon 23 Nov, 13:30",
		"the tier and the clock":      "> L1 Service desk · high · hardware · answer by Mon 23 Nov, 13:30",
		"the marker":                  "-- reply above this line --",
		"the footer of the notice":    "Reply to answer the customer. /note as the first line keeps it internal.",
		"the script":                  "Script: ask for the serial number, then switch the fuser off before you touch anything inside.",
		"a part of the script":        "Please then switch the fuser off before you touch anything inside, yes?",
		"a reply address":             "Write to support+" + aToken + "@acme.example.",
		"a reply address in a URL":    "Take: mailto:support%2B" + aToken + "@acme.example?subject=take",
		"a token in capitals":         "support+" + strings.ToUpper(aToken) + "@acme.example",
		"a message identifier":        "In-Reply-To: <" + aToken + ".12@acme.example>",
		"a command":                   "Hello Rita,\n/note she is a fool\nBye",
		"a command without argument":  "Use sand.\n/solve",
		"a command behind a mark":     "> /escalate too hard",
		"a command for a ticket":      "Hello,\n#1024 /assign ann",
		"a command in bold":           "Hello,\n**/take**",
		"another customer's address":  "Ask Max (max@elsewhere.example), he has the same.",
		"that address in a link":      "Ask <mailto:Max@Elsewhere.example>",
		"half of it the customer's":   "blinks three times. Known troublemaker\nKnown troublemaker, handle with gloves.",
		"a leak below a long text":    strings.Repeat("This is a long and honest answer about printers and paper.\n", 400) + "Known troublemaker, handle with gloves.",
		"a note in one line of prose": "I asked around, and the contract says nothing, but she never pays her bills on time, so let her wait until tomorrow",
	} {
		if found := Find(tickets.Body{Text: words}, material()); len(found) == 0 {
			t.Errorf("%s: nothing found in %q", name, words)
		} else if found[0].Why == "" || found[0].Text == "" {
			t.Errorf("%s: %+v", name, found)
		}
	}
}

func TestWhatMayGoToACustomerIsLeftAlone(t *testing.T) {
	for name, words := range map[string]string{
		"nothing":                       "",
		"an answer":                     "Hello Rita,\n\nplease pull the plug and open a window. We come at ten.\n\nAnn",
		"thanks":                        "Thank you very much for your help and have a nice day!",
		"a polite line of the note":     "Hello Rita,\n\nThank you very much for your help and have a nice day!\n\nAnn Lee",
		"the customer's words, quoted":  "> the printer on the second floor is on fire again. It began when I sent\n> it the annual report, and now it smells of burnt toast and the lamp\n> blinks three times.\n\nWhich lamp?",
		"the customer's words, wrapped": "> and now it smells of\n> burnt toast and the\n> lamp blinks three times.",
		"the end of a wrapped line":     "> blinks three times.",
		"our own last answer":           "> Please unplug it and leave the room. We will bring you another printer before noon today.\n\nIt is on its way.",
		"a few words in common":         "You pay your bills on time, I am sure.",
		"seven words in common":         "Is it true that she never pays her bills on time?",
		"a short phrase in common":      "handle with gloves, please",
		"one word":                      "Kellerwald",
		"German politeness":             "Vielen Dank für Ihre Nachricht. Bei Rückfragen stehen wir Ihnen gerne zur Verfügung.\n\nMit freundlichen Grüßen",
		"French politeness":             "Merci beaucoup pour votre message, nous restons à votre disposition.\n\nCordialement",
		"a greeting":                    "Hello Rita,",
		"a signature":                   "Best regards,\nAnn Lee\nAcme Support",
		"a path":                        "Open /home/rita and delete the folder.",
		"a path on a line of its own":   "Open this folder:\n/home/rita",
		"a path like a verb":            "/notebook/printer",
		"a web address":                 "https://printers.example/help/second-floor?model=9000",
		"a slash in a sentence":         "Use the on/off switch and/or the plug.",
		"a date":                        "Mon 23 Nov, 13:30",
		"a ticket number":               "Your number is #1024.",
		"our plain address":             "Write to support@acme.example at any time.",
		"a sub-address of ours":         "Write to support+billing@acme.example.",
		"the customer's own address":    "We write to rita@bigcustomer.example.",
		"an address nobody knows":       "The shop is at sales@shop.example.",
		"a long word":                   strings.Repeat("a", 5000),
		"an identifier of somebody":     "In-Reply-To: <20261123.7788@mail.bigcustomer.example>",
		"the customer's own token":      "my key is " + aToken[:20] + "zzzzzz",
		"only marks":                    "> > >\n---\n***\n",
		"a table":                       "| Part | Price |\n|---|---|\n| Fuser | 40 |",
		"code":                          "    lpr -P fire /etc/hosts",
		"common words in a row":         "if you have any more questions please let us know and we will be glad to help you again",
		"Chinese":                       "您好，请拔掉电源并离开房间。",
		"numbers":                       "1 2 3 4 5 6 7 8 9 10",
		"the subject":                   "Printer on fire",
		"words of the script, mixed":    "Do you have the serial number? The fuser is off.",
		"invalid bytes":                 "caf\xe9 \xff\xfe",
	} {
		if found := Find(tickets.Body{Text: words}, material()); len(found) > 0 {
			t.Errorf("%s: %+v", name, found)
		}
	}
}

func TestEachLineIsShownOnceAndInOrder(t *testing.T) {
	found := Find(tickets.Body{Text: "Hello,\n> She never pays her bills on\n> time, so let her wait.\nfine\n/solve\n/solve"}, material())
	var lines []string
	for _, l := range found {
		lines = append(lines, l.Text+" | "+l.Why)
	}
	want := []string{"> She never pays her bills on | note", "> time, so let her wait. | note", "/solve | " + Command, "/solve | " + Command}
	if strings.Join(lines, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s", strings.Join(lines, "\n"))
	}
}

func TestTheFormattedHalfIsLookedAtToo(t *testing.T) {
	if found := Find(tickets.Body{Text: "Hello", Markdown: "Hello\n\n> Known *troublemaker*, handle with gloves."}, material()); len(found) != 1 {
		t.Errorf("got %+v", found)
	}
}

// BenchmarkFind shows that the cost grows with the length only: ten times the words take ten times as long.
func BenchmarkFind(b *testing.B) {
	for _, n := range []int{1000, 10000} {
		m := material()
		text := strings.Repeat("she never pays her bills on ", n/6)
		m.Inside, m.Shown = append(m.Inside, Source{Name: "x", Text: text}), append(m.Shown, strings.Repeat("a b ", n/2))
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			for b.Loop() {
				Find(tickets.Body{Text: text + strings.Repeat("[", n)}, m)
			}
		})
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"> /solve", "support%2B" + aToken, "She never pays her bills on time", "\xff\u200b#1 /take", "a@b.c\n|>*_/", "客户从来不"} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, words, inside string) {
		m := material()
		m.Inside = append(m.Inside, Source{Name: "x", Text: inside})
		for _, l := range Find(tickets.Body{Text: words, Markdown: inside}, m) {
			if l.Why == "" {
				t.Error("a leak without a reason")
			}
		}
		m.Shown = append(m.Shown, words) // what the customer has is no leak, but by its form
		for _, l := range Find(tickets.Body{Text: words}, m) {
			if l.Why != Token && l.Why != Command && l.Why != Stranger {
				t.Errorf("%q is shown already, and %s", l.Text, l.Why)
			}
		}
	})
}
