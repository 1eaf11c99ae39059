package tickets_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"tierdesk/tickets"
)

func TestAQueueGoesByPriorityThenByWaiting(t *testing.T) {
	place := func(id tickets.ID, p tickets.Priority, waits time.Duration) tickets.Place {
		return tickets.Place{Ticket: id, Tier: 1, Priority: p, Since: monday(18, 0).Add(-waits)}
	}
	queue := []tickets.Place{
		place(1, tickets.Low, 9*time.Hour), place(2, tickets.Normal, 0), place(3, tickets.Normal, 2*time.Hour), place(4, tickets.High, time.Hour),
		place(5, tickets.Urgent, 0), place(6, tickets.Urgent, time.Minute), place(7, tickets.Low, 100*time.Hour), place(8, tickets.Normal, 0),
	}
	slices.SortFunc(queue, tickets.Place.Compare)
	var order []tickets.ID
	for _, p := range queue {
		order = append(order, p.Ticket)
	}
	if got := fmt.Sprint(order); got != "[#6 #5 #4 #3 #2 #8 #7 #1]" {
		t.Errorf("the order is %s", got)
	}
}
