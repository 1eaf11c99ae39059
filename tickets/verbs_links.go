package tickets

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

func runMerge(s *step, by, arg string) (string, error) {
	to, err := s.otherTicket(arg)
	switch {
	case err != nil:
		return "", err
	case !slices.Contains(s.now.Known, to):
		return "", fmt.Errorf("there is no open ticket %s", to)
	case s.t.MergedInto != 0:
		return "", fmt.Errorf("it is part of %s already", s.t.MergedInto)
	}
	s.t.MergedInto = to
	s.setStatus(Closed)
	s.relay(Relay{To: to, Kind: RelayMerged, By: by, People: s.t.Customers(), Cases: s.t.Cases, Subject: s.t.Subject})
	s.journal(WasMerged, by, "merged into %s", to.String())
	return "merged into " + to.String(), nil
}

// runLink lets two tickets know of each other. Nothing else changes on either.
func runLink(s *step, by, arg string) (string, error) {
	to, err := s.otherTicket(arg)
	switch {
	case err != nil:
		return "", err
	case !slices.Contains(s.now.Known, to) && !slices.Contains(s.now.Past, to):
		return "", fmt.Errorf("there is no ticket %s", to)
	case slices.Contains(s.t.Links, to):
		return "", fmt.Errorf("it is linked to %s already", to)
	case len(s.t.Links) >= maxLinks:
		return "", fmt.Errorf("the ticket has %d links already", maxLinks)
	}
	s.t.Links = withLink(s.t.Links, to)
	s.relay(Relay{To: to, Kind: RelayLinked, By: by, Subject: s.t.Subject})
	s.journal(TicketLinked, by, "linked to %s", to.String())
	return "linked to " + to.String(), nil
}

func (s *step) otherTicket(arg string) (ID, error) {
	id, err := ticketNumber(arg)
	if err == nil && id == s.t.ID {
		return 0, errors.New("that is this ticket")
	}
	return id, err
}

func ticketNumber(arg string) (ID, error) {
	n, err := strconv.ParseUint(strings.TrimPrefix(strings.TrimSpace(arg), "#"), 10, 64)
	if err != nil {
		return 0, fmt.Errorf("“%s” is no ticket number", firstRunes(arg, 60))
	}
	return ID(n), nil
}

// withLink adds a link once.
func withLink(links []ID, to ID) []ID {
	if slices.Contains(links, to) || len(links) >= maxLinks {
		return links
	}
	return append(links, to)
}
