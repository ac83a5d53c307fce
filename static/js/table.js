// Tables: columns in which nothing is stated are put away where all columns have
// no room, what lies beyond the edge is announced, the head stays in sight, and an
// addressed place is brought there.
(() => {
	// sheets holds of each table of a page what the functions below know of it.
	const sheets = [...document.querySelectorAll(".sheet")].map((sheet) => {
		const table = sheet.querySelector("table");
		return { sheet, table, region: table.parentElement, beyond: sheet.querySelector(".beyond"), look: sheet.className };
	});

	// ---- Empty columns.

	// setEmpty shows the empty columns, or puts them away: header cells above them
	// then span the filled ones only, and the figures have the room of those.
	function setEmpty(s, away) {
		s.table.classList.toggle("without-empty", away);
		for (const cell of s.table.tHead.querySelectorAll("th[data-filled]")) {
			cell.dataset.all ||= cell.colSpan;
			cell.colSpan = away ? cell.dataset.filled : cell.dataset.all;
		}
		const { filled } = s.sheet.dataset;
		if (filled) {
			s.sheet.className = away ? s.look.replace(/n-.*/, filled) : s.look;
		}
	}

	const isAway = (s) => s.table.classList.contains("without-empty");

	function say(s) {
		const away = isAway(s);
		s.ask.status.textContent = away ? `${s.empty} 个空列未显示` : `${s.columns} 列全部显示`;
		s.ask.button.textContent = away ? "显示空列" : "隐藏空列";
	}

	// addControl adds the control of the empty columns over a table that has some,
	// and others beside them.
	function addControl(s) {
		const heads = [...s.table.tHead.querySelectorAll("th[scope=col]")];
		s.columns = heads.length;
		s.empty = heads.filter((th) => th.matches(".empty-column")).length;
		if (s.empty === 0 || s.empty === s.columns) {
			return;
		}
		const status = element("span", { role: "status" });
		const button = element("button", { type: "button", click() {
			s.chosen = true;
			setEmpty(s, !isAway(s));
			say(s);
			measure(s);
		} });
		s.ask = { row: element("div", { class: "columns" }, status, button), button, status };
	}

	// ---- What has room.

	// fits tells whether the whole table is in sight, from the left to the right.
	const fits = (s) => s.region.scrollWidth <= s.region.clientWidth + 1;

	// measure finds out how much of a table has room. Empty columns are put away
	// unless all columns fit or the reader has chosen.
	function measure(s) {
		s.region.classList.remove("fits");
		if (s.ask && !s.chosen) {
			setEmpty(s, false);
			const away = !fits(s);
			setEmpty(s, away);
			if (away) {
				s.sheet.prepend(s.ask.row);
				say(s);
			} else {
				s.ask.row.remove();
			}
		}
		s.region.classList.toggle("fits", fits(s));
		keepClear(s);
		announce(s);
	}

	// keepClear tells the browser how much of a region its sticky labels cover, for
	// whatever it scrolls into sight there.
	function keepClear({ table, region }) {
		const label = table.tHead.querySelector(".stick");
		const beside = label && getComputedStyle(table).display === "table";
		region.style.scrollPaddingLeft = `${beside ? label.offsetWidth : 0}px`;
	}

	// announce says how many columns lie beyond the right edge of the region, or that
	// some lie beyond the left one.
	function announce(s) {
		const edge = s.region.getBoundingClientRect().right + 1;
		const heads = s.table.tHead.querySelectorAll("th[scope=col].amount, th[scope=col].text");
		const hidden = [...heads].filter((th) => th.offsetHeight > 1 && th.getBoundingClientRect().right > edge).length;
		s.beyond.textContent = hidden ? `右边还有 ${hidden} 列，可以左右滑动` : "左边还有几列，可以左右滑动";
		const shown = hidden || s.region.scrollLeft > 1;
		s.beyond.classList.toggle("shown", shown);
		s.beyond.style.display = shown ? "" : "none"; // also where the style sheet expects too little room
	}

	// follow keeps the head of a table that scrolls sideways at the top of the
	// window: there a style sheet alone cannot.
	const high = window.matchMedia("(min-height: 30em)");
	function follow({ table, region }) {
		const head = table.tHead;
		const box = table.getBoundingClientRect();
		const room = box.height - 2 * head.offsetHeight;
		const bar = parseFloat(getComputedStyle(region).scrollMarginTop); // what stays above it in the window
		const stays = high.matches && !region.classList.contains("fits");
		const down = stays ? Math.max(0, Math.min(bar - box.top, room)) : 0;
		head.style.top = down ? `${down}px` : "";
	}

	// ---- Prose.

	const longest = 24; // characters that are not worth folding

	// fold puts prose under its row, or in the head of a table that is a form, behind
	// a control, which only narrow screens show. The control has no text of its own:
	// the cell's text is the published one.
	function fold(cell) {
		const name = cell.dataset.head || cell.previousElementSibling.textContent.trim();
		cell.append(element("button", { type: "button", class: "unfold", "aria-label": `${name}全文`, click: () => unfold(cell, cell.classList.contains("folded")) }));
		unfold(cell, false);
	}

	function unfold(cell, open) {
		cell.classList.toggle("folded", !open);
		cell.querySelector(".unfold").setAttribute("aria-expanded", open);
	}

	// ---- The addressed place.

	// reveal brings the addressed cell or row into sight, with its label beside it:
	// sideways only as far as needed. A row of a table of several sides has no box on
	// a narrow screen; its first cell then stands for it.
	function reveal() {
		const target = document.querySelector(":target");
		const prose = target?.closest(".field, td")?.querySelector(".unfold");
		if (prose) {
			unfold(prose.parentElement, true);
		}
		const place = target?.closest(".annex th, .annex td, .annex tbody tr");
		if (!place) {
			return;
		}
		const s = sheets.find(({ table }) => table.contains(place));
		if (s.ask && isAway(s) && place.classList.contains("empty-column")) {
			s.chosen = true;
			setEmpty(s, false);
			say(s);
			measure(s);
		}
		const seen = place.getClientRects().length ? place : [...place.children].find((cell) => cell.getClientRects().length);
		if (seen) {
			seen.style.scrollMargin = "0";
			seen.scrollIntoView({ block: "center", inline: "nearest" });
		}
	}

	document.querySelectorAll(".flow td.text[data-head], .part:not(.form) > .fields dd").forEach((prose) => prose.textContent.length > longest && fold(prose));
	for (const s of sheets) {
		addControl(s);
		s.region.addEventListener("scroll", () => announce(s));
		new ResizeObserver(() => {
			if (s.region.clientWidth !== s.width) {
				s.width = s.region.clientWidth;
				measure(s);
			}
		}).observe(s.region);
		measure(s);
		s.width = s.region.clientWidth;
	}
	const followAll = () => sheets.forEach(follow);
	addEventListener("scroll", followAll);
	addEventListener("resize", followAll);
	new ResizeObserver(followAll).observe(document.body); // what stands above a table may grow
	addEventListener("hashchange", reveal);
	addEventListener("load", reveal);
	let before = []; // what was away when printing began
	addEventListener("beforeprint", () => {
		before = sheets.filter((s) => s.ask && isAway(s));
		before.forEach((s) => setEmpty(s, false));
	});
	addEventListener("afterprint", () => before.forEach((s) => setEmpty(s, true)));
})();
