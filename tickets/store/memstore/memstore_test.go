package memstore_test

import (
	"testing"

	"tierdesk/tickets/store"
	"tierdesk/tickets/store/memstore"
	"tierdesk/tickets/store/storetest"
)

func open(*testing.T) store.Store { return memstore.New() }

func TestMemstoreKeepsEveryPromise(t *testing.T) { storetest.Run(t, open) }

func TestMemstoreWorksInsideABubble(t *testing.T) { storetest.RunInBubble(t, open) }
