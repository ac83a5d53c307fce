// Checks the Data Packages in the folders named: the descriptor against the
// standard's profile, then every row of every file against its schema. Prints
// one line for each file, its path and how many rows it has.
const { Package } = require("datapackage");

async function check(folder) {
  // In its strict mode the library knows a table only by the word of version 1
  // of the standard, so the errors that it collects are looked at instead.
  const found = await Package.load(`${folder}/datapackage.json`, { basePath: folder, strict: false });
  if (!found.valid) throw Object.assign(new Error("the descriptor is not valid"), { errors: found.errors });
  for (const resource of found.resources) {
    if (resource.descriptor.format !== "csv") continue; // a document, which has a schema of its own, or the text as received
    if (!resource.tabular) throw new Error(`${resource.name} is no table`);
    const rows = await resource.read({ keyed: true });
    console.log(`${folder}/${resource.descriptor.path} ${rows.length}`);
  }
}

(async () => {
  for (const folder of process.argv.slice(2)) {
    try {
      await check(folder);
    } catch (error) {
      const details = (error.errors || []).map((e) => `\n  ${e.message}`).join("");
      console.error(`${folder}: ${error.message}${details}`);
      process.exitCode = 1;
    }
  }
})();
