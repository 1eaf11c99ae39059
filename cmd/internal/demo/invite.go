package demo

// invite tells how to take part with a mail client of one's own.
func (s *stage) invite() {
	say := func(format string, args ...any) { s.tell.line(plain, format, args...) }
	imap, smtp := s.servers.imap, s.servers.submission
	say("")
	s.tell.line(bold, "Take part: the desk goes on, and the people above are quiet now.")
	say("")
	say("  IMAP      %s, port %d, no encryption", host, imap)
	say("  SMTP      %s, port %d, no encryption, with the same login", host, smtp)
	say("  logins    ann, bob (L1), cem (L2), eva (L3), dana (manager)")
	say("            mia, ben, cleo, omar, otto, zoe (customers); the password of each is the login")
	say("  desk      %s", support)
	say("")
	s.tell.line(bold, "neomutt, as ann: Zoe waits for an answer")
	say("  neomutt -n -F /dev/null -e 'set imap_user=ann imap_pass=ann smtp_pass=ann ssl_starttls=no ssl_force_tls=no"+
		" folder=imap://%[1]s:%[2]d/ spoolfile=+INBOX record=+Sent smtp_url=smtp://ann@%[1]s:%[3]d from=ann@acme.example realname=\"Ann Lee\""+
		" include=yes fast_reply=yes sort=threads' -e 'ignore *' -e 'unignore from to cc date subject'", host, imap, smtp)
	say("")
	s.tell.line(bold, "aerc, in accounts.conf")
	say("  [ann]")
	say("  source   = imap+insecure://ann:ann@%s:%d", host, imap)
	say("  outgoing = smtp+insecure://ann:ann@%s:%d", host, smtp)
	say("  # before aerc 0.17: outgoing = smtp://ann:ann@%s:%d", host, smtp)
	say("  from     = Ann Lee <ann@acme.example>")
	say("  copy-to  = Sent")
	say("")
	s.tell.line(bold, "The operator's view, in another terminal")
	say("  tierdesk --config %s tickets list", s.file)
	say("")
	say("Stop it with Ctrl-C.")
}
