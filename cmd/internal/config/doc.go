// Package config reads the one configuration file of a desk and turns it into what the other packages take.
//
// The file is YAML and is read strictly: a key that is not known, a person who is not there, an address that is none, a route
// that cannot be compiled are faults, each with its line and column, what is wrong and the line itself. All faults are told
// at once. Nothing is guessed: a key that is left out has the default that the file written by `tierdesk init` shows beside it.
//
//	bytes ─▶ parse ─▶ form: every key known? ─▶ decode ─▶ check: does it make sense? ─▶ Config
//	           │          │                       │            │
//	           └──────────┴───────────────────────┴────────────┴──▶ []*Fault
//
// # Secrets
//
// Secrets never stand in the file, which is passed around and kept under version control. It names them: env:NAME or
// file:PATH. They are read when the file is, so that a daemon that starts or reloads knows at once that one is missing.
//
// The file of desk.secret holds the secret that signs reply addresses in its first line, and in each further line one that
// `tierdesk secret rotate` replaced, with the moment until which it verifies:
//
//	4f0c…
//	91be… 2026-03-01T00:00:00Z
//	77a0… revoked 2026-02-01T00:00:00Z
//
// # Paths
//
// Relative paths start at the folder of the configuration file, not at the current one.
package config
