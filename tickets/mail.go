package tickets

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Mail is one received message as the desk understands it. mailin/parse fills it from any bytes,
// mailin/classify sets Kind, Auto, Bounces, Language and Back; from then on it is only read.
type Mail struct {
	MessageID  string    `json:"message_id"`  // without angle brackets; "" when the mail has none
	InReplyTo  []string  `json:"in_reply_to"` // message identifiers without angle brackets
	References []string  `json:"references"`  // oldest first, as RFC 5322, section 3.6.4 orders them
	Date       time.Time `json:"date"`        // of the Date field; zero when there is none that can be read
	Subject    string    `json:"subject"`     // decoded, on one line, without control characters

	From       []Address `json:"from"`
	Sender     []Address `json:"-"`
	ReplyTo    []Address `json:"reply_to"`
	To         []Address `json:"to"`
	Cc         []Address `json:"cc"`
	ReturnPath string    `json:"-"` // the envelope sender that the receiving server noted; "" when unknown
	NullSender bool      `json:"-"` // the Return-Path field was there, and empty: RFC 5321, section 4.5.5

	// Header holds every field of the top header in order, topmost first, values unfolded but not decoded.
	Header []Field `json:"-"`

	Kind    MailKind `json:"kind"`
	Auto    bool     `json:"auto"`    // a machine wrote it: it must never be answered automatically (RFC 3834, section 2)
	Bounces []Bounce `json:"bounces"` // one report per recipient, only for bounces and delay notices
	// Language is a guess at the language of the author's own words, as an ISO 639-1 code; "" when nobody can tell.
	Language string `json:"-"`
	// Back is when the author of an out-of-office answer is there again: the beginning of that day in the zone of the mail.
	// It is zero when the mail does not say it, and for every other kind.
	Back time.Time `json:"-"`

	Text      string `json:"text"`      // everything that can be read, made from the HTML where there is no text
	NewText   string `json:"new_text"`  // what this person wrote now
	Quoted    string `json:"quoted"`    // what they quoted
	Signature string `json:"signature"` // what their client added below
	HTML      string `json:"html"`      // sanitised, "" when there is none
	// NewMarkdown is NewText with its formatting, as Markdown, when the mail had HTML; "" otherwise. Inline
	// pictures appear as ![name](cid:content-id), links only to http, https and mailto.
	NewMarkdown string `json:"-"`

	Forwarded   *Forwarded   `json:"forwarded"`
	Attachments []Attachment `json:"attachments"`
	Seals       []Attachment `json:"-"`       // signatures of S/MIME and PGP over the mail (RFC 1847): about it, not in it
	Parts       int          `json:"parts"`   // MIME entities in the whole tree
	Repairs     []string     `json:"repairs"` // what had to be mended to read it, in plain words
	Size        int64        `json:"-"`       // of the raw mail in bytes

	// RawHTML is the HTML body as it came, decoded to UTF-8 and not made safe: never show it, never send it on.
	// parse.HTML and parse.Markdown make HTML and NewMarkdown from it for those who need them. It is bounded.
	RawHTML string `json:"-"`
	// Report holds what a report (RFC 6522) says to machines and what it returns, for mailin/classify. Each is bounded.
	Report []ReportPart `json:"-"`
}

// ReportPart is one part of a report: its media type in lower case, such as message/delivery-status, and its text. Of
// a returned mail the text is its header and the beginning of its body, not decoded.
type ReportPart struct{ Type, Text string }

// Field is one header field. Name keeps the spelling of the mail.
type Field struct{ Name, Value string }

// Get returns the value of the first header field of that name, "" when there is none. Names are compared without case.
func (m *Mail) Get(name string) string {
	for _, f := range m.Header {
		if len(f.Name) == len(name) && strings.EqualFold(f.Name, name) {
			return f.Value
		}
	}
	return ""
}

// ByMachine reports whether a program wrote the mail by itself. Mail that only must not be answered automatically, such
// as that of a person on a mailing list or behind a server that suppresses automatic answers, is not (see Auto).
func (m *Mail) ByMachine() bool {
	switch m.Kind {
	case KindPerson, KindSpam, KindList:
		submitted := strings.ToLower(strings.TrimSpace(m.Get("Auto-Submitted")))
		return m.NullSender || (submitted != "" && !strings.HasPrefix(submitted, "no"))
	}
	return true
}

// Author is the address that wrote the mail: the first From, or Sender when From is missing.
func (m *Mail) Author() Address {
	if len(m.From) > 0 {
		return m.From[0]
	}
	if len(m.Sender) > 0 {
		return m.Sender[0]
	}
	return Address{}
}

// Address is a mailbox of RFC 5322, section 3.4: a name to show, and local@domain.
type Address struct {
	Name    string `json:"name"`
	Address string `json:"address"`
}

// Key is the address in the form used for comparison: lower case, blanks cut off.
func (a Address) Key() string { return Lower(strings.TrimSpace(a.Address)) }

// Lower is text in lower case, for comparing names in mail. No letter outside ASCII becomes one of ASCII, as the Kelvin
// sign would become k: else another address would pass for somebody's.
func Lower(text string) string {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return strings.Map(lowerRune, text)
		}
	}
	return strings.ToLower(text)
}

func lowerRune(r rune) rune {
	lower := unicode.ToLower(r)
	if r >= utf8.RuneSelf && lower < utf8.RuneSelf {
		return r
	}
	return lower
}

// Domain is the part after the last @ in lower case, "" when there is none.
func (a Address) Domain() string {
	k := a.Key()
	at := strings.LastIndexByte(k, '@')
	if at < 0 {
		return ""
	}
	return k[at+1:]
}

// Same reports whether two addresses name the same mailbox.
func (a Address) Same(b Address) bool { return a.Key() == b.Key() }

// MailKind says who or what wrote a mail and why.
type MailKind string

// The kinds of mail. Everything but KindPerson was written by a machine or must not be taken for a person's request.
const (
	KindPerson      MailKind = "person"
	KindAutoReply   MailKind = "auto_reply"
	KindOutOfOffice MailKind = "out_of_office"
	KindBounce      MailKind = "bounce"
	KindDelay       MailKind = "delay"
	KindDelivered   MailKind = "delivered"
	KindFeedback    MailKind = "feedback"
	KindReport      MailKind = "report"
	KindList        MailKind = "list"
	KindCalendar    MailKind = "calendar"
	KindChallenge   MailKind = "challenge"
	KindSpam        MailKind = "spam"
	KindOwn         MailKind = "own" // our own mail coming back
)

// Bounce is what a delivery status report says of one recipient (RFC 3464).
type Bounce struct {
	Recipient         string `json:"recipient"`
	Status            string `json:"status"` // x.y.z of RFC 3463; x.0.0 where only an SMTP code is known
	Action            string `json:"action"` // failed, delayed, delivered, relayed, expanded
	Hard              bool   `json:"hard"`   // the address itself is bad for good
	Diagnostic        string `json:"diagnostic"`
	OriginalMessageID string `json:"original_message_id"` // of the mail that came back, without angle brackets
	OriginalSubject   string `json:"original_subject"`
}

// Forwarded is the mail inside a forwarded one, and what the forwarder added.
type Forwarded struct {
	Subject string    `json:"subject"`
	From    Address   `json:"from"`
	To      []Address `json:"to"`
	Cc      []Address `json:"cc"`
	Body    string    `json:"body"`
	Message string    `json:"message"`
}

// Attachment is a part of a mail that is not its text. The bytes stay in the raw mail: Part says where.
type Attachment struct {
	Name      string `json:"name"`
	Type      string `json:"type"` // media type in lower case, without parameters
	Size      int64  `json:"size"` // in bytes after transfer decoding
	SHA256    string `json:"sha256"`
	ContentID string `json:"content_id"` // without angle brackets
	Inline    bool   `json:"inline"`     // meant to be shown inside the text
	Part      int    `json:"-"`          // which leaf of the MIME tree, counted from 0 in order
}
