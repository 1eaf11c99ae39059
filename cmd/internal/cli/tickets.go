package cli

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"tierdesk/cmd/internal/app"
)

type ticketsCommand struct {
	List listTickets `cmd:"" help:"List tickets."`
	Find findTickets `cmd:"" help:"Find the tickets in which words stand."`
	Show showTicket  `cmd:"" help:"Show all that was said, done and sent on a ticket."`
	New  newTicket   `cmd:"" help:"Open a ticket for somebody of the desk, such as: tickets new --from ann --subject \"A key is lost\" < text"`
	Do   orderTicket `cmd:"" help:"Run commands on a ticket, such as: tickets do 12 /assign ann"`
}

type listTickets struct {
	Query     []string `arg:"" optional:"" help:"As behind /list in a mail: open, unassigned, overdue, a status, tier, priority or type, assignee:WHO, queue:Q, requester:ADDRESS, tag:T, vendor:NAME." placeholder:"QUERY"`
	Open      bool     `help:"Only those that are not solved or closed."`
	Status    []string `help:"Only of these statuses: new, open, pending, hold, solved, closed." placeholder:"STATUS"`
	Tier      []string `help:"Only on these tiers: L0 to L4." placeholder:"TIER"`
	Queue     string   `help:"Only of this queue."`
	Assignee  string   `help:"Only of this person of the desk." placeholder:"ID"`
	Requester string   `help:"Only of customers whose address is this, or has it in it." placeholder:"ADDRESS"`
	JSON      bool     `name:"json" help:"One JSON object a line."`
}

// Run lists tickets.
func (c *listTickets) Run(ctx context.Context, w *world) error {
	q := request{method: http.MethodGet, path: "/tickets", query: url.Values{"q": {c.text()}}}
	return w.withDesk(ctx, func(r *reach) error {
		if c.JSON {
			return r.pass(ctx, q, w.Out)
		}
		var rows [][]string
		err := askMany(ctx, r, q, func(t app.Row) error {
			rows = append(rows, []string{fmt.Sprintf("#%d", t.ID), string(t.Status), t.Tier, string(t.Priority), t.Assignee, t.Queue,
				cut(t.Requester, 32), cut(t.Subject, 48), when(t.Updated, r.config.Rules.Zone), when(t.Due, r.config.Rules.Zone)})
			return nil
		})
		listing(w.Out, []string{"ticket", "status", "tier", "priority", "owner", "queue", "from", "subject", "updated", "due"}, rows)
		if err == nil && len(rows) == 0 {
			fmt.Fprintln(w.Err, "no tickets")
		}
		return err
	})
}

// text is the flags and the words as one query.
func (c *listTickets) text() string {
	words := c.Query
	if c.Open {
		words = append(words, "open")
	}
	for _, f := range []struct {
		key    string
		values []string
	}{{"status", c.Status}, {"tier", c.Tier}, {"queue", []string{c.Queue}}, {"assignee", []string{c.Assignee}}, {"requester", []string{c.Requester}}} {
		for _, v := range f.values {
			if v != "" {
				words = append(words, f.key+`:"`+v+`"`)
			}
		}
	}
	return strings.Join(words, " ")
}

type findTickets struct {
	Words []string `arg:"" help:"Every one of them stands in the ticket's subject, requester or messages." placeholder:"WORDS"`
	JSON  bool     `name:"json" help:"One JSON object a line."`
}

// Run looks for words in all tickets.
func (c *findTickets) Run(ctx context.Context, w *world) error {
	q := request{method: http.MethodGet, path: "/find", query: url.Values{"q": {strings.Join(c.Words, " ")}}}
	return w.withDesk(ctx, func(r *reach) error {
		if c.JSON {
			return r.pass(ctx, q, w.Out)
		}
		found := 0
		err := askMany(ctx, r, q, func(t app.Found) error {
			found++
			fmt.Fprintf(w.Out, "#%d  %s\n    %s  %s  %s  %s\n", t.ID, clean(t.Subject), t.Status, t.Tier, cmp.Or(t.Assignee, "nobody"), clean(t.Requester))
			_, err := io.WriteString(w.Out, indented(t.Quote))
			return err
		})
		if err == nil && found == 0 {
			fmt.Fprintln(w.Err, "no tickets")
		}
		return err
	})
}

type showTicket struct {
	Ticket ticketNumber `arg:"" help:"Its number." placeholder:"N"`
	JSON   bool         `name:"json" help:"One JSON object."`
}

// Run shows a ticket.
func (c *showTicket) Run(ctx context.Context, w *world) error {
	q := request{method: http.MethodGet, path: "/tickets/" + string(c.Ticket)}
	return w.withDesk(ctx, func(r *reach) error {
		if c.JSON {
			return r.pass(ctx, q, w.Out)
		}
		d, err := askOne[app.Dossier](ctx, r, q)
		if err == nil {
			printDossier(w.Out, d, r.config.Rules.Zone)
		}
		return err
	})
}

func printDossier(out io.Writer, d app.Dossier, zone *time.Location) {
	fmt.Fprintf(out, "#%d  %s\n\n", d.ID, clean(d.Subject))
	facts(out, "status", string(d.Status), "tier", d.Tier, "owner", d.Assignee, "priority", string(d.Priority), "type", string(d.Type),
		"queue", d.Queue, "from", d.Requester, "cc", people(d.Copies), "opened", when(d.Created, zone), "updated", when(d.Updated, zone), "due", when(d.Due, zone))
	for _, f := range d.Fields {
		facts(out, f.Field, f.Value)
	}
	for _, c := range d.Clocks {
		state := "stands still"
		if c.Due != "" {
			state = "due " + when(c.Due, zone)
		}
		if c.Late {
			state += ", late"
		}
		fmt.Fprintf(out, "  %s: %s\n", c.Promise, state)
	}
	for _, v := range d.Vendors {
		fmt.Fprintf(out, "  %s\n", vendorLine(v, zone))
	}
	for _, m := range d.Messages {
		recalled := ""
		if m.Recalled {
			recalled = "  recalled, nobody got it"
		}
		fmt.Fprintf(out, "\n%s  %s %s  %s%s\n", when(m.At, zone), m.Leg, m.Direction, clean(m.From.Address), recalled)
		io.WriteString(out, indented(m.Text))
		for _, a := range m.Attachments {
			fmt.Fprintf(out, "    [%s, %s, %d bytes]\n", clean(a.Name), clean(a.Type), a.Size)
		}
	}
	if len(d.Journal) > 0 {
		fmt.Fprintln(out, "\nWhat happened")
	}
	for _, e := range d.Journal {
		fmt.Fprintf(out, "  %s  %s  %s\n", when(e.At, zone), clean(e.By), clean(e.Text))
	}
	if len(d.Letters) > 0 {
		fmt.Fprintln(out, "\nLetters")
	}
	for _, l := range d.Letters {
		trouble := ""
		if l.Error != "" {
			trouble = fmt.Sprintf(", attempt %d: %s", l.Attempts, clean(l.Error))
		}
		fmt.Fprintf(out, "  %s  %s to %s%s\n", l.State, l.Template, clean(l.To), trouble)
	}
}

// vendorLine tells what a ticket has at a vendor.
func vendorLine(v app.DossierVendor, zone *time.Location) string {
	parts := []string{clean(v.Vendor)}
	for _, part := range []struct{ name, value string }{{"as ", clean(strings.Join(v.Refs, ", "))}, {"asked ", when(v.Asked, zone)}, {"due ", when(v.Due, zone)},
		{"reminded next ", when(v.ChaseAt, zone)}, {"answered ", when(v.Heard, zone)}} {
		if part.value != "" {
			parts = append(parts, part.name+part.value)
		}
	}
	if v.Chased > 0 {
		parts = append(parts, fmt.Sprintf("reminded %d times", v.Chased))
	}
	if v.Late {
		parts = append(parts, "late")
	}
	return strings.Join(parts, ", ")
}

type orderTicket struct {
	Ticket  ticketNumber `arg:"" help:"Its number." placeholder:"N"`
	Command []string     `arg:"" passthrough:"" help:"Commands as in a mail; each begins with /."`
}

// Run runs commands on a ticket.
func (c *orderTicket) Run(ctx context.Context, w *world) error {
	lines := commandLines(c.Command)
	if !strings.HasPrefix(lines, "/") {
		return fmt.Errorf("%q is no command; commands begin with /: tickets do %s /assign ann", c.Command[0], c.Ticket)
	}
	q := request{method: http.MethodPost, path: "/tickets/" + string(c.Ticket) + "/order", body: []byte(lines)}
	return w.withDesk(ctx, func(r *reach) error {
		done, err := askOne[[]string](ctx, r, q)
		for _, line := range done {
			fmt.Fprintln(w.Out, cleanLines(line))
		}
		return err
	})
}

// commandLines joins words; a word with / before it begins a line.
func commandLines(words []string) string {
	var lines strings.Builder
	for i, word := range words {
		switch {
		case i == 0:
		case strings.HasPrefix(word, "/"):
			lines.WriteByte('\n')
		default:
			lines.WriteByte(' ')
		}
		lines.WriteString(word)
	}
	return lines.String()
}

// ticketNumber is the number of a ticket in digits.
type ticketNumber string

// UnmarshalText reads 12 or #12.
func (n *ticketNumber) UnmarshalText(text []byte) error {
	digits := strings.TrimPrefix(string(text), "#")
	if _, err := strconv.ParseUint(digits, 10, 63); err != nil {
		return fmt.Errorf("%q is no ticket number", text)
	}
	*n = ticketNumber(digits)
	return nil
}
