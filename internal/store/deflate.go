package store

import (
	"bytes"
	"compress/flate"
	"errors"
	"io"
	"sync"

	"disclosure/internal/report"
)

// deflaters and inflaters are used again: to make one costs more than most documents.
// The best speed makes files a tenth larger than the best compression, in a fifth of
// the time.
var (
	deflaters = sync.Pool{New: func() any {
		w, err := flate.NewWriter(nil, flate.BestSpeed)
		if err != nil {
			panic(err) // only an unknown level is an error
		}
		return w
	}}
	inflaters = sync.Pool{New: func() any { return flate.NewReader(nil) }}
)

// deflate packs what is stored. Nothing stays nothing.
func deflate(content []byte) []byte {
	if content == nil {
		return nil
	}
	var packed bytes.Buffer
	w := deflaters.Get().(*flate.Writer)
	defer deflaters.Put(w)
	w.Reset(&packed)
	w.Write(content) // to memory: neither can fail
	w.Close()
	return packed.Bytes()
}

func inflate(packed []byte) ([]byte, error) {
	if packed == nil {
		return nil, nil
	}
	r := inflaters.Get().(io.ReadCloser)
	defer inflaters.Put(r)
	if err := r.(flate.Resetter).Reset(bytes.NewReader(packed), nil); err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

// inflatePart unpacks the documents of a part.
func inflatePart(p *report.WrittenPart) error {
	content, wrong := inflate(p.Content)
	editorial, also := inflate(p.Editorial)
	p.Content, p.Editorial = content, editorial
	return errors.Join(wrong, also)
}
