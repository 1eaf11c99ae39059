package config

import (
	"cmp"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"

	"tierdesk/templates"
	"tierdesk/tickets"
)

type vendorSection struct {
	Name     string            `yaml:"name"`
	Email    string            `yaml:"email"`
	Aliases  []string          `yaml:"aliases"`
	Language string            `yaml:"language"`
	Domains  []string          `yaml:"domains"`
	Account  string            `yaml:"account"`
	Contract string            `yaml:"contract"`
	Warn     string            `yaml:"warn"`
	Chase    string            `yaml:"chase"`
	Chases   *int              `yaml:"chases"`
	Calendar string            `yaml:"calendar"`
	Redact   map[string]string `yaml:"redact"`
}

// vendorID is what can be typed after /vendor. It stands in tokens, so that it has to be short: the local part of an address
// has 64 octets (RFC 5321, section 4.5.3.1.1).
var vendorID = regexp.MustCompile(`^[a-z][a-z0-9_-]{0,15}$`)

// placeholderName is what can stand in brackets in the place of something hidden.
var placeholderName = regexp.MustCompile(`^[\p{L}][\p{L}\p{N} _-]{0,30}$`)

// maxChases bounds how often a vendor is reminded.
const maxChases = 20

// vendors makes those of tier 4, ordered by id.
func (c *checker) vendors(r *tickets.Rules) {
	for _, key := range slices.Sorted(maps.Keys(c.file.Tiers)) {
		sections := c.file.Tiers[key].Vendors
		if key != "4" && len(sections) > 0 {
			c.fault("tiers."+key+".vendors", "vendors stand on tier 4 only")
			continue
		}
		for _, id := range slices.Sorted(maps.Keys(sections)) {
			r.Vendors = append(r.Vendors, c.vendor("tiers."+key+".vendors."+id, id, sections[id], r))
		}
	}
}

func (c *checker) vendor(path, id string, s vendorSection, r *tickets.Rules) tickets.Vendor {
	if !vendorID.MatchString(id) {
		c.fault(path, "%q is no id: use up to 16 lower-case letters, digits, - and _, a letter first", id)
	}
	hours := c.hours(path+".calendar", s.Calendar)
	v := tickets.Vendor{ID: id, Name: cmp.Or(s.Name, capitalised(id)), Email: s.Email, Aliases: s.Aliases, Account: s.Account, Language: s.Language, Hours: hours,
		Contract: c.span(path+".contract", s.Contract, hours), Chase: c.span(path+".chase", s.Chase, hours),
		Warn: c.share(path+".warn", cmp.Or(s.Warn, "75%")), Chases: 3, Domains: c.domains(path, s, r), Redact: c.redactions(path+".redact", s.Redact)}
	if s.Chases != nil {
		v.Chases = *s.Chases
	}
	if v.Chases < 0 || v.Chases > maxChases {
		c.fault(path+".chases", "a vendor is reminded 0 to %d times", maxChases)
	}
	c.vendorLanguage(path+".language", s.Language)
	c.foreign(path+".email", s.Email, r)
	for i, alias := range s.Aliases {
		c.foreign(fmt.Sprintf("%s.aliases[%d]", path, i), alias, r)
	}
	if !r.Answers(v.Address()) && s.Email != "" {
		c.fault(path+".email", "nobody reads %s", s.Email)
	}
	return v
}

// vendorLanguage notes a language in which there are no letters to vendors, neither built in nor among the operator's own.
func (c *checker) vendorLanguage(path, lang string) {
	if lang == "" {
		return
	}
	var own fs.FS
	if dir := c.rel(c.file.Desk.Templates); dir != "" {
		own = os.DirFS(dir)
	}
	if all := templates.Worded(own, tickets.VendorRequest, tickets.VendorChaser); !slices.Contains(all, lang) {
		c.fault(path, "there are no letters to vendors in %q, but in %s; %s.md and %s.md in a folder of its name under desk.templates add them",
			lang, strings.Join(all, ", "), tickets.VendorRequest, tickets.VendorChaser)
	}
}

// foreign notes an address that cannot be a vendor's: that of a mailbox, of somebody of the desk, or of another vendor.
func (c *checker) foreign(path, address string, r *tickets.Rules) {
	if !c.address(path, address) {
		return
	}
	a := tickets.Address{Address: address}
	if m, ours := r.MailboxByAddress(a); ours {
		c.fault(path, "%s belongs to the mailbox %s", address, m.Address)
	}
	if p, staff := r.PersonByAddress(a); staff {
		c.fault(path, "%s is %s's address, who is of the desk", address, p.ID)
	}
	for _, v := range r.Vendors {
		if slices.Contains(v.Keys(), a.Key()) {
			c.fault(path, "%s is an address of %s already", address, v.ID)
		}
	}
}

// domains are those whose people write for a vendor: the domain of its address, unless everybody has one there.
func (c *checker) domains(path string, s vendorSection, r *tickets.Rules) []string {
	own := tickets.Address{Address: s.Email}.Domain()
	if s.Domains == nil && own != "" && !tickets.IsFreemail(own) && !c.ourDomain(own, r) {
		return []string{own}
	}
	var all []string
	for i, d := range s.Domains {
		at, lower := fmt.Sprintf("%s.domains[%d]", path, i), tickets.Lower(strings.TrimPrefix(d, "@"))
		switch {
		case !strings.Contains(lower, ".") || strings.ContainsAny(lower, "@ /"):
			c.fault(at, "%q is no domain: write printco.example", d)
		case tickets.IsFreemail(lower):
			c.fault(at, "everybody can have an address of %s: name the vendor's own under aliases", lower)
		case c.ourDomain(lower, r):
			c.fault(at, "%s is the domain of the desk", lower)
		}
		all = append(all, lower)
	}
	return all
}

func (c *checker) ourDomain(domain string, r *tickets.Rules) bool {
	return slices.ContainsFunc(r.Mailboxes, func(m tickets.Mailbox) bool {
		return tickets.Address{Address: m.Address}.Domain() == domain
	})
}

// redactions compiles what a vendor must not read, ordered by what stands in its place.
func (c *checker) redactions(path string, patterns map[string]string) []tickets.Redaction {
	var all []tickets.Redaction
	for _, name := range slices.Sorted(maps.Keys(patterns)) {
		at := path + "." + name
		pattern, err := regexp.Compile(patterns[name])
		switch {
		case !placeholderName.MatchString(name):
			c.fault(at, "%q cannot stand in brackets: use letters, digits and blanks", name)
		case err != nil:
			c.fault(at, "this is no pattern: %v", err)
		case pattern.MatchString(""):
			c.fault(at, "it finds nothing at all, too, and so would stand between all letters")
		default:
			all = append(all, tickets.Redaction{Name: name, Pattern: pattern})
		}
	}
	return all
}

// knownVendor notes the name of a vendor that there is none of.
func (c *checker) knownVendor(path, id string, r *tickets.Rules) {
	if _, ok := r.VendorByID(id); ok || id == "" {
		return
	}
	if len(r.Vendors) == 0 {
		c.fault(path, "%q is no vendor; they stand under tiers, 4, vendors", id)
		return
	}
	var ids []string
	for _, v := range r.Vendors {
		ids = append(ids, v.ID)
	}
	c.oneOf(path, id, ids...)
}
