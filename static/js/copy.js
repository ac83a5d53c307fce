// What is copied of a table: cells that are selected across it, which are a rectangle,
// or by the buttons under it the whole table or a column with the labels of its rows,
// with title, unit and source. As plain text, tab-separated, figures are exact values
// and labels have two spaces for each level. As a table they are the published text,
// with the exact value and the level beside it for a spreadsheet (in its own attributes).
//
// What the browser selects from one cell to another runs on in lines; the
// rectangle between the two is marked instead. A selection inside one cell, and
// one that begins or ends outside of the table, is copied as usual.
"use strict";

(() => {
	let picked = null; // { table, cells: rows of the rectangle, each a list of cells or null }

	function cellAt(node, offset) {
		const inside = node.nodeType === Node.ELEMENT_NODE && node.matches("tr, tbody, thead, table") ? node.childNodes[offset] ?? node.lastChild : node;
		const element = inside?.nodeType === Node.ELEMENT_NODE ? inside : inside?.parentElement;
		return element?.closest(".annex :is(td, th)") ?? element?.querySelector?.(":scope:is(.annex *) :is(td, th)");
	}

	// layOut lists for each row of a table the cells that cover its columns, those
	// that are put away left out.
	function layOut(table) {
		const grid = [...table.rows].map(() => []);
		[...table.rows].forEach((row, i) => {
			let j = 0;
			for (const cell of row.cells) {
				if (cell.getClientRects().length === 0) {
					continue;
				}
				while (grid[i][j]) {
					j++;
				}
				for (let down = 0; down < cell.rowSpan && i + down < grid.length; down++) {
					for (let right = 0; right < cell.colSpan; right++) {
						grid[i + down][j + right] = cell;
					}
				}
			}
		});
		return grid;
	}

	// rectangle is what lies between two cells of a table.
	function rectangle(table, a, b) {
		const grid = layOut(table);
		const ends = [a, b].flatMap((cell) => grid.flatMap((row, i) => row.flatMap((c, j) => (c === cell ? [[i, j]] : []))));
		const rows = ends.map(([i]) => i), columns = ends.map(([, j]) => j);
		return grid.slice(Math.min(...rows), Math.max(...rows) + 1)
			.map((row) => Array.from(row.slice(Math.min(...columns), Math.max(...columns) + 1)));
	}

	// ends are the cells where the selection begins and ends, null unless they are
	// two cells of one table. A third click selects up to the beginning of the next
	// cell, which is not in it.
	function ends(selection) {
		if (selection.isCollapsed || !selection.rangeCount) {
			return null;
		}
		const first = selection.getRangeAt(0), last = selection.getRangeAt(selection.rangeCount - 1);
		const a = cellAt(first.startContainer, first.startOffset);
		const b = cellAt(last.endContainer, last.endOffset);
		if (!a || !b || a === b || a.closest("table") !== b.closest("table")) {
			return null;
		}
		return press.clicks < 3 ? [a, b] : null;
	}

	const press = { clicks: 0 };
	document.addEventListener("mousedown", (event) => { press.clicks = event.detail; });
	document.addEventListener("keydown", () => { press.clicks = 0; });

	function pick() {
		picked?.table.classList.remove("picking");
		document.querySelectorAll(".picked").forEach((cell) => cell.classList.remove("picked"));
		const pair = ends(getSelection());
		picked = pair && { table: pair[0].closest("table"), cells: rectangle(pair[0].closest("table"), ...pair) };
		picked?.table.classList.add("picking");
		picked?.cells.flat().forEach((cell) => cell.classList.add("picked"));
	}

	// stated is what a cell says: its published text, its exact value where it is a
	// figure, and how deep its label stands.
	function stated(cell) {
		const parts = cell.querySelector("p") ? [...cell.querySelectorAll("p")] : [cell];
		const text = parts.map((part) => part.textContent.trim()).join(" ").replace(/\s+/g, " ");
		const figure = cell.matches(".amount") && cell.querySelector("data");
		return { text, value: figure ? figure.value : null, level: cell.matches(".label") ? Number(/level-(\d)/.exec(cell.className)?.[1] ?? 0) : 0 };
	}

	const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

	// inHTML is a cell for word processors, which show its text, and for spreadsheets:
	// x:num is read by those of Microsoft and WPS, sdval by LibreOffice.
	function inHTML({ text, value, level }) {
		if (value !== null) {
			return `<td align="right" x:num="${value}" sdval="${value}">${escaped(text)}</td>`;
		}
		const indent = level ? `;mso-char-indent-count:${level};padding-left:${level}em` : "";
		return `<td style="mso-number-format:'\\@'${indent}">${escaped(text)}</td>`;
	}

	const inPlainText = ({ text, value, level }) => value ?? "  ".repeat(level) + text;

	// contentOf is what is copied of rows of cells, with lines of words before and after.
	function contentOf(cells, before = [], after = []) {
		const seen = new Set(); // a cell that spans several is stated once
		const rows = cells.map((row) => row.map((cell) => {
			const first = cell && !seen.has(cell);
			seen.add(cell);
			return first ? stated(cell) : { text: "", value: null, level: 0 };
		}));
		const lines = (words) => words.map((line) => `<p>${escaped(line)}</p>`).join("");
		const table = `<table border="1" style="border-collapse:collapse">${rows.map((row) => `<tr>${row.map(inHTML).join("")}</tr>`).join("")}</table>`;
		return {
			"text/plain": [...before, ...rows.map((row) => row.map(inPlainText).join("\t")), ...after].join("\n"),
			"text/html": `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><meta charset="utf-8">${lines(before)}${table}${lines(after)}</html>`,
		};
	}

	let asked = null; // what a button has copied in the old way

	function copy(event) {
		pick(); // the browser may say later that the selection has changed
		const content = asked ?? (picked && !event.target.closest?.("textarea, input") && contentOf(picked.cells));
		if (content) {
			Object.entries(content).forEach(([type, text]) => event.clipboardData.setData(type, text));
			event.preventDefault();
		}
	}

	document.addEventListener("selectionchange", pick);
	document.addEventListener("copy", copy);

	// ---- The buttons.

	// write copies content, and tells whether it could.
	async function write(content) {
		try {
			const blobs = Object.entries(content).map(([type, text]) => [type, new Blob([text], { type })]);
			await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
			return true;
		} catch { // an older browser, or one that wants the old way
			const area = element("textarea", { class: "cite-fallback", readonly: "" }, " ");
			document.body.append(area);
			area.select();
			asked = content;
			const done = document.execCommand("copy");
			asked = null;
			area.remove();
			return done;
		}
	}

	// partOf is the columns of a table that are copied: all, or the labels and one.
	function partOf(table, head) {
		const grid = layOut(table);
		if (!head) {
			return grid;
		}
		const line = grid[head.parentElement.rowIndex], at = line.indexOf(head);
		let side = at; // where the side of the table begins on which the column stands
		while (side > 0 && !line[side].matches(".side-start")) {
			side--;
		}
		return grid.map((row) => row.filter((_, j) => j === at || j >= side && j < at && line[j].matches(".label, .key, .level1, .level2, .content")));
	}

	function addButtons(sheet) {
		const table = sheet.querySelector("table");
		if (!table?.tHead) {
			return;
		}
		const heads = [...table.tHead.querySelectorAll("th[scope=col]")];
		const columns = heads.filter((th) => !th.matches(".label, .key"));
		const name = (th) => [...th.headers.split(" ").map((id) => document.getElementById(id)), th].filter(Boolean).map((e) => e.textContent.trim()).join(" › ");
		const choice = element("select", { "aria-label": "复制哪些栏" }, element("option", {}, "整张表"), ...columns.map((th) => element("option", {}, name(th))));
		const status = element("span", { role: "status" });
		const button = element("button", { type: "button", async click() {
			status.textContent = "";
			const source = document.querySelector(".citation-forms > :nth-child(3) dd").textContent.trim();
			const unit = columns[choice.selectedIndex - 1]?.dataset.unit;
			const caption = (table.caption ?? document.querySelector("h1")).textContent.trim();
			const before = [unit && !caption.includes(unit) ? `${caption}，单位：${unit}` : caption];
			const done = await write(contentOf(partOf(table, columns[choice.selectedIndex - 1]), before, [`来源：${source}`]));
			status.textContent = done ? "已复制" : "请选中表格自行复制";
		} }, "复制");
		sheet.classList.add("copyable");
		sheet.append(element("div", { class: "columns copying" }, button, choice, status));
	}

	if (document.querySelector(".citation-forms")) { // the print page has none, and no buttons
		document.querySelectorAll(".sheet").forEach(addButtons);
	}
})();
