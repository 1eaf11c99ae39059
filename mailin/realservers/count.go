package realservers

import (
	"errors"
	"os"
	"path/filepath"
)

// Count is how many mails are in a folder of a user. It reads names only, so it may be asked often. A folder that is not
// there has none.
func (d *DovecotServer) Count(user, name string) int {
	d.t.Helper()
	n := 0
	for _, sub := range []string{"new", "cur"} {
		files, err := os.ReadDir(filepath.Join(d.maildir(user, name), sub))
		if !errors.Is(err, os.ErrNotExist) {
			check(d.t, err)
		}
		n += len(files)
	}
	return n
}
