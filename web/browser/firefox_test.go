package browser

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/websocket"
)

// The settings of the profile: nothing is asked of the network, touch works on
// a computer, and the page is printed with its backgrounds.
const firefoxSettings = `
user_pref("remote.active-protocols", 1);
user_pref("dom.w3c_touch_events.enabled", 1);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("browser.startup.homepage_override.mstone", "ignore");
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("app.update.disabledForTesting", true);
user_pref("app.normandy.enabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("services.settings.server", "data:,");
user_pref("intl.accept_languages", "zh-CN");
`

var bidiAddress = regexp.MustCompile(`WebDriver BiDi listening on (ws://\S+)`)

// startFirefox starts Firefox with a profile of its own, which is removed again.
func startFirefox() (running, error) {
	profile, err := os.MkdirTemp("", "firefox-")
	if err != nil {
		return running{}, err
	}
	fail := func(err error) (running, error) {
		os.RemoveAll(profile)
		return running{}, err
	}
	if err := os.WriteFile(filepath.Join(profile, "user.js"), []byte(firefoxSettings), 0o644); err != nil {
		return fail(err)
	}
	const us = "http://127.0.0.1" // the Origin that the WebSocket names
	command := exec.Command("firefox-esr", "--headless", "--no-remote", "--profile", profile,
		"--remote-debugging-port", "0", "--remote-allow-origins", us)
	command.Env = append(os.Environ(), "HOME="+profile, "MOZ_CRASHREPORTER_DISABLE=1")
	output, err := command.StderrPipe()
	if err != nil {
		return fail(err)
	}
	if err := command.Start(); err != nil {
		return fail(err)
	}
	said := make(chan string, 1)
	go func() {
		lines := bufio.NewScanner(output)
		for lines.Scan() {
			if m := bidiAddress.FindStringSubmatch(lines.Text()); m != nil {
				said <- m[1]
			}
		}
	}()
	end := func() {
		command.Process.Kill()
		command.Wait()
		os.RemoveAll(profile)
	}
	var address string
	select {
	case address = <-said:
	case <-time.After(time.Minute):
		end()
		return running{}, errors.New("it does not say where it listens")
	}
	socket, err := websocket.Dial(address+"/session", "", us)
	if err != nil {
		end()
		return running{}, err
	}
	socket.MaxPayloadBytes = 64 << 20
	b := &bidi{socket: socket, waiting: map[int]chan bidiMessage{}, windows: map[string]*hearing{}}
	go b.listen()
	err = b.call("session.new", params{"capabilities": params{}}, nil)
	if err == nil {
		err = b.call("session.subscribe", params{"events": []string{"log.entryAdded", "network.beforeRequestSent"}}, nil)
	}
	if err != nil {
		end()
		return running{}, err
	}
	var one sync.Mutex // only the window in front has the focus
	return running{
		stop: func() {
			b.call("browser.close", params{}, nil)
			stopped := time.AfterFunc(10*time.Second, func() { command.Process.Kill() })
			command.Wait()
			stopped.Stop()
			os.RemoveAll(profile)
		},
		open: func(t *testing.T, heard *hearing) (window, error) {
			one.Lock()
			t.Cleanup(one.Unlock)
			return b.open(t, heard)
		},
	}, nil
}

func (b *bidi) open(t *testing.T, heard *hearing) (window, error) {
	var made struct {
		UserContext string `json:"userContext"`
		Context     string `json:"context"`
	}
	if err := b.call("browser.createUserContext", params{}, &made); err != nil {
		return nil, err
	}
	t.Cleanup(func() { b.call("browser.removeUserContext", params{"userContext": made.UserContext}, nil) })
	if err := b.call("browsingContext.create", params{"type": "window", "userContext": made.UserContext}, &made); err != nil {
		return nil, err
	}
	b.mu.Lock()
	b.windows[made.Context] = heard
	b.mu.Unlock()
	return firefoxWindow{b, made.Context}, b.call("browsingContext.activate", params{"context": made.Context}, nil)
}

// firefoxWindow is a top-level browsing context.
type firefoxWindow struct {
	*bidi
	context string
}

func (w firefoxWindow) navigate(address string) error {
	return w.call("browsingContext.navigate", params{"context": w.context, "url": address, "wait": "complete"}, nil)
}

func (w firefoxWindow) evaluate(script string) ([]byte, error) {
	var came struct {
		Type             string      `json:"type"`
		Result           remoteValue `json:"result"`
		ExceptionDetails struct {
			Text string `json:"text"`
		} `json:"exceptionDetails"`
	}
	err := w.call("script.evaluate", params{"target": params{"context": w.context}, "expression": script, "awaitPromise": true}, &came)
	if err != nil {
		return nil, err
	}
	if came.Type == "exception" {
		return nil, errors.New(came.ExceptionDetails.Text)
	}
	value, err := came.Result.plain()
	if err != nil {
		return nil, err
	}
	return json.Marshal(value)
}

// remoteValue is a value as BiDi writes it: with its type beside it.
type remoteValue struct {
	Type  string          `json:"type"`
	Value json.RawMessage `json:"value"`
}

// plain is the value as JSON.stringify would write it; what that cannot is null.
func (v remoteValue) plain() (any, error) {
	switch v.Type {
	case "string", "number", "boolean":
		return v.Value, nil
	case "array":
		var items []remoteValue
		if err := json.Unmarshal(v.Value, &items); err != nil {
			return nil, err
		}
		list := make([]any, len(items))
		for i, item := range items {
			var err error
			if list[i], err = item.plain(); err != nil {
				return nil, err
			}
		}
		return list, nil
	case "object":
		var fields [][2]json.RawMessage
		if err := json.Unmarshal(v.Value, &fields); err != nil {
			return nil, err
		}
		object := map[string]any{}
		for _, field := range fields {
			var key string
			var value remoteValue
			if err := errors.Join(json.Unmarshal(field[0], &key), json.Unmarshal(field[1], &value)); err != nil {
				return nil, err
			}
			var err error
			if object[key], err = value.plain(); err != nil {
				return nil, err
			}
		}
		return object, nil
	}
	return nil, nil
}

func (w firefoxWindow) resize(width, height int64) error {
	return w.call("browsingContext.setViewport", params{"context": w.context,
		"viewport": params{"width": width, "height": height}, "devicePixelRatio": 1}, nil)
}

// act performs actions of one device.
func (w firefoxWindow) act(device params, actions ...params) error {
	device["actions"] = actions
	return w.call("input.performActions", params{"context": w.context, "actions": []any{device}}, nil)
}

func (w firefoxWindow) pointer(kind string, x, y float64, press bool) error {
	actions := []params{{"type": "pointerMove", "x": x, "y": y}}
	if press {
		actions = append(actions, params{"type": "pointerDown", "button": 0}, params{"type": "pointerUp", "button": 0})
	}
	return w.act(params{"type": "pointer", "id": kind, "parameters": params{"pointerType": kind}}, actions...)
}

func (w firefoxWindow) move(x, y float64) error  { return w.pointer("mouse", x, y, false) }
func (w firefoxWindow) click(x, y float64) error { return w.pointer("mouse", x, y, true) }
func (w firefoxWindow) tap(x, y float64) error   { return w.pointer("touch", x, y, true) }

// keys types one key while those before it are held.
func (w firefoxWindow) keys(keys ...string) error {
	var actions []params
	for _, key := range keys {
		actions = append(actions, params{"type": "keyDown", "value": key})
	}
	for i := range keys {
		actions = append(actions, params{"type": "keyUp", "value": keys[len(keys)-1-i]})
	}
	return w.act(params{"type": "key", "id": "keyboard"}, actions...)
}

func (w firefoxWindow) press(key string) error {
	return w.keys(map[string]string{
		"Tab": "\uE004", "Enter": "\uE007", "Escape": "\uE00C",
		"ArrowLeft": "\uE012", "ArrowUp": "\uE013", "ArrowRight": "\uE014", "ArrowDown": "\uE015",
	}[key])
}

func (w firefoxWindow) edit(command string) error {
	return w.keys("\uE009", map[string]string{"copy": "c", "paste": "v"}[command])
}

func (w firefoxWindow) print() ([]byte, error) {
	var printed struct {
		Data string `json:"data"`
	}
	err := w.call("browsingContext.print", params{"context": w.context, "background": true,
		"page": params{"width": 21.0, "height": 29.7}, "margin": params{"top": 0, "right": 0, "bottom": 0, "left": 0}, "shrinkToFit": false}, &printed)
	if err != nil {
		return nil, err
	}
	return base64.StdEncoding.DecodeString(printed.Data)
}
