package store_test

import (
	"context"
	"errors"
	"testing"

	"disclosure/data"
	"disclosure/internal/finding"
	"disclosure/internal/search"
	"disclosure/internal/source"
	"disclosure/internal/store"
)

// A client that waits for the search index may go away.
func TestAwaitSearch(t *testing.T) {
	reports, err := source.LoadAll(data.Files)
	if err != nil {
		t.Fatal(err)
	}
	st, err := store.OpenMemory(context.Background(), finding.Checked{Report: reports[0]})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	now := st.Snapshot()
	defer now.Release()
	gone, leave := context.WithCancel(context.Background())
	leave()
	if err := now.AwaitSearch(gone); !errors.Is(err, context.Canceled) {
		t.Errorf("got error %v after the client has gone, want that it was cancelled", err)
	}
	if err := now.AwaitSearch(context.Background()); err != nil {
		t.Errorf("got error %v while waiting", err)
	}
	if found, err := now.Search(context.Background(), search.Query{Text: "预算", Page: 1}); err != nil || found.Pages == 0 {
		t.Errorf("then a search: got %d pages, error %v, want some", found.Pages, err)
	}
}
