// Opens workbooks in ExcelJS and prints what it reads of their cells, for TestExcelJS.
const ExcelJS = require("exceljs");

(async () => {
	for (const path of process.argv.slice(2)) {
		const book = new ExcelJS.Workbook();
		await book.xlsx.readFile(path);
		const sheet = book.getWorksheet("全部数字");
		const names = sheet.getRow(1).values.slice(1);
		const read = {};
		sheet.eachRow((row, n) => {
			if (n === 1) {
				return;
			}
			names.forEach((name, j) => {
				const value = row.getCell(j + 1).value;
				if (value !== null) {
					read[name] = read[name] ?? {};
					read[name][typeof value] = (read[name][typeof value] ?? 0) + 1;
				}
			});
		});
		console.log(JSON.stringify({ title: book.title, creator: book.creator, sheets: book.worksheets.length, rows: sheet.rowCount - 1, types: read }));
	}
})();
