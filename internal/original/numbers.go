package original

import "regexp"

var aNumber = regexp.MustCompile(`[0-9]+([.,][0-9]+)*`)

// Numbers counts every number of a document by how it is printed, in blocks and
// in what was set aside, so that nothing can be lost on the way from the file.
func Numbers(doc *Document) map[string]int {
	counts := map[string]int{}
	count := func(text string) {
		for _, n := range aNumber.FindAllString(text, -1) {
			counts[n]++
		}
	}
	for _, b := range doc.Blocks {
		for _, text := range b.Texts() {
			count(text)
		}
	}
	for _, a := range doc.Asides {
		count(a.Text)
	}
	return counts
}
