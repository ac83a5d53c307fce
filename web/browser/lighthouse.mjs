// Runs Lighthouse on each address given, on a phone, and prints a line of JSON
// for each: its scores and the audits that fail. CHROME_PATH names the browser.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const chrome = await launch({
	chromeFlags: ["--headless=new", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", ...(process.getuid() === 0 ? ["--no-sandbox"] : [])],
});
try {
	for (const address of process.argv.slice(2)) {
		const { lhr } = await lighthouse(address, {
			port: chrome.port,
			logLevel: "silent",
			onlyCategories: ["accessibility", "best-practices", "seo"],
		});
		const categories = Object.values(lhr.categories);
		const scores = Object.fromEntries(categories.map((c) => [c.id, Math.round(c.score * 100)]));
		const failing = categories.flatMap((c) => c.auditRefs.filter((a) => a.weight > 0).map((a) => lhr.audits[a.id]))
			.filter((a) => a.score !== null && a.score < 1)
			.map((a) => `${a.id}: ${(a.details?.items ?? []).slice(0, 3).map((i) => i.node?.snippet ?? i.description ?? JSON.stringify(i)).join(" ")}`);
		console.log(JSON.stringify({ address, error: lhr.runtimeError?.message, scores, failing }));
	}
} finally {
	chrome.kill();
}
