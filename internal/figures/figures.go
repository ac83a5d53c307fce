// Package figures writes the amounts of reports as lines of one CSV file, figures.csv, in
// a form in which the lines of any reports make a file of all of them without being
// written anew: each report's lines are a piece of a deflated stream (RFC 1951) that ends
// at a whole byte and looks back at no other piece.
package figures

import (
	"bufio"
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash/crc32"
	"io"
	"strconv"
	"sync"

	"disclosure/internal/csvline"
	"disclosure/internal/report"
)

// Column is one of the columns of the file.
type Column struct {
	Name  string
	Whole bool // it holds whole numbers
}

// Columns are those of the table figure of a store, then the address of the figure on
// its site.
func Columns() []Column {
	return []Column{{"unit", false}, {"year", true}, {"kind", false}, {"version", false}, {"part", false}, {"number", true}, {"anchor", false}, {"nth", true},
		{"row", true}, {"row_parent", true}, {"depth", true}, {"side", false}, {"code", false}, {"label_path", false}, {"table_id", false}, {"column_id", false}, {"column_path", false},
		{"about_year", true}, {"money_unit", false}, {"minor", true}, {"scale", true}, {"fen", true}, {"text", false}, {"is_total", false}, {"is_leaf", false}, {"headline", false}, {"address", false}}
}

// Names are the names of the columns.
func Names() []string {
	var names []string
	for _, c := range Columns() {
		names = append(names, c.Name)
	}
	return names
}

// Lines are lines of the file.
type Lines struct {
	Deflated []byte // a piece of a stream, without its last block
	Length   int64  // of the lines, in bytes
	CRC32    uint32 // of the lines
}

// headerLine is the line of the names as it stands in a file.
var headerLine = sync.OnceValue(func() []byte {
	var line bytes.Buffer
	out := bufio.NewWriter(&line)
	csvline.Write(out, Names())
	out.Flush()
	return line.Bytes()
})

// header is the line of the names.
var header = sync.OnceValue(func() Lines {
	return pack(io.Discard, func(out *bufio.Writer) { out.Write(headerLine()) })
})

// Of are the lines of a report with the sum of the file that holds them alone, or why
// there are none: a figure that 64 bits of minor units cannot hold.
func Of(f report.Front, all []report.Figure) (Lines, report.FileSum, error) {
	var wrong error
	sum := sha256.New()
	sum.Write(headerLine())
	columns := Columns()
	lines := pack(sum, func(out *bufio.Writer) {
		for _, figure := range all {
			if _, _, ok := figure.Minor(); !ok {
				wrong = fmt.Errorf("%s: the amount %s does not fit 64 bits of minor units", figure.Ref, figure.Text)
				return
			}
			fields := Fields(f, figure)
			for j, field := range fields {
				if j != textColumn && !columns[j].Whole { // a program takes a number for itself at worst
					fields[j] = csvline.Guarded(field)
				}
			}
			csvline.Write(out, fields)
		}
	})
	whole := report.FileSum{Bytes: int64(len(headerLine())) + lines.Length, SHA256: hex.EncodeToString(sum.Sum(nil))}
	return lines, whole, wrong
}

// textColumn is the column of the published figure.
const textColumn = 22

// Fields are what the columns say of a figure, "" for nothing.
func Fields(front report.Front, f report.Figure) []string {
	minor, scale, _ := f.Minor()
	var fen, row, parent, depth, total, leaf string
	if whole, ok := f.Fen(); ok {
		fen = strconv.FormatInt(whole, 10)
	}
	if f.Row > 0 {
		row, depth = strconv.Itoa(f.Row), strconv.Itoa(f.Depth)
		total, leaf = strconv.FormatBool(f.IsTotal), strconv.FormatBool(f.IsLeaf)
	}
	if f.RowParent > 0 {
		parent = strconv.Itoa(f.RowParent)
	}
	return []string{
		front.Unit, strconv.Itoa(front.Year), front.Kind, front.ShortVersion(),
		string(f.Ref.Part), strconv.Itoa(f.Ref.Number), f.Ref.Anchor, strconv.Itoa(f.Nth),
		row, parent, depth, f.Side, f.Code, f.LabelPath,
		f.TableID, f.ColumnID, f.ColumnPath,
		strconv.Itoa(f.AboutYear), string(f.MoneyUnit), strconv.FormatInt(minor, 10), strconv.Itoa(scale), fen,
		f.Text, total, leaf, f.Headline,
		front.PermanentBase() + f.Ref.String(),
	}
}

// deflaters are used again: to make one costs more than most reports.
var deflaters = sync.Pool{New: func() any {
	w, err := flate.NewWriter(nil, 4) // a fifth larger than the best, in a third of the time
	if err != nil {
		panic(err) // only an unknown level is an error
	}
	return w
}}

// pack deflates what write writes, which also goes to another writer.
func pack(also io.Writer, write func(*bufio.Writer)) Lines {
	var packed bytes.Buffer
	w := deflaters.Get().(*flate.Writer)
	defer deflaters.Put(w)
	w.Reset(&packed)
	sum, length := crc32.NewIEEE(), counter(0)
	out := bufio.NewWriter(io.MultiWriter(w, sum, &length, also))
	write(out)
	out.Flush() // to memory: nothing here can fail
	w.Flush()
	return Lines{packed.Bytes(), int64(length), sum.Sum32()}
}

type counter int64

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

// File is figures.csv of these lines under the header, packed by gzip (RFC 1952).
// Length is that of the file when it is unpacked.
func File(of []Lines) (packed []byte, length int64) {
	all := append([]Lines{header()}, of...)
	size := 0
	for _, lines := range all {
		size += len(lines.Deflated)
	}
	file := make([]byte, 0, size+len(gzipHead)+len(lastBlock)+8)
	file = append(file, gzipHead...)
	var sum uint32
	for _, lines := range all {
		file = append(file, lines.Deflated...)
		sum = joined(sum, lines.CRC32, lines.Length)
		length += lines.Length
	}
	file = append(file, lastBlock...)
	file = binary.LittleEndian.AppendUint32(file, sum)
	return binary.LittleEndian.AppendUint32(file, uint32(length)), length
}

const (
	gzipHead  = "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff" // no name, no time, no system
	lastBlock = "\x01\x00\x00\xff\xff"                     // stored, of no bytes
)

// joined is the checksum of two texts in a row, of their checksums and the length of the
// second: a checksum is a polynomial over two elements modulo that of CRC-32, and to
// append a byte multiplies it by x to the eighth.
func joined(first, second uint32, length int64) uint32 {
	shift, power := uint32(1<<31), uint32(1<<23) // 1 and x to the eighth; the highest bit is the constant
	for ; length > 0; length >>= 1 {
		if length&1 == 1 {
			shift = product(shift, power)
		}
		power = product(power, power)
	}
	return product(shift, first) ^ second
}

func product(a, b uint32) (p uint32) {
	for ; a != 0; a <<= 1 {
		if a&(1<<31) != 0 {
			p ^= b
		}
		if b&1 == 1 {
			b = b>>1 ^ crc32.IEEE
		} else {
			b >>= 1
		}
	}
	return p
}
