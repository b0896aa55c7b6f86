/** Writes schema/settings.schema.json from the rules and the schema that settings are checked against: `tsx scripts/schema.ts`. */
import { writeFileSync } from "node:fs";
import { rules } from "../src/rules/index.js";
import { settingsSchema } from "../src/settings/schema.js";

const schema = settingsSchema(rules.map(({ id }) => id));
writeFileSync(new URL("../schema/settings.schema.json", import.meta.url), `${JSON.stringify(schema, undefined, 2)}\n`);
