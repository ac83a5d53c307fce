// On a page of an earlier version: what the place that the address names has become in
// the newest one. The list of changes on the page holds all that is needed: a place that
// is not in it is there as it was.
(() => {
	const list = [...document.querySelectorAll(".changes > li")].map((li) => Object.assign({ kind: li.className, li }, li.dataset));
	const line = document.querySelector(".old-version[data-newest]");
	const bar = document.querySelector(".stays a");
	if (!line || !bar) return;
	const page = bar.textContent;
	const said = document.createElement("span");
	said.setAttribute("role", "status");
	line.append(" ", said);

	const numbered = (id) => id.match(/^([a-z])(\d+)$/) || [];
	// Rows and paragraphs that moved by as much, one below the other, are one entry. An
	// entry of one side of a table counts for the columns of that side.
	const entry = (kind, id, column) => list.find((e) => {
		const [, sort, first] = numbered(e.at);
		const [, own, n] = numbered(id);
		const [from, until] = e.side ? e.side.split(" ") : [];
		return e.kind === kind && (e.at === id || sort && sort === own && n - first > 0 && n - first < e.count)
			&& (!e.side || column >= +from && column <= +until);
	});
	const moved = (id, column) => {
		const e = entry("moved", id, column);
		return e ? e.now.replace(/\d+$/, (n) => +n + (numbered(id)[2] - numbered(e.at)[2] || 0)) : id;
	};

	const say = () => {
		let id = location.hash.slice(1);
		const place = id && document.getElementById(id);
		said.textContent = "";
		bar.textContent = page;
		if (!place || id === "main") return;
		if (id.startsWith("code-")) {
			const cell = place.closest("td, th");
			id = cell.querySelector(":scope > [id^=r]") ? cell.querySelector(":scope > [id^=r]").id : cell.id;
		}
		const [, row, rest] = id.match(/^([a-z]\d+)(.*)$/) || [0, id, ""];
		const column = rest[0] === "c" ? +rest.slice(1) : 0;
		const gone = entry("gone", id, column) || entry("gone", row, column) || column && entry("gone", rest);
		const changed = entry("changed", id) || !column && entry("changed", row);
		// The rows of two lists side by side are no rows of each other.
		const sides = list.filter((e) => e.side && numbered(e.at)[1] === "r" && (e.at === id || entry(e.kind, id, +e.side.split(" ")[0]) === e));
		const parts = list.filter((e) => e.at.startsWith(id + "c"));
		const to = moved(row, column) + (column ? moved(rest) : rest);
		said.textContent = "网址所指的这一处，" + (gone ? "最新版本没有" : sides.some((e) => e.kind === "gone") ? "最新版本没有其中一边" : sides[0] ? "其中一边位置有变" : changed ? "最新版本改为" + changed.li.querySelector("ins").textContent
			: parts.length ? "最新版本改了其中 " + parts.length + " 格" : "与最新版本相同") + (!gone && to !== id ? "，位置有变。" : "。");
		bar.textContent = "旧版本。" + said.textContent;
		if (gone || sides[0]) return;
		const link = document.createElement("a");
		link.href = line.dataset.newest + "#" + to;
		link.textContent = "最新版本的这一处";
		said.append(" ", link);
	};
	say();
	addEventListener("hashchange", say);
})();
