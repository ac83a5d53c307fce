package load

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// mess makes the parts of malformed requests.
type mess struct {
	*rand.Rand
	marker string // must not come back
}

func (m mess) oneOf(texts ...string) string { return texts[m.IntN(len(texts))] }

// bytes returns n bytes, as they come.
func (m mess) bytes(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(m.Uint32())
	}
	return string(b)
}

// letters returns n letters.
func (m mess) letters(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte('a' + m.IntN(26))
	}
	return string(b)
}

// control returns a byte that no header has.
func (m mess) control() string {
	return m.oneOf("\x00", "\x01", "\x07", "\x08", "\x0b", "\x0c", "\x1b", "\x7f")
}

func (m mess) page() string {
	return m.oneOf("/", "/about", "/search?q="+m.letters(3), base, base+"/tables/7", "/static/x", "/"+m.letters(9))
}

// get is a request for path that is good but for what the headers make of it.
func (m mess) get(path string, headers ...string) string {
	return "GET " + path + " HTTP/1.1\r\nHost: budget.example\r\n" + strings.Join(append(headers, "X-Mark: "+m.marker), "\r\n") + "\r\n\r\n"
}

// smuggled is a request that only a confused server finds.
const smuggled = "GET /healthz HTTP/1.1\r\nHost: budget.example\r\n\r\n"

var malformed = []struct {
	name string
	make func(mess) string
	last bool // nothing that follows may be answered
}{
	{"random bytes", func(m mess) string { return m.bytes(1+m.IntN(300)) + "\r\n\r\n" }, true},
	{"random lines", func(m mess) string {
		return strings.ReplaceAll(m.bytes(200), " ", "\r\n") + "\r\n\r\n"
	}, true},
	{"TLS", func(m mess) string { return "\x16\x03\x01\x02\x00\x01\x00" + m.bytes(200) + "\r\n\r\n" }, true},
	{"method that is none", func(m mess) string {
		return m.oneOf("G@T", "GE T", "GET\t", "", " GET", "(GET)", "GET\x00", "获取", "G\x80T") + " " + m.page() + " HTTP/1.1\r\nHost: x\r\n\r\n"
	}, true},
	{"method that we lack", func(m mess) string {
		return m.oneOf("get", "POST", "PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "CONNECT", "PROPFIND", "PURGE", strings.ToUpper(m.letters(1+m.IntN(900)))+"X") +
			" " + m.page() + " HTTP/1.1\r\nHost: x\r\n\r\n"
	}, false},
	{"options of all", func(m mess) string {
		return m.oneOf("OPTIONS", "GET", "HEAD", "PRI") + " * HTTP/1.1\r\nHost: x\r\n\r\n"
	}, false},
	{"version", func(m mess) string {
		return "GET " + m.page() + " " + m.oneOf("HTTP/0.9", "HTTP/2.0", "HTTP/3.0", "HTTP/9.9", "HTTP/11", "HTTP/1", "HTTP/1.", "http/1.1", "HTTP/1.1x", "HTTP/-1.1", "HTTP/1,1", "HTTPS/1.1", "", m.letters(8)) +
			"\r\nHost: x\r\n\r\n"
	}, true},
	{"HTTP/2", func(m mess) string { return "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + m.bytes(30) }, true},
	{"request line", func(m mess) string {
		return m.oneOf("GET", "GET /", "GET  / HTTP/1.1", "GET / x HTTP/1.1", "/ HTTP/1.1", "GET\r/ HTTP/1.1", "GET about HTTP/1.1", "GET ?q=1 HTTP/1.1", "GET #p1 HTTP/1.1") + "\r\nHost: x\r\n\r\n"
	}, true},
	{"header name", func(m mess) string {
		return m.get(m.page(), m.oneOf("", "X ", "X Y", "X\t", "(X)", "X[", "头", "X\x80", "X"+m.control())+": "+m.marker)
	}, true},
	{"header without colon", func(m mess) string { return m.get(m.page(), m.letters(1+m.IntN(50))) }, true},
	{"header value", func(m mess) string { return m.get(m.page(), "X-A: "+m.letters(3)+m.control()+m.letters(3)) }, true},
	{"header that begins folded", func(m mess) string {
		return "GET " + m.page() + " HTTP/1.1\r\n " + m.letters(5) + "\r\nHost: x\r\n\r\n"
	}, true},
	{"huge header", func(m mess) string { return m.get(m.page(), "X-A: "+m.letters(24<<10+m.IntN(32<<10))) }, true},
	{"many headers", func(m mess) string {
		return m.get(m.page(), strings.Repeat("X-A: "+m.letters(3)+"\r\n", 4000)+"X-B: 1")
	}, true},
	{"huge request line", func(m mess) string { return m.get("/" + m.letters(24<<10+m.IntN(32<<10))) }, true},
	{"long address", func(m mess) string {
		return m.get(m.oneOf("/", "/about?q=", base+"/", "/search?q=") + m.letters(4<<10+m.IntN(8<<10)))
	}, false},
	{"NUL in the path", func(m mess) string { return m.get(m.page() + "\x00" + m.letters(4)) }, true},
	{"control in the path", func(m mess) string { return m.get("/" + m.letters(4) + m.control()) }, true},
	{"percent garbage", func(m mess) string {
		return m.get("/" + m.letters(3) + m.oneOf("%", "%z", "%zz", "%u1234", "%0", "%%", "%-1", "%g0"))
	}, true},
	{"percent garbage in search", func(m mess) string {
		return m.get("/search?q=" + m.oneOf("%", "%zz", "%u1234", "a;b", "%ff", "%00", "%c0%af", "%ed%a0%80"))
	}, false},
	{"no UTF-8", func(m mess) string {
		return m.get("/" + m.oneOf("\xff\xfe", "\xc0\xaf", "\xed\xa0\x80", "%ff%fe", "%c0%ae%c0%ae") + m.letters(3))
	}, false},
	{"traversal", func(m mess) string {
		return m.get(m.oneOf("/../../etc/passwd", "/static/../../etc/passwd", "/static/%2e%2e/%2e%2e/go.mod", "/static/..%2f..%2fgo.mod", `/static/..\..\go.mod`,
			"/..%5c..%5cgo.mod", "/%2e%2e%2f%2e%2e%2f"+m.letters(4), base+"/../"+m.letters(4), base+"/tables/../7", "/./about", "/static/.", "/.git/config", "/.env", "/static//x", "//etc/passwd"))
	}, false},
	{"encoded slashes", func(m mess) string {
		return m.get(strings.ReplaceAll(base, "/", m.oneOf("%2f", "%2F", "%252f", "%5c")) + m.oneOf("", "%2Ftables%2F7"))
	}, false},
	{"other spellings", func(m mess) string {
		return m.get(base + "/tables/" + m.oneOf("07", "+7", "-7", "7.0", "%207", "7%20", "7%00", "7;", "7%0a", "0x7", "７", "7.csv.csv", "7.", "99999999999999999999", "7%2e"))
	}, false},
	{"no host", func(m mess) string { return "GET " + m.page() + " HTTP/1.1\r\nX: " + m.marker + "\r\n\r\n" }, true},
	{"two hosts", func(m mess) string { return m.get(m.page(), "Host: "+m.letters(4)) }, true},
	{"host that is none", func(m mess) string {
		return "GET " + m.page() + " HTTP/1.1\r\nHost: " + m.oneOf("a b", "a/b", "<x>", "a\x00", "a\"b", "a\\b", "a{b}", "a|b", "a\x80", "预算") + "\r\n\r\n"
	}, true},
	{"address with host", func(m mess) string {
		return m.get(m.oneOf("http://evil.example/"+m.letters(5), "https://evil.example:99999/"+m.letters(5), "http://[::1", "http://a b/", "ftp://evil.example/"+m.letters(5), "//evil.example", "evil.example:80", "file:///etc/passwd", "http://%zz/"))
	}, false},
	{"body", func(m mess) string {
		n := 1 + m.IntN(500)
		return m.oneOf("GET", "HEAD", "POST") + " " + m.page() + fmt.Sprintf(" HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n", n) + m.letters(n) + smuggled
	}, true},
	{"length that is none", func(m mess) string {
		return m.get(m.page(), "Content-Length: "+m.oneOf("-1", "+5", "5,6", "0x5", "5 5", "five", "5.0", "99999999999999999999", "", "1e1")) + smuggled
	}, true},
	{"two lengths", func(m mess) string {
		return m.get(m.page(), "Content-Length: 0", fmt.Sprintf("Content-Length: %d", 1+m.IntN(99))) + smuggled
	}, true},
	{"length and chunks", func(m mess) string {
		return m.get(m.page(), fmt.Sprintf("Content-Length: %d", m.IntN(60)), "Transfer-Encoding: chunked") + "0\r\n\r\n" + smuggled
	}, true},
	{"chunks hidden", func(m mess) string {
		return m.get(m.page(), m.oneOf("Transfer-Encoding: xchunked", "Transfer-Encoding: chunked, identity", "Transfer-Encoding: chunked\r\nTransfer-Encoding: x",
			"Transfer-Encoding : chunked", "Transfer-Encoding:\x0bchunked", "Transfer-Encoding: gzip, chunked", "Transfer-Encoding: \"chunked\"", "Transfer-Encoding: chunked;x")) + "0\r\n\r\n" + smuggled
	}, true},
	{"chunks that are none", func(m mess) string {
		return "POST " + m.page() + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" +
			m.oneOf("fffffffffffffffff\r\n", "-1\r\n", "zz\r\n", "5;"+m.letters(5000)+"\r\n", "1\r\nabc\r\n", "ffffffff\r\n"+m.letters(20)+"\r\n0\r\n\r\n") + smuggled
	}, true},
	{"expectation", func(m mess) string { return m.get(m.page(), "Expect: "+m.oneOf("tea", "200-ok", m.letters(5))) }, true},
}
