package web

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

// Asking whether the site is ready costs one look a second, whoever asks.
func TestReadinessIsRemembered(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var r readiness
		looks := 0
		var found error
		check := func() error {
			return r.check(context.Background(), func(context.Context) error { looks++; return found })
		}
		bad := errors.New("the store is lost")
		for _, step := range []struct {
			after time.Duration
			found error
			want  error
			looks int
		}{
			{0, nil, nil, 1},
			{readyTime / 2, bad, nil, 1},
			{readyTime / 2, bad, bad, 2},
			{readyTime / 2, nil, bad, 2},
			{readyTime, nil, nil, 3},
		} {
			time.Sleep(step.after)
			found = step.found
			if got := check(); got != step.want || looks != step.looks {
				t.Errorf("after %v more: got %v and %d looks so far, want %v and %d", step.after, got, looks, step.want, step.looks)
			}
		}
	})
}
