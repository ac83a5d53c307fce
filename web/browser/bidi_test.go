package browser

import (
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"golang.org/x/net/websocket"
)

// Firefox is moved by WebDriver BiDi, which it speaks itself: JSON over a
// WebSocket, a command and its reply under one number, events without one.

type params = map[string]any

// bidi is a session of WebDriver BiDi.
type bidi struct {
	socket *websocket.Conn

	mu      sync.Mutex
	last    int
	waiting map[int]chan bidiMessage
	windows map[string]*hearing // by browsing context
	lost    error
}

type bidiMessage struct {
	ID      int             `json:"id"`
	Type    string          `json:"type"` // success, error or event
	Result  json.RawMessage `json:"result"`
	Error   string          `json:"error"`
	Message string          `json:"message"`
	Method  string          `json:"method"`
	Params  bidiEvent       `json:"params"`
}

// bidiEvent is an entry of the log or a request.
type bidiEvent struct {
	Level   string `json:"level"`
	Text    string `json:"text"`
	Context string `json:"context"` // of a request
	Source  struct {
		Context string `json:"context"` // of an entry of the log
	} `json:"source"`
	Request struct {
		URL string `json:"url"`
	} `json:"request"`
}

// listen hands out what comes until the connection ends.
func (b *bidi) listen() {
	for {
		var m bidiMessage
		err := websocket.JSON.Receive(b.socket, &m)
		b.mu.Lock()
		switch {
		case err != nil:
			b.lost = fmt.Errorf("Firefox is gone: %w", err)
			for _, reply := range b.waiting {
				close(reply)
			}
			b.mu.Unlock()
			return
		case m.Type == "event":
			heard := b.windows[m.Params.Context+m.Params.Source.Context]
			switch {
			case heard == nil:
			case m.Method == "network.beforeRequestSent":
				heard.request(m.Params.Request.URL)
			case m.Params.Level == "error" || m.Params.Level == "warn":
				heard.complain(m.Params.Text)
			}
		case b.waiting[m.ID] != nil:
			b.waiting[m.ID] <- m
			delete(b.waiting, m.ID)
		}
		b.mu.Unlock()
	}
}

// call sends a command and puts its result into result, unless that is nil.
func (b *bidi) call(method string, p params, result any) error {
	reply := make(chan bidiMessage, 1)
	b.mu.Lock()
	if b.lost != nil {
		b.mu.Unlock()
		return b.lost
	}
	b.last++
	id := b.last
	b.waiting[id] = reply
	err := websocket.JSON.Send(b.socket, params{"id": id, "method": method, "params": p})
	b.mu.Unlock()
	if err != nil {
		return err
	}
	select {
	case m, ok := <-reply:
		switch {
		case !ok:
			return b.lost
		case m.Type == "error":
			return fmt.Errorf("%s: %s: %s", method, m.Error, m.Message)
		case result == nil:
			return nil
		}
		return json.Unmarshal(m.Result, result)
	case <-time.After(windowTime):
		return fmt.Errorf("%s: no reply", method)
	}
}
