package cli

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"tierdesk/cmd/internal/config"
)

type secretGroup struct {
	Rotate rotateSecret `cmd:"" help:"Replace the secret that signs reply addresses; the old one verifies for a while."`
}

type rotateSecret struct {
	Keep string `help:"How long answers to letters signed with the old secret are believed; 0s when it is in wrong hands." default:"90d" placeholder:"TIME"`
}

// Run writes a new secret into the secret file, the old ones behind it. The configuration file stays as it is.
func (c *rotateSecret) Run(w *world) error {
	keep, err := config.Duration(c.Keep)
	if err != nil {
		return fmt.Errorf("--keep: %w", err)
	}
	file, err := config.SecretFile(w.config)
	if err != nil {
		return err
	}
	if file, err = filepath.EvalSymlinks(file); err != nil {
		return fmt.Errorf("find the secret: %w", err)
	}
	now := time.Now()
	until := now.Add(keep).UTC().Truncate(time.Second)
	var kept int
	err = replaceFile(file, func(old string) (string, error) {
		secret := make([]byte, 32)
		rand.Read(secret)
		fresh, n, err := config.RotateSecrets(old, hex.EncodeToString(secret), now, until)
		kept = n
		return fresh, err
	})
	if err != nil {
		return fmt.Errorf("rotate the secret: %w", err)
	}
	fmt.Fprintf(w.Out, "wrote a new secret to %s; %s kept behind it\n", file, count(kept, "older one"))
	if keep <= 0 {
		fmt.Fprintln(w.Out, "the old one is revoked: no answer to a letter signed with it is believed")
	} else {
		fmt.Fprintf(w.Out, "answers to letters signed until now are believed up to %s\n", until.Format(time.RFC3339))
	}
	fmt.Fprintf(w.Out, "a running desk uses it after: tierdesk --config %s reload\n", w.config)
	return nil
}

// replaceFile puts new content in the place of a file at one stroke: whoever reads it, also after a crash, finds the old
// content or the new. Owner and group stay, so that a desk that runs as somebody else can still read it; others than they
// cannot. The file beside it, which it writes first, keeps a second replacement out.
func replaceFile(file string, change func(old string) (string, error)) error {
	beside := file + ".new"
	f, err := os.OpenFile(beside, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is there: another rotation is under way, or one was interrupted and the file may be removed", beside)
	}
	if err != nil {
		return err
	}
	if err := errors.Join(fill(f, file, change), f.Close()); err != nil {
		return errors.Join(err, os.Remove(beside))
	}
	if err := os.Rename(beside, file); err != nil {
		return errors.Join(err, os.Remove(beside))
	}
	return syncFolder(filepath.Dir(file))
}

// fill writes what a file is to be, durably and with the rights of the old one.
func fill(f *os.File, old string, change func(string) (string, error)) error {
	content, err := os.ReadFile(old)
	if err != nil {
		return err
	}
	info, err := os.Stat(old)
	if err != nil {
		return err
	}
	fresh, err := change(string(content))
	if err != nil {
		return err
	}
	if s, ok := info.Sys().(*syscall.Stat_t); ok && (int(s.Uid) != os.Getuid() || int(s.Gid) != os.Getgid()) {
		if err := f.Chown(int(s.Uid), int(s.Gid)); err != nil {
			return fmt.Errorf("%w; run it as the owner of the file", err)
		}
	}
	if err := f.Chmod(0o600 | info.Mode().Perm()&0o040); err != nil { // the group only where it could read before
		return err
	}
	if _, err := f.WriteString(fresh); err != nil {
		return err
	}
	return f.Sync()
}

// syncFolder makes a rename durable.
func syncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
