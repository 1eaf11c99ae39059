package storetest

import (
	"testing"

	"tierdesk/tickets/store"
)

func markPromises() []promise {
	return []promise{
		{"AMarkIsSetOnlyOverItsOldValue", markCompared},
		{"AnEmptyMarkIsNotAMissingOne", markEmpty},
		{"MarksAreListedByPrefixInOrder", marksListed},
	}
}

func setMark(name string, old, next []byte) store.Change {
	return store.Change{Marks: []store.MarkChange{{Name: name, Old: old, New: next}}}
}

func markCompared(t *testing.T, s store.Store) {
	a, b := []byte("a"), []byte{0, 'b', 0xff}
	wantConflict(t, s.Commit(ctx(t), []store.Change{setMark("m", a, b)}), 0, "mark m")
	commit(t, s, setMark("m", nil, nil), setMark("m", nil, a))
	for _, old := range [][]byte{nil, b, {}, []byte("aa")} {
		wantConflict(t, s.Commit(ctx(t), []store.Change{setMark("m", old, b)}), 0, "mark m")
		wantConflict(t, s.Commit(ctx(t), []store.Change{setMark("m", old, nil)}), 0, "mark m")
	}
	commit(t, s, setMark("m", a, b))
	equal(t, "marks", must(s.Marks(ctx(t), "m"))(t), []store.Mark{{Name: "m", Value: b}})
	commit(t, s, setMark("m", b, nil))
	equal(t, "marks", must(s.Marks(ctx(t), "m"))(t), []store.Mark(nil))
}

func markEmpty(t *testing.T, s store.Store) {
	commit(t, s, setMark("m", nil, []byte{}))
	marks := must(s.Marks(ctx(t), ""))(t)
	if len(marks) != 1 || marks[0].Value == nil || len(marks[0].Value) != 0 {
		t.Fatalf("got %#v, want one mark with an empty value", marks)
	}
	wantConflict(t, s.Commit(ctx(t), []store.Change{setMark("m", nil, []byte("a"))}), 0, "mark m")
	commit(t, s, setMark("m", marks[0].Value, []byte("a")))
}

func marksListed(t *testing.T, s store.Store) {
	names := []string{"a", "cursor/", "cursor/A", "cursor/a", "cursor/a/b", "cursor/é", "cursor0", "cursor\U0010ffff", "cursor\U0010ffffa", "d"}
	for i := range names {
		commit(t, s, setMark(names[len(names)-1-i], nil, []byte(names[len(names)-1-i])))
	}
	for prefix, want := range map[string][]string{
		"": names, "cursor/": names[1:6], "cursor/a": names[3:5], "cursor/a/b/c": nil, "cursor": names[1:9], "cursor\U0010ffff": names[7:9],
	} {
		var got []string
		for _, m := range must(s.Marks(ctx(t), prefix))(t) {
			got = append(got, m.Name)
			equal(t, "value", string(m.Value), m.Name)
		}
		equal(t, "prefix "+prefix, got, want)
	}
}
