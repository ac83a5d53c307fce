package original

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/klippa-app/go-pdfium"
	pdferrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// engineMemory bounds the memory of PDFium, in pages of 64 KB.
const engineMemory = 4096

// engines starts PDFium once for a process. It runs as WebAssembly, so what a
// file does to it cannot reach the process; it sees no files. A call into it is not
// watched, which would take longer than most calls do: what is not over in time is left
// to itself (readPDF). Its compiled code is kept in the user's folder for caches, and
// made anew where there is none.
var engines = sync.OnceValues(func() (pdfium.Pool, error) {
	config := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(engineMemory)
	if dir, err := os.UserCacheDir(); err == nil {
		if cache, err := wazero.NewCompilationCacheWithDir(filepath.Join(dir, "disclosure", "pdfium")); err == nil {
			config = config.WithCompilationCache(cache)
		}
	}
	return webassembly.Init(webassembly.Config{
		MaxIdle: 1, MaxTotal: 2, RuntimeConfig: config,
		FSConfig: wazero.NewFSConfig(), Stdout: io.Discard, Stderr: io.Discard,
	})
})

// engine is a PDFium with one open file.
type engine struct {
	pdfium.Pdfium
	document references.FPDF_DOCUMENT
	pages    int
	tagged   bool
}

// openPDF starts an engine on a file. stop must be called in the end, and not while the
// engine works.
func openPDF(ctx context.Context, content []byte) (e *engine, stop func(), err error) {
	pool, err := engines()
	if err != nil {
		return nil, nil, err
	}
	wait, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	instance, err := pool.GetInstanceWithContext(wait)
	if err != nil {
		return nil, nil, err
	}
	stop = sync.OnceFunc(func() { instance.Kill() })
	document, err := instance.OpenDocument(&requests.OpenDocument{File: &content})
	if err != nil {
		stop()
		switch {
		case errors.Is(err, pdferrors.ErrPassword), errors.Is(err, pdferrors.ErrSecurity):
			return nil, nil, refuse(Place{}, "is locked with a password: save it without one")
		}
		return nil, nil, refuse(Place{}, "is cut or damaged and cannot be opened: send the file again, or print it anew as PDF")
	}
	e = &engine{Pdfium: instance, document: document.Document}
	count, err := e.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: e.document})
	if err != nil {
		stop()
		return nil, nil, refuse(Place{}, "is damaged and has no pages: print it anew as PDF")
	}
	e.pages = count.PageCount
	if tagged, err := e.FPDFCatalog_IsTagged(&requests.FPDFCatalog_IsTagged{Document: e.document}); err == nil {
		e.tagged = tagged.IsTagged
	}
	return e, stop, nil
}
