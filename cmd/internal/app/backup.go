package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"

	"tierdesk/tickets/store/boltstore"
)

// Progress is one line of a long work. The last one is Done, or has an Error.
type Progress struct {
	What  string `json:"what"`
	Part  int64  `json:"part"`
	Total int64  `json:"total"`
	Done  bool   `json:"done"`
	Error string `json:"error"`
}

func (a *App) backup(w http.ResponseWriter, r *http.Request) error {
	enc := json.NewEncoder(w)
	flush := http.NewResponseController(w)
	tell := func(p Progress) {
		enc.Encode(p)
		flush.Flush()
	}
	err := a.Backup(r.Context(), r.URL.Query().Get("to"), func(what string, part, total int64) { tell(Progress{What: what, Part: part, Total: total}) })
	if err != nil {
		tell(Progress{Error: err.Error()})
		return nil
	}
	tell(Progress{Done: true})
	return nil
}

// Backup copies database and blobs into a new folder while the daemon runs. The database is copied first: every blob that
// it names was durable before it.
func (a *App) Backup(ctx context.Context, to string, progress func(what string, part, total int64)) error {
	if !filepath.IsAbs(to) {
		return fmt.Errorf("back up to %q: say an absolute path", to)
	}
	if err := os.Mkdir(to, 0o700); err != nil {
		return fmt.Errorf("back up into a new folder: %w", err)
	}
	if err := a.backUpInto(ctx, to, progress); err != nil {
		return fmt.Errorf("%w; what is in %s is not whole", err, to)
	}
	return nil
}

func (a *App) backUpInto(ctx context.Context, to string, progress func(what string, part, total int64)) error {
	f, err := os.OpenFile(databasePath(to), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("back up the database: %w", err)
	}
	err = a.store.Backup(ctx, f, func(part, total int64) { progress("tickets", part, total) })
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := a.blobs.Backup(ctx, blobsPath(to), func(part, total int64) { progress("mails", part, total) }); err != nil {
		return fmt.Errorf("back up the mails: %w", err)
	}
	return nil
}

// CheckBackup reads the database of a backup whole and returns nil when it is sound. Its mails were compared with their
// hashes when they were copied.
func CheckBackup(folder string) error { return boltstore.Verify(databasePath(folder)) }
