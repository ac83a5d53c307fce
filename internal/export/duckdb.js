// Reads CSV files in DuckDB, each with the types that its Table Schema gives to the
// columns, and prints what it read: the types, and each value as text. For TestTyped.
const fs = require("fs");
const { DuckDBInstance } = require("@duckdb/node-api");

const types = { string: "VARCHAR", integer: "BIGINT", boolean: "BOOLEAN", number: "DECIMAL(38,6)" };
const text = (s) => "'" + s.replaceAll("'", "''") + "'";

(async () => {
	const db = await (await DuckDBInstance.create(":memory:")).connect();
	for (const { path, schema } of JSON.parse(fs.readFileSync(process.argv[2], "utf8"))) {
		const columns = schema.fields.map((f) => `${text(f.name)}: '${types[f.type]}'`).join(", ");
		const missing = (schema.missingValues ?? [""]).map(text).join(", ");
		const table = `read_csv(${text(path)}, columns = {${columns}}, nullstr = [${missing}], header = true, delim = ',', quote = '"', escape = '"', auto_detect = false, allow_quoted_nulls = true)`;
		const described = await (await db.runAndReadAll(`DESCRIBE SELECT * FROM ${table}`)).getRowObjects();
		const rows = await (await db.runAndReadAll(`SELECT COLUMNS(*)::VARCHAR FROM ${table}`)).getRows();
		console.log(JSON.stringify({ types: described.map((c) => c.column_type), rows }));
	}
})();
