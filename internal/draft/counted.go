package draft

import (
	"slices"
	"strings"
)

// fewestCounted is from how many headings on a count of them divides a report.
const fewestCounted = 3

var chineseNumbers = strings.Fields("一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五 十六 十七 十八 十九 二十")

// countedTitles are the headings that divide a report without contents and without parts:
// 一、, 二、, 三、 and so on, each once from the first to the last.
func (d *Draft) countedTitles(blocks []block, claims []claimed) map[int]bool {
	if len(d.contents) > 0 {
		return nil
	}
	counted := map[int]bool{}
	for i, b := range blocks {
		text := b.text()
		switch {
		case claims[i].of >= 0 || b.Grid != nil:
		case partNumber.MatchString(text):
			return nil
		case firstNumber.MatchString(text) && headingLevel(text) == 1:
			number, _, _ := strings.Cut(strings.TrimSpace(text), "、")
			if slices.Index(chineseNumbers, number) != len(counted) {
				return nil // they count something else, or anew
			}
			counted[i] = true
		}
	}
	if len(counted) < fewestCounted {
		return nil
	}
	return counted
}

// restates tells whether a title right below that of a part only says what the part is
// once more, as 某校2024年部门预算编制说明 below 第一部分 does. It begins no section.
func (d *Draft) restates(section int, text string) bool {
	p := d.parts[section]
	return text != "" && partNumber.MatchString(p.title) && numberOf(text) < 0 && !d.topEntry(text) && short(text) && !sentence(text) &&
		!slices.ContainsFunc(p.items, func(it item) bool { return !it.restates })
}
