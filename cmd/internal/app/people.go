package app

import (
	"encoding/json"
	"net/http"
	"slices"

	"tierdesk/tickets"
)

// Person is somebody of the desk.
type Person struct {
	ID        string   `json:"id"`
	Name      string   `json:"name"`
	Email     string   `json:"email"`
	Role      string   `json:"role"`
	Tiers     []string `json:"tiers"`
	AwayUntil string   `json:"away_until"` // "" when they are there
	AwayWhy   string   `json:"away_why"`
}

func (a *App) people(w http.ResponseWriter, _ *http.Request) error {
	rules, away := a.desk.Setup().Rules, a.desk.Away()
	enc := json.NewEncoder(w)
	for _, p := range rules.People {
		row := Person{ID: p.ID, Name: p.Name, Email: p.Address().Address, Role: string(p.Role), Tiers: []string{},
			AwayUntil: stamp(away[p.ID].Until), AwayWhy: away[p.ID].Why}
		for t := range tickets.TopTier + 1 {
			if slices.Contains(rules.Tiers[t].People, p.ID) {
				row.Tiers = append(row.Tiers, t.String())
			}
		}
		if err := enc.Encode(row); err != nil {
			return err
		}
	}
	return nil
}
