// Keys step through what is open: n and p on the page and beyond it, m marks the part.
(function () {
	"use strict";
	function step(by) {
		var open = Array.prototype.slice.call(document.querySelectorAll(".item.open"));
		var at = open.indexOf(document.activeElement.closest ? document.activeElement.closest(".item.open") : null);
		var to = at < 0 ? (by > 0 ? 0 : -1) : at + by;
		if (to >= 0 && to < open.length) {
			open[to].focus();
			open[to].scrollIntoView({ block: "center" });
			return;
		}
		var link = document.querySelector(by > 0 ? "#open" : "a[rel=prev]");
		if (link) location.href = link.href;
	}
	document.addEventListener("keydown", function (e) {
		if (e.ctrlKey || e.altKey || e.metaKey || /^(INPUT|SELECT|TEXTAREA)$/.test(e.target.tagName)) return;
		var mark = document.getElementById("read");
		if (e.key === "n") step(1);
		else if (e.key === "p") step(-1);
		else if (e.key === "m" && mark) mark.click();
		else return;
		e.preventDefault();
	});
})();
