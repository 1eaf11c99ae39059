package app

import (
	"encoding/json"
	"fmt"
	"net/http"
	"path/filepath"
	"time"

	"tierdesk/cmd/internal/config"
	"tierdesk/tickets/desk"
)

// Replayed is a mail that another configuration would have decided on otherwise.
type Replayed = desk.Replayed

// ReplayLine is one line of the answer to a replay: a mail that another configuration would have decided on otherwise, or
// how far the work is. The last line is Done and says how many mails were decided on again, or has an Error.
type ReplayLine struct {
	Progress
	Differs *Replayed `json:"differs,omitempty"`
	Mails   int       `json:"mails,omitempty"`
}

// replay decides the mails since a moment again under the configuration of another file.
func (a *App) replay(w http.ResponseWriter, r *http.Request) error {
	since, err := time.Parse(time.RFC3339, r.URL.Query().Get("since"))
	if err != nil {
		return fmt.Errorf("since when: %w", err)
	}
	file := r.URL.Query().Get("with")
	if !filepath.IsAbs(file) {
		return fmt.Errorf("replay with %q: say an absolute path", file)
	}
	other, err := config.Load(file)
	if err != nil {
		return err
	}
	enc, flush := json.NewEncoder(w), http.NewResponseController(w)
	tell := func(l ReplayLine) error {
		if err := enc.Encode(l); err != nil {
			return err
		}
		flush.Flush()
		return nil
	}
	mails, err := a.desk.Replay(r.Context(), desk.Replay{Since: since, Other: desk.Setup{Rules: other.Rules, Keys: other.Keys},
		Tell: func(differing []desk.Replayed, done, all int) error {
			for i := range differing {
				if err := tell(ReplayLine{Differs: &differing[i]}); err != nil {
					return err
				}
			}
			return tell(ReplayLine{Progress: Progress{What: "tickets", Part: int64(done), Total: int64(all)}})
		}})
	if err != nil {
		return tell(ReplayLine{Progress: Progress{Error: err.Error()}})
	}
	return tell(ReplayLine{Progress: Progress{Done: true}, Mails: mails})
}
