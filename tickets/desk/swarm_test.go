package desk_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tierdesk/tickets"
	"tierdesk/tickets/route"
)

func TestASwarmIsToldTheFirstTakesItAndTheCustomerHearsOneVoice(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := newOffice(t)
		table, err := route.Compile([]route.Rule{{Model: tickets.Swarming}}, tickets.Matrix{})
		if err != nil {
			t.Fatal(err)
		}
		o.assignBy(func(r *tickets.Rules) { r.Router = table })
		o.receive(first)
		o.receive(o.answer("bob@acme.example", "b1", "/take\n/swarm dana"))
		time.Sleep(2 * time.Minute)
		o.receive(o.answer("ann@acme.example", "a1", "/take\nI am on it."))
		o.receive(o.answer("dana@acme.example", "d1", "Call the fire brigade."))
		o.receive(o.answer("bob@acme.example", "b2", "/unswarm They came."))
		one := o.tickets()[0]
		if one.Assignee != "bob" || one.Swarm.On || len(one.Swarm.With) > 0 {
			t.Errorf("%s has it, swarm %+v", one.Assignee, one.Swarm)
		}
		var told []string
		for _, l := range o.history(1).Letters {
			told = append(told, strings.TrimSuffix(strings.TrimSuffix(string(l.Notice)+" "+l.To, "@acme.example"), "@customer.example"))
		}
		want := "received carl, swarm ann, swarm bob, swarm_join dana, receipt bob, command_error ann, note_added bob, note_added dana, receipt bob"
		if got := strings.Join(told, ", "); got != want {
			t.Errorf("told:\n%s\nwant:\n%s", got, want)
		}
	})
}
