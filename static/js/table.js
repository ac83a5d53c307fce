// Wide tables: the columns in which nothing is stated can be put away, and an
// addressed cell is brought into sight.
(() => {
	"use strict";

	const controls = new Map(); // table → what shows or puts away its empty columns

	// spans holds the colspan of each header cell above columns some of which are
	// empty: all of them, and only the filled ones.
	function setEmpty(table, spans, away) {
		table.classList.toggle("without-empty", away);
		for (const [cell, span] of spans) {
			cell.colSpan = away ? span.filled : span.all;
		}
	}

	function addControl(sheet) {
		const table = sheet.querySelector("table");
		const columns = table.tHead.querySelectorAll("th[scope=col]").length;
		const empty = table.tHead.querySelectorAll("th[scope=col].empty-column").length;
		if (empty === 0 || empty === columns) {
			return;
		}
		const spans = new Map();
		for (const cell of table.tHead.querySelectorAll("th[data-filled]")) {
			spans.set(cell, { all: cell.colSpan, filled: Number(cell.dataset.filled) });
		}

		const button = document.createElement("button");
		button.type = "button";
		button.textContent = `隐藏 ${empty} 个空列`;
		const status = document.createElement("span");
		status.setAttribute("role", "status");
		const row = document.createElement("div");
		row.className = "columns";
		row.append(button, status);
		sheet.prepend(row);

		const control = {
			put(away) {
				button.setAttribute("aria-pressed", String(away));
				status.textContent = away ? `显示 ${columns - empty} 列，共 ${columns} 列` : `共 ${columns} 列`;
				setEmpty(table, spans, away);
			},
			away: () => button.getAttribute("aria-pressed") === "true",
			print: (printing) => setEmpty(table, spans, !printing && control.away()),
		};
		button.addEventListener("click", () => control.put(!control.away()));
		controls.set(table, control);
		control.put(false);
	}

	// keepClear tells the browser how much of a region its header and label column
	// cover, for whatever it scrolls into sight there.
	function keepClear(table) {
		const region = table.closest(".region");
		const label = table.tHead.querySelector(".stick");
		region.style.scrollPaddingTop = `${table.tHead.offsetHeight}px`;
		region.style.scrollPaddingLeft = `${label ? label.offsetWidth : 0}px`;
	}
	const resized = new ResizeObserver((entries) => entries.forEach((entry) => keepClear(entry.target)));

	function addressed() {
		try {
			return document.getElementById(decodeURIComponent(location.hash.slice(1)));
		} catch {
			return null; // not an address of ours
		}
	}

	// reveal brings the addressed cell or row into the middle of what can be seen
	// of its table, in both directions.
	function reveal() {
		const place = addressed()?.closest(".annex :is(th, td, tbody tr)");
		if (!place) {
			return;
		}
		const table = place.closest("table");
		const control = controls.get(table);
		if (control?.away() && place.classList.contains("empty-column")) {
			control.put(false);
		}
		keepClear(table);
		place.style.scrollMargin = "0";
		place.scrollIntoView({ block: "center", inline: place.matches("tr") ? "nearest" : "center" });
	}

	document.querySelectorAll(".sheet.wide").forEach(addControl);
	document.querySelectorAll(".region > table").forEach((table) => resized.observe(table));
	window.addEventListener("hashchange", reveal);
	window.addEventListener("load", reveal);
	window.addEventListener("beforeprint", () => controls.forEach((control) => control.print(true)));
	window.addEventListener("afterprint", () => controls.forEach((control) => control.print(false)));
})();
