package config

import (
	"cmp"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/goccy/go-yaml"

	"tierdesk/tickets/thread"
)

// signingSecret is one line of a secret file: the secret, and for those that were replaced the end of their time.
type signingSecret struct {
	text    string
	until   time.Time // zero: no end
	revoked bool      // at until, because it came into wrong hands
}

// forgetAfter is how long an expired secret is kept, only to tell old tokens from forged ones.
const forgetAfter = 365 * 24 * time.Hour

// readSecrets reads a secret file, newest first:
//
//	4f0c…                        signs
//	91be… 2026-03-01T00:00:00Z           was replaced, verifies until then
//	77a0… revoked 2026-02-01T00:00:00Z   came into wrong hands: verifies nothing since, whenever it arrived
//
// A file in which no line has a date is one secret, whatever is in it.
func readSecrets(content string) ([]signingSecret, error) {
	content = strings.TrimSpace(content)
	var all []signingSecret
	dated := 0
	for row := range strings.Lines(content) {
		s := signingSecret{text: strings.TrimSpace(row)}
		if cut := strings.LastIndexAny(s.text, " \t"); cut >= 0 {
			if end, err := time.Parse(time.RFC3339, s.text[cut+1:]); err == nil {
				s.text, s.until = strings.TrimSpace(s.text[:cut]), end
				s.text, s.revoked = cutRevoked(s.text)
				dated++
			}
		}
		if s.text != "" {
			all = append(all, s)
		}
	}
	switch {
	case dated == 0:
		return []signingSecret{{text: content}}, nil
	case !all[0].until.IsZero():
		return nil, errors.New("the first line of the secret file signs and has no date; `tierdesk secret rotate` writes the file")
	case dated < len(all)-1:
		return nil, errors.New("every line of the secret file but the first needs a date, such as 2026-03-01T00:00:00Z")
	}
	return all, nil
}

func cutRevoked(text string) (string, bool) {
	before, found := strings.CutSuffix(text, " "+revokedWord)
	return strings.TrimSpace(before), found
}

const revokedWord = "revoked"

// RotateSecrets is the content of a secret file after fresh took the place of the secret that signs. The old one verifies
// until the time given, and is revoked when that is not in the future; those that were expired for a year are forgotten. kept counts the lines after the first.
func RotateSecrets(content, fresh string, now, until time.Time) (rotated string, kept int, err error) {
	all, err := readSecrets(content)
	if err != nil {
		return "", 0, err
	}
	if strings.ContainsAny(all[0].text, "\r\n") {
		return "", 0, errors.New("the secret has several lines and cannot be kept as one: name its file in old_secrets and let secret name a new file")
	}
	if _, err := thread.NewKey([]byte(all[0].text)); err != nil {
		return "", 0, err
	}
	all[0].until, all[0].revoked = until, !until.After(now)
	var b strings.Builder
	b.WriteString(fresh + "\n")
	for _, s := range all {
		if s.until.Add(forgetAfter).After(now) {
			kept++
			if s.revoked {
				s.text += " " + revokedWord
			}
			fmt.Fprintf(&b, "%s %s\n", s.text, s.until.UTC().Format(time.RFC3339))
		}
	}
	return b.String(), kept, nil
}

// SecretFile is the file that a configuration takes its signing secret from. Like Locate it overlooks every fault that it
// can. It is an error when the secret comes from the environment, which no program can change for the next one.
func SecretFile(path string) (string, error) {
	source, err := readFile(path)
	if err != nil {
		return "", err
	}
	var f struct {
		Desk struct {
			Secret string `yaml:"secret"`
		} `yaml:"desk"`
	}
	if err := guard(func() error { return yaml.Unmarshal(source, &f) }); err != nil {
		l := newLedger(path, source)
		l.noteError(err)
		return "", l.err()
	}
	kind, name, _ := strings.Cut(cmp.Or(f.Desk.Secret, "file:secret"), ":")
	switch {
	case kind == "env":
		return "", fmt.Errorf("the secret is in the environment variable %s: put its present value into a file named in old_secrets, and a new one into %s", name, name)
	case kind != "file" || name == "":
		return "", errors.New("desk.secret names no file: say secret: file:PATH")
	case filepath.IsAbs(name):
		return name, nil
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", fmt.Errorf("find the configuration: %w", err)
	}
	return filepath.Join(filepath.Dir(abs), name), nil
}

// Duration reads a wall time as the configuration writes it: 12h, 90d, 1w.
func Duration(s string) (time.Duration, error) { return parseDuration(s) }

// keys makes the signing keys of the secret and those before it.
func (c *checker) keys(d deskSection) *thread.Keys {
	all := c.keysOf("desk.secret", cmp.Or(d.Secret, "file:secret"))
	for i, ref := range d.OldSecrets {
		if ref != "" {
			all = append(all, c.keysOf(fmt.Sprintf("desk.old_secrets[%d]", i), ref)...)
		}
	}
	if len(all) == 0 {
		all = []thread.Key{{}} // a fault was noted: nothing is ever signed with it
	}
	return thread.NewKeys(all[0], all[1:]...)
}

// keysOf reads one reference. A file may hold older secrets as well; a variable of the environment is one secret.
func (c *checker) keysOf(path, ref string) []thread.Key {
	text, ok := c.secret(path, ref)
	if !ok {
		return nil
	}
	secrets := []signingSecret{{text: text}}
	if strings.HasPrefix(ref, "file:") {
		var err error
		if secrets, err = readSecrets(text); err != nil {
			c.fault(path, "%v", err)
			return nil
		}
	}
	var keys []thread.Key
	for _, s := range secrets {
		key, err := thread.NewKey([]byte(s.text))
		if err != nil {
			c.fault(path, "%v; `openssl rand -hex 32` makes one", err)
		}
		if key = key.Until(s.until); s.revoked {
			key = key.Revoked()
		}
		keys = append(keys, key)
	}
	return keys
}
