package route

import (
	"errors"
	"strings"
	"testing"
	"time"

	"tierdesk/tickets"
)

// nine is a calendar that is open from nine to five, whatever the day.
type nine struct{}

func (nine) Open(t time.Time) bool                           { return t.Hour() >= 9 && t.Hour() < 17 }
func (nine) Add(t time.Time, d time.Duration) time.Time      { return t.Add(d) }
func (nine) Between(a, b time.Time) time.Duration            { return b.Sub(a) }
func (nine) Days(_ time.Time, n int) (working time.Duration) { return time.Duration(n) * 8 * time.Hour }

func (nine) NextOpen(t time.Time) time.Time { return t }

func TestARouteAsksWhetherACalendarIsOpenWhenTheMailComes(t *testing.T) {
	hours := []tickets.Hours{{Name: "always"}, {Name: "office", Calendar: nine{}}}
	table, err := Compile([]Rule{{Name: "night", When: `!open("office") && open("always")`, Queue: "night", SLA: "vip", Chain: "on-call"}}, tickets.Matrix{}, hours...)
	if err != nil {
		t.Fatal(err)
	}
	for hour, want := range map[int]string{8: "night", 9: "", 16: "", 17: "night"} {
		ev := testMail()
		ev.At = time.Date(2026, 3, 2, hour, 30, 0, 0, time.UTC)
		got := table.Route(ev)
		if got.Queue != want || (got.SLA == "vip") != (want != "") || (got.Chain == "on-call") != (want != "") {
			t.Errorf("at %d:30 it is routed to %+v", hour, got)
		}
	}
	if path := strings.Join(table.Path(testMail()), "\n"); !strings.Contains(path, "sla vip, chain on-call") {
		t.Errorf("the path is %s", path)
	}
}

func TestAStepAsksWhetherACalendarIsOpenAtItsMoment(t *testing.T) {
	c, err := CompileCondition(`priority == "urgent" && !open("office")`, tickets.Hours{Name: "office", Calendar: nine{}})
	if err != nil {
		t.Fatal(err)
	}
	noon := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	urgent := &tickets.Ticket{Priority: tickets.Urgent}
	if c.Holds(urgent, noon) || !c.Holds(urgent, noon.Add(10*time.Hour)) || c.Holds(&tickets.Ticket{}, noon.Add(10*time.Hour)) {
		t.Error("it holds at the wrong hour")
	}
}

func TestACalendarThatThereIsNotIsToldWithItsPlace(t *testing.T) {
	for when, want := range map[string]string{
		`auth && open("ofice")`: `column 14: "ofice" is no calendar; there are office`,
		`open(subject)`:         "column 6: the calendar must be a name in quotes",
		`open("a", "b")`:        "too many arguments",
		`open() || true`:        "not enough arguments",
	} {
		_, err := Compile([]Rule{{When: when}}, tickets.Matrix{}, tickets.Hours{Name: "office", Calendar: nine{}})
		var fault *Error
		if !errors.As(err, &fault) || !strings.Contains(fault.Error(), want) {
			t.Errorf("%s: %v", when, err)
		}
	}
	if _, err := CompilePolicies([]PolicyRule{{When: `open("office")`}}); err == nil {
		t.Error("a promise may change with the hour")
	}
}
