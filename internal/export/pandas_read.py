# Reads CSV files in pandas, each with the types that its Table Schema gives to the
# columns, and prints what it read: the types, and each value as text. For TestTyped.
import json
import sys

import pandas

types = {"string": "string", "integer": "Int64", "boolean": "boolean", "number": "float64"}

for file in json.load(open(sys.argv[1], encoding="utf-8")):
    schema = file["schema"]
    table = pandas.read_csv(
        file["path"],
        encoding="utf-8-sig",
        dtype={f["name"]: types[f["type"]] for f in schema["fields"]},
        keep_default_na=False,
        na_values=schema.get("missingValues", [""]),
    )
    rows = [[None if pandas.isna(v) else str(v) if isinstance(v, str) else repr(v) for v in row] for row in table.astype(object).values.tolist()]
    print(json.dumps({"types": [str(t) for t in table.dtypes], "rows": rows}, ensure_ascii=False))
