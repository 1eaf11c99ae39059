package desk_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"tierdesk/tickets"
)

// vendorSays is a vendor's answer with what clients may break: long lines, a list, an address in angle brackets, blank lines.
const vendorSays = "Hello,\n\nInstall 7.2, it costs 90 euros. Before you do so please make sure that nobody prints, and that the printer has been off for an hour at least.\n\n- open the flap\n- press the green knob\n\nSee <https://printco.example/a_b>.\n\nJo"

// drafted is a shop in which the vendor answered; Ann's notice of it is its ann.
func drafted(t *testing.T) *shop {
	s := newShop(t)
	s.vendor("", "Jo <jo@printco.example>", replyTo(s.asked), "Re: Printer", inReplyTo(s.asked), vendorSays)
	s.ann = s.letter("ann@acme.example")
	return s
}

// sends is Ann's answer to the notice as her client made it.
func (s *shop) sends(kind, text string) {
	s.t.Helper()
	door := s.ann.ReplyTo[0].Address
	s.n++
	s.receive(fmt.Sprintf("%sFrom: %s\nTo: Acme Support <%s>\nSubject: Re: %s\nMessage-ID: <ann%d@acme.example>\nIn-Reply-To: <%s>\nDate: Mon, 2 Mar 2026 12:00:00 +0000\nMIME-Version: 1.0\nContent-Type: %s; charset=utf-8\n\n%s\n",
		pass, ann, door, s.ann.Subject, s.n, s.ann.MessageID, kind, strings.ReplaceAll(text, "DOOR", door)))
}

// sendsHTML is /send, and what is typed below it, above a quotation of the notice in the HTML of a client.
func (s *shop) sendsHTML(shape replyShape, notice string, below ...string) {
	s.t.Helper()
	if strings.Contains(shape.page, "gmail_quote") {
		notice = renamed(notice)
	}
	lines := fmt.Sprintf(shape.line, "/send")
	for _, line := range below {
		lines += fmt.Sprintf(shape.line, line)
	}
	page := strings.Replace(shape.page, "LINES", lines, 1)
	s.sends("text/html", "<html>"+strings.Replace(page, "NOTICE", notice, 1)+"</html>")
}

// reached looks that the customer got just these words, and what else the letter must not have.
func (s *shop) reached(want string) {
	s.t.Helper()
	got := s.last()
	if got.Leg != tickets.CustomerLeg || strings.Join(strings.Fields(got.Text), " ") != strings.Join(strings.Fields(want), " ") {
		s.t.Fatalf("on the %s leg: %q\nnot %q\n%s", got.Leg, got.Text, want, s.letter("ann@acme.example").Text)
	}
	carl := s.letter("carl@customer.example")
	for _, no := range []string{"[draft", "reply above", "Print Co", "answered on", "/send", "/note", "mailto:", "support+", "Ann Lee", "Service desk", "wrote", "From:", "Sent:", "iPhone", "Your reply", "By Jo"} {
		if strings.Contains(carl.Text, no) || strings.Contains(regexp.MustCompile(`<style.*</style>`).ReplaceAllString(carl.RawHTML, ""), no) {
			s.t.Errorf("Carl gets %q in %q", no, carl.Text)
		}
	}
}

// uses are what agents do with a draft.
var uses = map[string]struct {
	below []string // what is typed below /send
	edit  func(notice string) string
	want  string
}{
	"as it is":            {nil, func(n string) string { return n }, vendorSays},
	"with a word changed": {nil, func(n string) string { return strings.Replace(n, "90 euros", "nothing", 1) }, strings.Replace(vendorSays, "90 euros", "nothing", 1)},
	"with own words":      {[]string{"Hello Carl,", "please update."}, func(n string) string { return n }, "Hello Carl, please update."},
}

func TestTheDraftReachesTheCustomerFromEveryClientInHTML(t *testing.T) {
	for client, shape := range replyShapes {
		for use, u := range uses {
			t.Run(client+", "+use, func(t *testing.T) {
				s := drafted(t)
				s.sendsHTML(shape, u.edit(body(s.ann.RawHTML)), u.below...)
				s.reached(u.want)
			})
		}
	}
}

// broken is what a client makes of a quotation into which a line is typed: the containers end above it and begin again below.
func broken(shape, notice, typed string) string {
	above, _, _ := strings.Cut(shape, "NOTICE")
	open := regexp.MustCompile(`<blockquote[^>]*>`).FindAllString(above, -1)
	open = open[strings.Count(above, "</blockquote>"):]
	at := strings.Index(notice, "<p>See")
	ends := strings.Repeat("</blockquote>", len(open)+1)
	return notice[:at] + ends + typed + strings.Join(open, "") + "<blockquote>" + notice[at:]
}

func TestALineTypedIntoTheQuotationIsPartOfTheDraftInHTML(t *testing.T) {
	want := strings.Replace(vendorSays, "See", "Wear gloves. See", 1)
	for client, shape := range replyShapes {
		t.Run(client, func(t *testing.T) {
			s := drafted(t)
			s.sendsHTML(shape, broken(shape.page, body(s.ann.RawHTML), fmt.Sprintf(shape.line, "Wear gloves.")))
			s.reached(want)
		})
	}
}

// plainQuotes are how clients quote a notice in plain text.
var plainQuotes = map[string]func(notice string) string{
	"neomutt": func(notice string) string {
		return "On Mon, Mar 02, 2026 at 10:00:00AM +0000, Acme Support wrote:\n" + marked(notice)
	},
	"marks without a blank": func(notice string) string {
		return "On Mon, Mar 02, 2026 at 10:00:00AM +0000, Acme Support wrote:\n" + strings.ReplaceAll(marked(notice), "> ", ">")
	},
	"aerc": func(notice string) string {
		return "On Mon Mar 2, 2026 at 10:00 AM UTC, Acme Support wrote:\n" + marked(notice)
	},
	"bare marks": marked,
	"Outlook": func(notice string) string {
		return "-----Original Message-----\nFrom: Acme Support <DOOR> \nSent: Monday, March 2, 2026 10:00 AM\nTo: Ann Lee <ann@acme.example>\nSubject: [ACME #1] Printer on fire\n\n" + notice
	},
	"Outlook on the web": func(notice string) string {
		return "________________________________\nFrom: Acme Support <DOOR>\nSent: Monday, March 2, 2026 10:00\nTo: Ann Lee <ann@acme.example>\nSubject: [ACME #1] Printer on fire\n\n" + notice
	},
}

func TestTheDraftReachesTheCustomerFromEveryClientInPlainText(t *testing.T) {
	for client, quote := range plainQuotes {
		for use, u := range uses {
			for way, write := range map[string]func(own, quoted string) string{
				"above":  func(own, quoted string) string { return own + "\n\n" + quoted },
				"signed": func(own, quoted string) string { return own + "\n\n-- \nAnn Lee, Service desk\n\n" + quoted },
				"below":  func(own, quoted string) string { return quoted + "\n\n" + own + "\n\n-- \nAnn Lee, Service desk\n" },
			} {
				if strings.HasPrefix(client, "Outlook") && way == "below" {
					continue // nobody can tell where the quotation ends
				}
				t.Run(client+", "+use+", "+way, func(t *testing.T) {
					s := drafted(t)
					own := strings.Join(append([]string{"/send"}, u.below...), "\n")
					s.sends("text/plain", write(own, quote(u.edit(strings.ReplaceAll(s.ann.Text, "\r", "")))))
					s.reached(u.want)
				})
			}
		}
		t.Run(client+", a line typed into the quotation", func(t *testing.T) {
			s := drafted(t)
			quoted := quote(strings.ReplaceAll(s.ann.Text, "\r", ""))
			at := strings.Index(quoted, "See <https")
			at = strings.LastIndex(quoted[:at], "\n") + 1
			s.sends("text/plain", "/send\n\n"+quoted[:at]+"Wear gloves.\n\n"+quoted[at:])
			s.reached(strings.Replace(vendorSays, "See", "Wear gloves. See", 1))
		})
	}
}

// TestADraftThatIsNoLongerWholeGoesNowhere for nobody can tell what its reader wanted to send.
func TestADraftThatIsNoLongerWholeGoesNowhere(t *testing.T) {
	cut := func(text, from, to string) string {
		a := strings.Index(text, from)
		if to == "" {
			return text[:a]
		}
		return text[:a] + text[strings.Index(text, to):]
	}
	for name, edit := range map[string]func(n string) string{
		"the end is cut":            func(n string) string { return cut(n, "Before you", "") },
		"the lower mark is deleted": func(n string) string { return strings.Replace(n, tickets.DraftEnd, "", 1) },
		"the upper mark is deleted": func(n string) string { return strings.Replace(n, tickets.DraftBegin, "", 1) },
		"nothing is left":           func(n string) string { return cut(n, "> Hello,", tickets.DraftEnd) },
		"both marks are cut, and the price": func(n string) string {
			n = n[strings.Index(n, "> Hello,"):strings.Index(n, "See <")]
			return strings.Replace(n, ", it costs 90 euros", "", 1)
		},
	} {
		for client, quote := range plainQuotes {
			t.Run(name+", "+client, func(t *testing.T) {
				s := drafted(t)
				quoted := quote(edit(strings.ReplaceAll(s.ann.Text, "\r", "")))
				s.sends("text/plain", "/send\n\n"+quoted)
				if got := s.last(); got.Leg == tickets.CustomerLeg {
					t.Fatalf("it went to the customer: %q", got.Text)
				}
				if told := s.letter("ann@acme.example"); !strings.Contains(told.Text, "Nothing was done") && !strings.Contains(told.Text, "kept back") {
					t.Errorf("Ann reads\n%s", told.Text)
				}
				s.sends("text/plain", "/send\nPlease update.\n\n"+quoted)
				s.reached("Please update.")
			})
		}
	}
}

// TestASendThatQuotesNothingSendsWhatTheVendorWrote as phones and webmail without quotation do.
func TestASendThatQuotesNothingSendsWhatTheVendorWrote(t *testing.T) {
	for name, text := range map[string]string{
		"nothing":     "/send",
		"a signature": "/send\n\n-- \nAnn Lee, Service desk",
		"a phone":     "/send\n\nSent from my iPhone",
		"no marks":    "/send\n\nOn Mon, Mar 02, 2026 at 10:00:00AM +0000, Acme Support wrote:\n" + marked(vendorSays),
		"a few words": "/send\n\nOn Mon, Mar 02, 2026 at 10:00:00AM +0000, Acme Support wrote:\n> Print Co answered on #1\n",
	} {
		t.Run(name, func(t *testing.T) {
			s := drafted(t)
			s.sends("text/plain", text)
			s.reached(vendorSays)
		})
	}
}

// TestADraftIsReadFromFlowedTextAndFromBothFormsOfAMail as Thunderbird, Apple Mail and Gmail make them.
func TestADraftIsReadFromFlowedTextAndFromBothFormsOfAMail(t *testing.T) {
	want := strings.Replace(vendorSays, "90 euros", "nothing", 1)
	edited := func(s *shop) (text, html string) {
		text = strings.Replace(strings.ReplaceAll(s.ann.Text, "\r", ""), "90 euros", "nothing", 1)
		return marked(text), strings.Replace(body(s.ann.RawHTML), "90 euros", "nothing", 1)
	}
	t.Run("flowed", func(t *testing.T) {
		s := drafted(t)
		text, _ := edited(s)
		flowed := strings.ReplaceAll(text, "please make sure that\n", "please make sure that \n")
		s.sends("text/plain; format=flowed", "/send\n\nOn 02.03.26 10:00, Acme Support wrote:\n"+strings.ReplaceAll(flowed, "> > ", ">> "))
		s.reached(want)
		if got := s.last().Text; !strings.Contains(got, "please make sure that nobody prints, and that") {
			t.Errorf("a flowed line is broken: %q", got)
		}
	})
	t.Run("both forms", func(t *testing.T) {
		s := drafted(t)
		text, html := edited(s)
		page := strings.Replace(strings.Replace(replyShapes["Thunderbird"].page, "LINES", "<p>/send</p>", 1), "NOTICE", html, 1)
		s.sends("multipart/alternative; boundary=b", "--b\nContent-Type: text/plain; charset=utf-8\n\n/send\n\nOn 02.03.26 10:00, Acme Support wrote:\n"+text+
			"\n--b\nContent-Type: text/html; charset=utf-8\n\n<html>"+page+"</html>\n--b--\n")
		s.reached(want)
	})
}

// TestAnEditedDraftKeepsTheBarsOfATable although some clients quote with bars.
func TestAnEditedDraftKeepsTheBarsOfATable(t *testing.T) {
	const said = "Please order these parts:\n\n| part | price |\n| fuser | 90 euros |\n\nJo"
	for client, quote := range plainQuotes {
		t.Run(client, func(t *testing.T) {
			s := newShop(t)
			s.vendor("", "Jo <jo@printco.example>", replyTo(s.asked), "Re: Printer", inReplyTo(s.asked), said)
			s.ann = s.letter("ann@acme.example")
			s.sends("text/plain", "/send\n\n"+quote(strings.Replace(strings.ReplaceAll(s.ann.Text, "\r", ""), "90 euros", "nothing", 1)))
			s.reached(strings.Replace(said, "90 euros", "nothing", 1))
		})
	}
}

// TestADraftWhoseNoticeWasCutAwayAboveIt is still found where the client quotes without marks.
func TestADraftWhoseNoticeWasCutAwayAboveIt(t *testing.T) {
	for name, own := range map[string]string{vendorSays: "/send", "Please update.": "/send\nPlease update."} {
		s := drafted(t)
		notice := strings.ReplaceAll(s.ann.Text, "\r", "")
		s.sends("text/plain", own+"\n\n"+notice[strings.Index(notice, tickets.DraftBegin):])
		s.reached(name)
	}
}

// TestSendLeadsToTheCustomerWhereAnswersAreNotes, as the notice says.
func TestSendLeadsToTheCustomerWhereAnswersAreNotes(t *testing.T) {
	for use, u := range uses {
		t.Run(use, func(t *testing.T) {
			s := newShop(t)
			setup := s.desk.Setup()
			r := *setup.Rules
			r.ReplyTo = tickets.ReplyNote
			setup.Rules = &r
			s.desk.Use(setup)
			s.vendor("", "Jo <jo@printco.example>", replyTo(s.asked), "Re: Printer", inReplyTo(s.asked), vendorSays)
			s.ann = s.letter("ann@acme.example")
			own := strings.Join(append([]string{"/send"}, u.below...), "\n")
			s.sends("text/plain", own+"\n\n"+plainQuotes["neomutt"](u.edit(strings.ReplaceAll(s.ann.Text, "\r", ""))))
			s.reached(u.want)
		})
	}
}

// TestAnInternalWordInADraftIsKeptBack like one in an answer.
func TestAnInternalWordInADraftIsKeptBack(t *testing.T) {
	s := drafted(t)
	s.receive(pass + "From: Bob Ray <bob@acme.example>\nTo: support@acme.example\nSubject: [ACME #1] x\nMessage-ID: <bob@acme.example>\nIn-Reply-To: <" + s.bob.MessageID + ">\nDate: Mon, 2 Mar 2026 10:00:00 +0000\n\n#1 /note Carl never pays his bills, so let him wait until Friday at least.\n")
	notice := strings.ReplaceAll(s.ann.Text, "\r", "")
	s.sends("text/plain", "/send\n\n"+plainQuotes["neomutt"](strings.Replace(notice, "> Jo\n", "> Carl never pays his bills, so let him wait until Friday at least.\n", 1)))
	if got := s.last(); got.Leg == tickets.CustomerLeg || len(s.suspended()) != 1 || s.suspended()[0].Reason != tickets.SuspendedLeak {
		t.Errorf("on the %s leg: %q, kept back %+v", got.Leg, got.Text, s.suspended())
	}
	if told := s.letter("ann@acme.example"); !strings.Contains(told.Text, "never pays") || !strings.Contains(told.Text, "customers must not") {
		t.Errorf("Ann reads\n%s", told.Text)
	}
}

// TestNoMarkOfADraftEverLeaves although it stands among words that the client does not quote.
func TestNoMarkOfADraftEverLeaves(t *testing.T) {
	for name, text := range map[string]string{
		"a torn draft without its notice": "/send\n\n" + tickets.DraftBegin + "\n\nInstall 7.2.\n",
		"marks in a line":                 "/send\n" + tickets.DraftBegin + " Install 7.2. " + tickets.DraftEnd + "\n",
		"a reply":                         "/reply\nInstall 7.2.\n" + tickets.DraftEnd + "\n",
		"an answer to the vendor":         "Which one?\n" + tickets.DraftBegin + "\n",
	} {
		t.Run(name, func(t *testing.T) {
			s := drafted(t)
			s.sends("text/plain", text)
			if got := s.last(); got.Text != vendorSays {
				t.Errorf("on the %s leg: %q", got.Leg, got.Text)
			}
		})
	}
}

// TestOwnWordsGoWithoutWhatWasTypedIntoTheDraft in both halves of the letter.
func TestOwnWordsGoWithoutWhatWasTypedIntoTheDraft(t *testing.T) {
	own := strings.TrimSpace(strings.Repeat("Please update the printer today, and tell us tomorrow whether it prints again. ", 6))
	for client, shape := range replyShapes {
		t.Run(client, func(t *testing.T) {
			s := drafted(t)
			s.sendsHTML(shape, broken(shape.page, body(s.ann.RawHTML), fmt.Sprintf(shape.line, "Wear gloves.")), own)
			s.reached(own)
			if carl := s.letter("carl@customer.example"); strings.Contains(carl.RawHTML, "gloves") {
				t.Errorf("Carl sees %s", body(carl.RawHTML))
			}
		})
	}
}
