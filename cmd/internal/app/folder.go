package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"tierdesk/tickets/blob"
	"tierdesk/tickets/store"
)

// The halves of a data folder, or of a backup: what the one knows of a mail, and its text in the other.
func databasePath(folder string) string { return filepath.Join(folder, "tierdesk.db") }
func blobsPath(folder string) string    { return filepath.Join(folder, "blobs") }

// prepareFolder makes a new data folder, and refuses an old one of which half is gone, such as a backup that was put back
// in part: a desk without its database would take every mail that waits for history, one without its mails could answer
// and show none.
func prepareFolder(folder string) error {
	database, err := holds(databasePath(folder))
	if err != nil {
		return fmt.Errorf("look at the data folder: %w", err)
	}
	place, err := holds(blobsPath(folder))
	if err != nil {
		return fmt.Errorf("look at the data folder: %w", err)
	}
	mails, err := blob.Exists(blobsPath(folder))
	switch {
	case err != nil:
		return err
	case database && !place:
		return mailsGone(folder)
	case !database && mails:
		return fmt.Errorf("%s is gone, but its mails are in %s: put it back from a backup, or move %s away to begin anew", databasePath(folder), blobsPath(folder), folder)
	}
	if err := os.MkdirAll(blobsPath(folder), 0o700); err != nil { // before the database: a crash between the two leaves no half
		return fmt.Errorf("make the data folder: %w", err)
	}
	return nil
}

// checkMails refuses an empty place for mails beside a database that knows tickets: a disk that is not mounted looks so. A desk
// that never came to open both halves has no ticket yet.
func (a *App) checkMails(ctx context.Context, folder string) error {
	if found, err := blob.Exists(blobsPath(folder)); err != nil || found {
		return err
	}
	known, err := a.store.Select(ctx, store.Query{Limit: 1})
	if err != nil {
		return err
	}
	if len(known) > 0 {
		return mailsGone(folder)
	}
	return nil
}

func mailsGone(folder string) error {
	return fmt.Errorf("%s is gone, where the mails of %s are: put it back from the same backup", blobsPath(folder), databasePath(folder))
}

// holds is whether there is something under a path, and not only an empty file.
func holds(path string) (bool, error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil && (info.IsDir() || info.Size() > 0), err
}
