// Cells that are selected across a table are a rectangle, and are copied as one:
// tab-separated values and a plain table, with exact values, so that a
// spreadsheet takes figures for numbers.
//
// What the browser selects from one cell to another runs on in lines; the
// rectangle between the two is marked instead. A selection inside one cell, and
// one that begins or ends outside of the table, is copied as usual.
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

	// stated is what a cell says to a spreadsheet.
	function stated(cell) {
		const data = cell.matches(".amount") && cell.querySelector("data");
		if (data) {
			return { text: data.value, number: true };
		}
		const parts = cell.querySelector("p") ? [...cell.querySelectorAll("p")] : [cell];
		return { text: parts.map((part) => part.textContent.trim()).join(" ").replace(/\s+/g, " "), number: false };
	}

	const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

	function copy(event) {
		pick(); // the browser may say later that the selection has changed
		if (!picked || event.target.closest?.("textarea, input")) {
			return;
		}
		const seen = new Set(); // a cell that spans several is stated once
		const rows = picked.cells.map((row) => row.map((cell) => {
			const first = !seen.has(cell);
			seen.add(cell);
			return first ? stated(cell) : { text: "", number: false };
		}));
		const cell = ({ text, number }) => (number ? `<td>${text}</td>` : `<td style="mso-number-format:'\\@'">${escaped(text)}</td>`);
		event.clipboardData.setData("text/plain", rows.map((row) => row.map((c) => c.text).join("\t")).join("\n"));
		event.clipboardData.setData("text/html", `<table>${rows.map((row) => `<tr>${row.map(cell).join("")}</tr>`).join("")}</table>`);
		event.preventDefault();
	}

	document.addEventListener("selectionchange", pick);
	document.addEventListener("copy", copy);
})();
