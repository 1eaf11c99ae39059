package app

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"tierdesk/cmd/internal/config"
	"tierdesk/tickets/blob"
)

// The halves of a data folder: what the one knows of a mail, and its text in the other.
func databasePath(cfg *config.Config) string { return filepath.Join(cfg.Data, "tierdesk.db") }
func blobsPath(cfg *config.Config) string    { return filepath.Join(cfg.Data, "blobs") }

// prepareFolder makes a new data folder, and refuses an old one of which half is gone, such as a backup that was put back
// in part: a desk without its database would take every mail that waits for history, one without its mails could answer
// and show none.
func prepareFolder(cfg *config.Config) error {
	database, err := holds(databasePath(cfg))
	if err != nil {
		return fmt.Errorf("look at the data folder: %w", err)
	}
	folder, err := holds(blobsPath(cfg))
	if err != nil {
		return fmt.Errorf("look at the data folder: %w", err)
	}
	mails, err := blob.Exists(blobsPath(cfg))
	switch {
	case err != nil:
		return err
	case database && !folder:
		return fmt.Errorf("%s is gone, where the mails of %s are: put it back from the same backup", blobsPath(cfg), databasePath(cfg))
	case !database && mails:
		return fmt.Errorf("%s is gone, but its mails are in %s: put it back from a backup, or move %s away to begin anew", databasePath(cfg), blobsPath(cfg), cfg.Data)
	}
	if err := os.MkdirAll(blobsPath(cfg), 0o700); err != nil { // before the database: a crash between the two leaves no half
		return fmt.Errorf("make the data folder: %w", err)
	}
	return nil
}

// holds is whether there is something under a path, and not only an empty file.
func holds(path string) (bool, error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil && (info.IsDir() || info.Size() > 0), err
}
