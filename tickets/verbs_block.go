package tickets

import (
	"errors"
	"fmt"
	"strings"
)

// BlockedSender is an address or @domain whose mail is kept back, and who said so.
type BlockedSender struct {
	Address string `json:"address"`
	By      string `json:"by"`
}

// runBlock orders to keep back what comes from addresses or whole domains, or no more to. Nobody of the desk can be blocked:
// whoever forges their name would then shut them out.
func runBlock(s *step, by, arg string) (string, error) {
	if r, tried := s.now.Results[s.line]; tried {
		return r.Done, r.err()
	}
	var words []string
	for _, w := range signedWords(arg) {
		a, err := s.blockable(w.text)
		if err != nil {
			return "", err
		}
		sign := "+"
		if w.off {
			sign = "-"
		}
		words = append(words, sign+a)
	}
	if len(words) == 0 && !isBlank(arg) {
		return "", errors.New("say which address, or which @domain")
	}
	s.d.Orders = append(s.d.Orders, Order{Line: s.line, Verb: "block", Arg: strings.Join(words, " "), By: by})
	return "", nil
}

// blockable reads an address or an @domain that may be blocked.
func (s *step) blockable(word string) (string, error) {
	address, isDomain := word, strings.HasPrefix(word, "@")
	if isDomain {
		address = "anybody" + word
	}
	a, err := s.customerAddress(address)
	if err != nil {
		return "", fmt.Errorf("“%s” cannot be blocked: it is no address, no @domain, or the desk's own", firstRunes(word, 60))
	}
	for _, p := range s.r.People {
		for _, e := range p.Emails {
			if own := (Address{Address: e}); own.Same(a) || isDomain && own.Domain() == a.Domain() {
				return "", fmt.Errorf("%s is of the desk: %s cannot be blocked", p.Name, word)
			}
		}
	}
	if isDomain {
		return "@" + a.Domain(), nil
	}
	return a.Key(), nil
}
