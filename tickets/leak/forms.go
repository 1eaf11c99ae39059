package leak

import (
	"slices"
	"strings"

	"tierdesk/tickets"
)

// minToken is the least length of a token in characters.
const minToken = 20

// hasToken looks for runs of the letters that tokens are made of. One that the customer leg has is the customer's own.
func hasToken(low, shown string, isToken func(string) bool) bool {
	if isToken == nil {
		return false
	}
	low = strings.ReplaceAll(low, "%2b", "+")
	for _, word := range strings.FieldsFunc(low, func(r rune) bool { return (r < 'a' || r > 'z') && (r < '2' || r > '7') }) {
		if len(word) >= minToken && isToken(word) && !strings.Contains(shown, word) {
			return true
		}
	}
	return false
}

// isCommand reports whether a line is a command: /take, #12 /note TEXT, also behind a mark of quotation.
func isCommand(low string, verbs []tickets.Verb) bool {
	line := strings.TrimLeft(low, " \t\u00a0>|*_`\\")
	if number, rest, found := strings.Cut(line, " "); found && strings.HasPrefix(number, "#") && strings.Trim(number[1:], "0123456789") == "" {
		line = strings.TrimSpace(rest)
	}
	rest, slash := strings.CutPrefix(line, "/")
	if !slash {
		return false
	}
	word := strings.TrimRight(strings.Fields(rest + " .")[0], ".,:;*_`")
	return slices.ContainsFunc(verbs, func(v tickets.Verb) bool { return v.Name == word })
}

// maxAddresses bounds how many addresses of one mail are looked at.
const maxAddresses = 20

// Addresses lists the mail addresses in a text, in lower case, each once.
func Addresses(text string) []string {
	var all []string
	for _, word := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return r <= ' ' || strings.ContainsRune("<>()[],;:\"'|\u00a0„“”", r) }) {
		word = strings.Trim(word, ".!?*_`")
		local, domain, found := strings.Cut(word, "@")
		if !found || local == "" || !strings.Contains(domain, ".") || strings.Contains(domain, "@") || slices.Contains(all, word) {
			continue
		}
		if all = append(all, word); len(all) == maxAddresses {
			break
		}
	}
	return all
}
