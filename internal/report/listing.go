package report

// Listing is what a list of all reports says of one version of one. It is small, so that
// thousands are read at once.
type Listing struct {
	Key     `json:"-"`
	Version string `json:"-"`

	Heading      string
	UnitName     string
	UnitShort    string
	Invented     bool          `json:",omitempty"` // see Front
	Publications []Publication `json:",omitempty"` // see Front
	Withdrawn    *Withdrawal   `json:",omitempty"`

	// The days on which the first of its originals was published and taken from there; ""
	// where nobody says.
	Published, Received string `json:",omitempty"`

	// What differs from the version before: how many places, and the first of them.
	Different int            `json:",omitempty"`
	Changes   []ListedChange `json:",omitempty"`

	Source  FileSum // the text as received; zero where there is none
	Figures FileSum // figures.csv of this version alone

	Originals []ListedOriginal `json:",omitempty"` // that may be given away
}

// ListedChange is a place that differs from the version before.
type ListedChange struct {
	Kind   string   // see package change
	Part   string   // the name of its part
	Anchor string   // where on the page
	Place  []string `json:",omitempty"` // words that name that, none where there are none
	Was    string   `json:",omitempty"` // as published
	Is     string   `json:",omitempty"`
}

// FirstDays are the days on which the first of the originals was published and taken from
// there; "" where nobody says.
func (f Front) FirstDays() (published, received string) {
	for _, o := range f.Originals {
		published, received = earlier(published, o.Published), earlier(received, o.Received)
	}
	return published, received
}

func earlier(a, b string) string {
	if a == "" || b != "" && b < a {
		return b
	}
	return a
}

// ListedOriginal is a file in which the report was published.
type ListedOriginal struct {
	File, Name string
	FileSum
}

// FileSum tells a file from every other one.
type FileSum struct {
	Bytes  int64
	SHA256 string
}

// SumOf is that of a content; zero for none.
func SumOf(content []byte) FileSum {
	if len(content) == 0 {
		return FileSum{}
	}
	return FileSum{int64(len(content)), hash(content)}
}
