// Reads APL documents by name, as JSON, from standard input, and writes what Amazon's linter says of each.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const { StaticAplTemplateValidator } = createRequire(import.meta.url)("apl-suggester");
const validator = new StaticAplTemplateValidator();
const found = {};
for (const [name, document] of Object.entries(JSON.parse(readFileSync(0, "utf8")))) {
  found[name] = await validator.validate(document);
}
process.stdout.write(JSON.stringify(found));
