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

	Source  FileSum // the text as received; zero where there is none
	Figures FileSum // figures.csv of this version alone

	Originals []ListedOriginal `json:",omitempty"` // that may be given away
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
