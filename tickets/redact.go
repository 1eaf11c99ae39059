package tickets

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Hidden is something that vendors get a placeholder for. What was hidden once keeps its placeholder on the ticket, in all
// letters to all vendors: so they can tell two phone numbers apart, and speak of one of them.
type Hidden struct {
	Kind  string `json:"kind"`  // customer, address, phone, domain, or the name of a Redaction
	Value string `json:"value"` // in the form that is compared
}

// maxHidden bounds what a ticket keeps. What comes after it gets the placeholder of its kind without a number.
const maxHidden = 200

// redactor writes what a vendor may read. Nothing that says who the customer is stays: names, addresses, phone numbers, the
// customer's domain; and nothing that a pattern of the vendor finds. It cannot know what stands inside files.
type redactor struct {
	s      *step
	vendor Vendor
	people []nameless
}

// nameless are the names of one customer, the whole first.
type nameless struct {
	placeholder string
	names       []*regexp.Regexp
}

func (s *step) redactor(v Vendor) *redactor {
	r := &redactor{s: s, vendor: v}
	for _, a := range s.t.Customers() {
		p := nameless{placeholder: s.placeholder("customer", a.Key())}
		for _, name := range namesOf(a) {
			p.names = append(p.names, nameForm(name))
		}
		r.people = append(r.people, p)
	}
	return r
}

// placeholder stands for a value: [phone 2]. The customer who asked is [customer].
func (s *step) placeholder(kind, value string) string {
	n := 0
	for _, h := range s.t.Hidden {
		if h.Kind != kind {
			continue
		}
		if n++; h.Value == value {
			return numberedPlaceholder(kind, n)
		}
	}
	if len(s.t.Hidden) >= maxHidden {
		return "[" + kind + "]"
	}
	s.t.Hidden = append(s.t.Hidden, Hidden{kind, value})
	return numberedPlaceholder(kind, n+1)
}

func numberedPlaceholder(kind string, n int) string {
	if kind == "customer" && n == 1 {
		return "[customer]"
	}
	return "[" + kind + " " + strconv.Itoa(n) + "]"
}

// text is a text as the vendor may read it.
func (r *redactor) text(text string) string {
	for _, p := range r.vendor.Redact {
		text = p.Pattern.ReplaceAllStringFunc(text, func(found string) string {
			if strings.TrimSpace(found) == "" {
				return found
			}
			return r.s.placeholder(p.Name, found)
		})
	}
	text = anyAddress.ReplaceAllStringFunc(text, r.address)
	for _, p := range r.people {
		for _, name := range p.names {
			text = replaceWord(text, name, p.placeholder)
		}
	}
	for _, form := range phoneForms {
		text = form.ReplaceAllStringFunc(text, r.phone)
	}
	for _, a := range r.s.t.Customers() {
		if d := a.Domain(); d != "" && !IsFreemail(d) && !slices.Contains(r.vendor.Domains, d) {
			text = replaceWord(text, regexp.MustCompile("(?i)"+regexp.QuoteMeta(d)), r.s.placeholder("domain", d))
		}
	}
	return text
}

// anyAddress finds addresses, also those of a mailto: link and those that carry a token.
var anyAddress = regexp.MustCompile(`[\p{L}\p{N}][\p{L}\p{N}.!#$%&'*+/=?^_{|}~-]*@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+`)

// address keeps what the vendor knows: its own addresses, and those of our mailboxes without a token.
func (r *redactor) address(found string) string {
	a := Address{Address: found}
	customer := Hidden{"customer", a.Key()}
	known := r.vendor.Owns(a) || slices.ContainsFunc(r.s.r.Mailboxes, func(m Mailbox) bool { return a.Same(Address{Address: m.Address}) })
	switch {
	case known:
		return found
	case r.s.t.Belongs(a), slices.Contains(r.s.t.Hidden, customer): // also who was taken off the ticket since
		return r.s.placeholder("customer", a.Key())
	}
	return r.s.placeholder("address", a.Key())
}

// phoneForms find what is written as a phone number is: with a country code, with a code in parentheses, with the nought of
// a long-distance call and a blank after the code, in the American way, in pairs as in France, or behind a word that says so.
// Serial numbers, dates and the addresses of machines, which a vendor needs, look otherwise.
var phoneForms = []*regexp.Regexp{
	regexp.MustCompile(`(?:\+|\b00)[1-9][\d \x{00a0}()/.–-]{5,40}\d`),
	regexp.MustCompile(`\(0?\d{2,5}\)[ \x{00a0}/-]?\d[\d \x{00a0}/-]{3,30}\d`),
	regexp.MustCompile(`\b0[1-9]\d{0,4}[ \x{00a0}/-]{1,3}\d[\d \x{00a0}/-]{3,30}\d`),
	regexp.MustCompile(`\b[2-9]\d{2}[-. ][2-9]\d{2}[-. ]\d{4}\b`),
	regexp.MustCompile(`\b0[1-9](?:[. \x{00a0}]\d{2}){4}\b`),
	regexp.MustCompile(`(?i)\b(?:tel|telephone|telefon|téléphone|teléfono|phone|fon|fax|mobile?|handy|cell)\b[.: \x{00a0}]{0,3}\+?[\d(][\d \x{00a0}()/.-]{3,40}\d`),
}

// dateForm is what a phone number with a nought and hyphens may be, too.
var dateForm = regexp.MustCompile(`^\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2,4}\b`)

func (r *redactor) phone(found string) string {
	start := strings.IndexAny(found, "+(0123456789")
	label, number := found[:start], found[start:]
	digits := strings.Map(func(c rune) rune {
		if c < '0' || c > '9' {
			return -1
		}
		return c
	}, number)
	if len(digits) < 5 || len(digits) > 40 || label == "" && dateForm.MatchString(number) {
		return found
	}
	return label + r.s.placeholder("phone", digits)
}

// files are attachments under names that a vendor may read. Pictures of the text become files: the text is sent plain.
func (r *redactor) files(all []Enclosure) []Enclosure {
	var named []Enclosure
	for _, f := range all {
		f.Name, f.Inline, f.ContentID = r.text(f.Name), false, ""
		named = append(named, f)
	}
	return named
}

// fields are the answers to question forms as a vendor may read them.
func (r *redactor) fields(all []Filled) []Filled {
	var shown []Filled
	for _, f := range all {
		f.Value = r.text(f.Value)
		shown = append(shown, f)
	}
	return shown
}

// namesOf are the names by which a text may call somebody: the whole, its words and, without one, the words of the address.
func namesOf(a Address) []string {
	name := strings.TrimSpace(a.Name)
	if name == "" || strings.Contains(name, "@") {
		name, _, _ = strings.Cut(a.Address, "@")
		name = strings.Map(func(c rune) rune {
			if unicode.IsLetter(c) {
				return c
			}
			return ' '
		}, name)
	}
	words := strings.FieldsFunc(name, func(c rune) bool { return unicode.IsSpace(c) || strings.ContainsRune(",;()\"'", c) })
	names := []string{}
	if len(words) > 1 {
		names = append(names, strings.Join(words, " "))
	}
	for _, w := range words {
		if utf8.RuneCountInString(w) >= 3 && !slices.Contains(commonNames, strings.ToLower(w)) {
			names = append(names, w)
		}
	}
	return names
}

// commonNames are words of names and addresses that are nobody's name: hidden, a text would lose its sense.
var commonNames = []string{"support", "service", "services", "helpdesk", "help", "desk", "team", "info", "office", "mail", "email", "admin", "administrator",
	"contact", "kontakt", "sales", "billing", "accounts", "accounting", "it-support", "customer", "printer", "scanner", "server", "the", "and", "und",
	"gmbh", "inc", "ltd", "llc", "corp", "company", "herr", "frau", "mrs", "prof", "von", "van", "der", "den"}

// nameForm finds a name in any case, with any blanks between its words.
func nameForm(name string) *regexp.Regexp {
	var words []string
	for _, w := range strings.Fields(name) {
		words = append(words, regexp.QuoteMeta(w))
	}
	return regexp.MustCompile("(?i)" + strings.Join(words, `[\s,]+`))
}

// replaceWord puts a placeholder where a form stands as a word. A single name counts where it is written with a large
// letter, or in a script that has none: "will" is no Will.
func replaceWord(text string, form *regexp.Regexp, placeholder string) string {
	var b strings.Builder
	end := 0
	for _, at := range form.FindAllStringIndex(text, -1) {
		before, _ := utf8.DecodeLastRuneInString(text[:at[0]])
		after, _ := utf8.DecodeRuneInString(text[at[1]:])
		first, _ := utf8.DecodeRuneInString(text[at[0]:])
		inside := at[0] > 0 && isOfWord(before) || at[1] < len(text) && isOfWord(after)
		small := unicode.IsLower(first) && !strings.ContainsAny(text[at[0]:at[1]], " .\n")
		if inside || small {
			continue
		}
		b.WriteString(text[end:at[0]])
		b.WriteString(placeholder)
		end = at[1]
	}
	b.WriteString(text[end:])
	return b.String()
}

func isOfWord(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }
