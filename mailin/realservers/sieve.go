package realservers

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// sieveConfig lets Dovecot filter what LMTP delivers, and send what a filter answers.
const sieveConfig = `
submission_host = %s
protocol lmtp {
  mail_plugins = sieve
}
plugin {
  sieve = file:%s/sieve/%%Lu.sieve
  sieve_user_log = %s/sieve.log
}
`

// Vacation switches the vacation program (RFC 5230) of a user on, as people do before they go away. It answers through a
// mail server at host:port that takes mail without a login, and must have been given before the server has other work: it
// is restarted. The test is skipped where Pigeonhole is not installed.
func (d *DovecotServer) Vacation(user, text, through string) {
	d.t.Helper()
	found, err := filepath.Glob("/usr/lib/dovecot/modules/*sieve_plugin.so")
	check(d.t, err)
	if len(found) == 0 {
		lacking(d.t, "dovecot-sieve is not installed")
	}
	d.mkdir(filepath.Join(d.dir, "sieve"))
	script := fmt.Sprintf("require [\"vacation\"];\nvacation :days 1 :addresses [%q] text:\n%s\n.\n;\n", user, text)
	d.own(filepath.Join(d.dir, "sieve", strings.ToLower(user)+".sieve"), []byte(script))
	config, err := os.OpenFile(filepath.Join(d.dir, "dovecot.conf"), os.O_APPEND|os.O_WRONLY, 0)
	check(d.t, err)
	_, err = fmt.Fprintf(config, sieveConfig, through, d.dir, d.dir)
	check(d.t, err)
	check(d.t, config.Close())
	d.Stop()
	d.Start()
}
