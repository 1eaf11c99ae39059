package tickets

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Vendor is an outside company that the desk asks: tier 4 of SPEC section 2.
type Vendor struct {
	ID       string
	Name     string
	Email    string   // where it is asked
	Aliases  []string // other addresses that it writes from
	Language string   // ISO 639-1: letters to it are in that; "" for the desk's own
	Domains  []string // everybody there writes for it; in lower case
	Account  string   // our customer number there, which it is told; "" for none
	Contract Span     // it answers a question within: its underpinning contract (UC); zero: no clock
	Warn     int      // the owner is warned when so many percent of that are used; 0: never
	Chase    Span     // without an answer it is reminded after it, again and again; zero: never
	Chases   int      // so many reminders at most
	Hours    Hours    // when it works: both count this time only
	Redact   []Redaction
}

// Redaction is something that a vendor must not read, beside what says who the customer is.
type Redaction struct {
	Name    string // stands in its place: [contract 1]
	Pattern *regexp.Regexp
}

// Address is where letters to the vendor go.
func (v *Vendor) Address() Address { return Address{Name: v.Name, Address: v.Email} }

// Owns reports whether an address is the vendor's: one of those that are named, or any of its domains.
func (v *Vendor) Owns(a Address) bool {
	return a.Key() != "" && (v.Address().Same(a) || slices.Contains(v.Domains, a.Domain()) ||
		slices.ContainsFunc(v.Aliases, func(alias string) bool { return a.Same(Address{Address: alias}) }))
}

// Keys are the named addresses of the vendor, each an Address.Key.
func (v *Vendor) Keys() []string {
	keys := []string{v.Address().Key()}
	for _, a := range v.Aliases {
		keys = append(keys, Address{Address: a}.Key())
	}
	return keys
}

const vendorPrefix = "vendor:"

// VendorLeg is the conversation with a vendor.
func VendorLeg(id string) Leg { return Leg(vendorPrefix + id) }

// Vendor is the id of the vendor whose leg it is, "" for every other leg.
func (l Leg) Vendor() string {
	id, is := strings.CutPrefix(string(l), vendorPrefix)
	if !is {
		return ""
	}
	return id
}

// VendorByID finds a vendor.
func (r *Rules) VendorByID(id string) (Vendor, bool) {
	i := slices.IndexFunc(r.Vendors, func(v Vendor) bool { return v.ID == id })
	if i < 0 || id == "" {
		return Vendor{}, false
	}
	return r.Vendors[i], true
}

// VendorByAddress finds whose address it is. An address that is named is nearer than a domain.
func (r *Rules) VendorByAddress(a Address) (Vendor, bool) {
	i := slices.IndexFunc(r.Vendors, func(v Vendor) bool { return slices.Contains(v.Keys(), a.Key()) })
	if i < 0 {
		i = slices.IndexFunc(r.Vendors, func(v Vendor) bool { return v.Owns(a) })
	}
	if i < 0 {
		return Vendor{}, false
	}
	return r.Vendors[i], true
}

// findVendor finds a vendor by its id, or an unambiguous beginning of its id or name.
func (r *Rules) findVendor(word string) (Vendor, error) {
	word = strings.ToLower(strings.TrimSpace(word))
	var found []Vendor
	for _, v := range r.Vendors {
		if v.ID == word {
			return v, nil
		}
		if word != "" && (strings.HasPrefix(v.ID, word) || strings.HasPrefix(strings.ToLower(v.Name), word)) {
			found = append(found, v)
		}
	}
	switch {
	case len(found) == 1:
		return found[0], nil
	case len(found) > 1:
		return Vendor{}, fmt.Errorf("“%s” may be %s or %s", word, found[0].ID, found[1].ID)
	case len(r.Vendors) == 0:
		return Vendor{}, errors.New("no vendor is configured; they stand under tiers, 4, vendors")
	case word == "":
		return Vendor{}, errors.New("say which vendor: " + r.vendorIDs())
	}
	return Vendor{}, fmt.Errorf("“%s” is no vendor; there are %s", firstRunes(word, 60), r.vendorIDs())
}

func (r *Rules) vendorIDs() string {
	var ids []string
	for _, v := range r.Vendors {
		ids = append(ids, v.ID)
	}
	return strings.Join(ids, ", ")
}

// VendorRef is the number under which a vendor keeps our matter.
type VendorRef struct {
	Key   string `json:"key"`   // what is compared: 123456, CASE-99
	Shown string `json:"shown"` // as the vendor writes it, so that its tracker finds it again: [#123456]
}

// RefOf is a number as a person typed it.
func RefOf(text string) VendorRef {
	text = firstRunes(strings.TrimSpace(text), maxRef)
	return VendorRef{Key: RefKey(text), Shown: text}
}

// RefKey is a number in the form that is compared: capitals, without what trackers put around it.
func RefKey(text string) string { return strings.ToUpper(strings.Trim(text, " \t#[](){}:.,;")) }

const maxRef = 80 // characters of a vendor's number
