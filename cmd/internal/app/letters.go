package app

import (
	"encoding/json"
	"errors"
	"net/http"
)

func (a *App) heldLetters(w http.ResponseWriter, r *http.Request) error {
	all, err := a.desk.HeldLetters(r.Context())
	enc := json.NewEncoder(w)
	for _, h := range all {
		err = errors.Join(err, enc.Encode(h))
	}
	return err
}

func (a *App) releaseLetter(w http.ResponseWriter, r *http.Request) error {
	h, err := a.desk.ReleaseLetter(r.Context(), r.PathValue("id"), "operator")
	if err != nil {
		return err
	}
	return json.NewEncoder(w).Encode(h)
}

func (a *App) dropLetter(w http.ResponseWriter, r *http.Request) error {
	h, err := a.desk.DropLetter(r.Context(), r.PathValue("id"), "operator")
	if err != nil {
		return err
	}
	return json.NewEncoder(w).Encode(h)
}

func (a *App) suppressed(w http.ResponseWriter, r *http.Request) error {
	all, err := a.desk.Suppressed(r.Context())
	enc := json.NewEncoder(w)
	for _, s := range all {
		err = errors.Join(err, enc.Encode(s))
	}
	return err
}

func (a *App) blocked(w http.ResponseWriter, r *http.Request) error {
	all, err := a.desk.Blocked(r.Context())
	enc := json.NewEncoder(w)
	for _, b := range all {
		err = errors.Join(err, enc.Encode(b))
	}
	return err
}

func (a *App) clearSuppression(_ http.ResponseWriter, r *http.Request) error {
	return a.desk.ClearSuppression(r.Context(), r.URL.Query().Get("address"), "operator")
}
