package browser

import (
	"sync"
	"testing"
)

// clipboard is the one of the browser: a test that copies holds it.
var clipboard sync.Mutex

func holdClipboard(t *testing.T) {
	t.Helper()
	clipboard.Lock()
	t.Cleanup(clipboard.Unlock)
}

// pasted is what an empty text area gets from the clipboard.
func (b *tab) pasted() string {
	b.Helper()
	eval[any](b, `(() => {
		const area = document.createElement("textarea");
		area.className = "pasted";
		document.body.prepend(area);
		area.focus();
	})()`)
	b.edit("paste")
	return eval[string](b, `(() => {
		const area = document.querySelector(".pasted");
		area.remove();
		return area.value;
	})()`)
}
