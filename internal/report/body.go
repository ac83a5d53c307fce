package report

// Body is a budget unit 预算单位 with what lists say of its reports without reading
// them. Its names are those of its latest report.
type Body struct {
	Unit        string // slug
	Name, Short string
	Invented    bool     // it is made up, as are all that its reports say
	Reports     []Listed // the latest year first, then by kind
}

// Listed is a report in the list of its body.
type Listed struct {
	Key
	Withdrawn bool
}
