// What a citation names a place of the page by: words that stand on the page. A
// word that is a list is a path of steps, from the top to the leaf. A figure is
// always the published text of its cell.
const places = (() => {
	const longest = 30; // characters up to which a text can name a place
	const quoted = 60; // characters of a text that a citation quotes

	// textOf is the published text of an element, its paragraphs set apart.
	function textOf(e) {
		const paragraphs = e.querySelectorAll("p");
		return (paragraphs.length ? [...paragraphs].map((p) => p.textContent).join(" ") : e.textContent).trim();
	}

	// cellsOf are the cells of the row on the side of the table where cell stands.
	function cellsOf(cell) {
		const cells = [...cell.parentElement.cells];
		let from = cell.cellIndex;
		while (from > 0 && !cells[from].matches(".side-start")) {
			from--;
		}
		const next = cells.findIndex((c, j) => j > from && c.matches(".side-start"));
		return cells.slice(from, next < 0 ? cells.length : next);
	}

	function headersOf(cell, part) {
		return cell.headers.split(" ").map((id) => document.getElementById(id)).filter((e) => e && e.closest(part));
	}

	// path is the labels of the cell's row, after those of the rows that it stands
	// under.
	function path(cell) {
		const indicator = cell.closest(".indicators tr")?.querySelector(".content");
		if (indicator) {
			const own = textOf(indicator);
			return [...headersOf(indicator, "tbody").map(textOf), ...(own.length > longest ? [] : [own])];
		}
		const labels = cellsOf(cell).filter((c) => c.matches(".label") && textOf(c));
		const label = labels.find((c) => c.dataset.under);
		const above = label ? path(document.getElementById(label.dataset.under).cells[label.cellIndex]) : [];
		return [...above, ...labels.map(textOf)];
	}

	// column is the path of the header above a cell.
	const column = (cell) => headersOf(cell, "thead").map(textOf);

	// unitOf is the unit of a cell's column, where the cell states an amount.
	const unitOf = (cell) => (cell.querySelector("data") && headersOf(cell, "thead").pop()?.dataset.unit) || "";

	// value is what a cell states, with its unit; a longer text than a citation
	// holds is left out.
	function value(cell) {
		const text = textOf(cell), unit = unitOf(cell);
		return text.length > longest ? "" : unit ? `${text} ${unit}` : text;
	}

	// lineage is the path without the body whose report it is, which a citation has
	// named, unless the row is the body's own.
	function lineage(cell) {
		const whole = path(cell), unit = document.querySelector(".citation-forms").dataset.unit ?? "";
		const rest = whole.filter((step) => !unit.startsWith(step));
		return rest.length ? rest : whole.slice(-1);
	}

	// row is a row with what it states, on the side of the table where one of its cells
	// stands.
	function row(tr, at = tr.querySelector(".cite").parentElement) {
		const stated = cellsOf(at).filter((c) => c.matches(".amount, .target") && textOf(c));
		const long = at.matches(".content") && !value(at) && textOf(at);
		return { mark: tr, anchor: tr.id, words: [lineage(at), ...codes(at), long && quote(long), ...stated.map((c) => `${column(c).join(" ")} ${said(c)}`)] };
	}

	// codes are those of the row. One that is printed in parts is said whole, once.
	const codes = (cell) => [...new Set(cellsOf(cell).filter((c) => c.matches(".key")).map((c) => c.dataset.code ?? textOf(c)))];

	// cell is a cell. A label or a code is a name of its row, and is said once.
	function cell(td) {
		const own = td.matches(".label, .content") ? [] : [column(td), said(td)];
		return { mark: td, anchor: anchorOf(td), words: [lineage(td), ...(td.matches(".key:not([data-code])") ? [] : codes(td)), ...own] };
	}

	// parts are the words of a cell, one by one.
	const parts = (cell) => ({ path: path(cell), codes: codes(cell).filter(Boolean), column: column(cell), unit: unitOf(cell) });

	// anchorOf is the address of a cell, which may be on its text.
	const anchorOf = (cell) => cell.getAttribute("aria-labelledby") ?? (cell.id || cell.firstElementChild.id);

	// said is what a cell states: the beginning of a longer text.
	const said = (cell) => value(cell) || quote(textOf(cell));

	// quote is the beginning of a text in quotation marks.
	function quote(text) {
		return `“${text.length > quoted ? `${text.slice(0, quoted)}……` : text}”`;
	}

	// control is what a control lies beside: a paragraph, an entry, a field or a finding.
	function control(link) {
		const anchor = link.hash.slice(1);
		const field = link.closest(".field");
		const mark = document.getElementById(anchor);
		const words = field ? [field.querySelector("dt").textContent.trim()] : [];
		if (mark.matches(".checks-list > li")) {
			const about = mark.closest(".subject")?.firstElementChild;
			words.push(about && textOf(about), ...[...mark.querySelectorAll(".relation, .formula")].map(textOf), link.dataset.words);
		} else if (field?.matches(".short")) {
			const text = textOf(field.querySelector("dd"));
			words.push(link.dataset.unit && field.querySelector("data") ? `${text} ${link.dataset.unit}` : text);
		} else {
			const text = textOf(link.closest("p") ?? field.querySelector("dd"));
			words.push(link.dataset.words, text && quote(text));
		}
		return { mark, anchor, words };
	}

	// cellAt is the cell around an element, in a table whose cells can be cited.
	function cellAt(target) {
		const cell = target.closest("tbody tr[id] > *");
		return cell?.parentElement.querySelector(".cite") ? cell : null;
	}

	// ofRow lists the row and its cells that state something, each with a name to
	// choose it by.
	function ofRow(tr, step) {
		const named = (c) => `${column(c).join(step)}：${value(c) || `${textOf(c).slice(0, longest)}…`}`;
		const cells = [...tr.cells].filter(textOf);
		return [{ ...row(tr), name: "整行" }, ...cells.map((c) => ({ ...cell(c), name: named(c) }))];
	}

	return { cellAt, control, ofRow, parts };
})();
