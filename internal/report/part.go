package report

// Part is a page of a report that a Ref can point into.
type Part string

// The parts of a report.
const (
	OverviewPart Part = ""
	SectionPart  Part = "sections"
	TablePart    Part = "tables"
	ProjectPart  Part = "projects"
	NotesPart    Part = "notes"
	ChecksPart   Part = "checks"
	SourcePart   Part = "source.txt"
	HistoryPart  Part = "history"
	PrintPart    Part = "print"
	PicturePart  Part = "pictures" // what pictures stand under; it is no page itself
)

// partWords are the words of a part.
type partWords struct {
	part     Part
	name     string // for the public
	short    string // the same where there is little room
	prefix   string // what its ids begin with on the print page; "" for a part that is not there
	numbered bool
}

// parts is the one list of the parts of a report, in reading order.
var parts = []partWords{
	{part: OverviewPart, name: "概览"},
	{part: SectionPart, name: "正文", prefix: "s", numbered: true},
	{part: TablePart, name: "附表", prefix: "t", numbered: true},
	{part: ProjectPart, name: "项目绩效目标", short: "项目", prefix: "f", numbered: true},
	{part: ChecksPart, name: "数字核对", short: "核对", prefix: "k"},
	{part: NotesPart, name: "整理说明", prefix: "n"},
	{part: SourcePart, name: "收到的文本"},
	{part: HistoryPart, name: "版本与更正"},
	{part: PrintPart, name: "打印版"},
}

// Parts lists the parts of a report in reading order.
func Parts() []Part {
	var all []Part
	for _, words := range parts {
		all = append(all, words.part)
	}
	return all
}

func (p Part) words() partWords {
	for _, words := range parts {
		if words.part == p {
			return words
		}
	}
	if IsOriginal(string(p)) {
		return partWords{part: p, name: "公布的原件"}
	}
	return partWords{part: p}
}

// Name is what the public reads of a part: 附表.
func (p Part) Name() string { return p.words().name }

// ShortName is the name where there is little room.
func (p Part) ShortName() string {
	words := p.words()
	if words.short != "" {
		return words.short
	}
	return words.name
}

// Numbered tells whether a part is one of several of its sort.
func (p Part) Numbered() bool { return p.words().numbered }

// PageOf is the page of a part that is not numbered, or the list of those that are.
func PageOf(p Part) Ref { return Ref{Part: p} }

// Pages lists the pages of a report in reading order: for each numbered part the
// list of them before the first. A table that stands in a section follows it. What a
// report does not have is left out.
func (o Outline) Pages() []Ref {
	var pages []Ref
	listed, placed := map[Part]bool{}, map[int]bool{}
	add := func(ref Ref) {
		if !listed[ref.Part] {
			listed[ref.Part] = true
			pages = append(pages, PageOf(ref.Part))
		}
		pages = append(pages, ref)
	}
	for _, part := range Parts() {
		switch part {
		case SectionPart:
			for _, e := range o.Sections {
				add(SectionRef(e.Number))
				for _, n := range e.Holds {
					add(TableRef(n))
					placed[n] = true
				}
			}
		case TablePart:
			for _, e := range o.Tables {
				if !placed[e.Number] {
					add(TableRef(e.Number))
				}
			}
		case ProjectPart:
			for _, e := range o.Projects {
				add(ProjectRef(e.Number))
			}
		case ChecksPart:
			if o.Checks.Any() {
				pages = append(pages, PageOf(part))
			}
		case NotesPart:
			if o.HasNotes {
				pages = append(pages, PageOf(part))
			}
		case OverviewPart:
			pages = append(pages, PageOf(part))
			for _, slug := range o.Pictures {
				pages = append(pages, PictureRef(slug))
			}
		case SourcePart: // a file, not a page
		case HistoryPart:
			if !o.Pinned { // it is of all versions
				pages = append(pages, PageOf(part))
			}
		default:
			pages = append(pages, PageOf(part))
		}
	}
	return pages
}
