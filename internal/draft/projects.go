package draft

// readForms reads the grids that are forms of projects. They end a report: first is
// the block from which on there is nothing else, so that a form in the middle of a
// report stays a grid there.
func (d *Draft) readForms(blocks []block, claims []claimed) (forms map[int]*form, first int) {
	forms = map[int]*form{}
	pending := map[int]bool{} // grids whose repair a person has yet to confirm
	for i, b := range blocks {
		if b.Grid == nil {
			continue
		}
		if _, head := indicatorHeader(b.Grid); head >= 0 && listsProjects(b.Grid, head) {
			continue
		}
		title, captions := "", []string(nil)
		if claims[i].title >= 0 {
			title, captions = d.said[claims[i].title], d.captions(claims[i])
		}
		name := title
		if name == "" {
			name = oneLine(b.Grid.At(0, 0).Text)
		}
		if pending[i] = d.offerRests(i, name); !pending[i] { // its rows are whole
			pending[i] = d.offerRows(i, name)
			pending[i] = d.offerAgain(i, name) || pending[i]
		}
		f, ok := readForm(b.Grid, title, captions)
		switch {
		case ok && len(claims[i].notes) == 0 && claims[i].label < 0:
			forms[i] = f
		case pending[i], claims[i].title >= 0 && new(table).readWhole(b.Grid):
		case layout(b.Grid) && !evaluates(blocks, i):
			d.look("form", b, "这里像是一张项目申报表，可是格子对不上，现在当作表格收着：能看懂的，写成 projects/NN.toml。")
		}
	}
	end := func(isForm func(of int) bool) (first int) {
		for first = len(blocks); first > 0; first-- {
			of := claims[first-1].of
			if of < 0 {
				of = first - 1
			}
			if !isForm(of) {
				break
			}
		}
		return first
	}
	first = end(func(of int) bool { return forms[of] != nil })
	repaired := end(func(of int) bool { return forms[of] != nil || pending[of] })
	for i, b := range blocks {
		switch f := forms[i]; {
		case f == nil:
		case i < repaired:
			d.look("form", b, "这里是一张项目申报表，后面还有别的内容，或者后面的申报表格子对不上，所以当作表格收着：写成 projects/NN.toml。")
		case f.shifted() != "" && !pending[i] && !d.known[key("rows", b.mark)]:
			d.look("level", b, "项目“"+f.fields[0].text+"”的绩效指标里，“"+f.shifted()+"”是指标的级别，却印在内容一格，像是错了一格：对着原件看，在 projects 里改好。")
		}
	}
	return forms, first
}
