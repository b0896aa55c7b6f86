import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { rules } from "../../src/rules/index.js";
import { settingsSchema } from "../../src/settings/schema.js";
import { withBlock } from "./block.js";
import { writeCompatibilityHtml } from "./compatibility-html.js";
import { writeDoctorPage } from "./doctor.js";
import { fixesTable } from "./fixes.js";
import { writeContributing, writeEditorWalls } from "./house.js";
import { optionsTable, writeActionYml } from "./options.js";
import { writePlanPage } from "./plan.js";
import { writeReadme } from "./readme.js";
import { faultsOfPage, withMarkers, writeRulePage } from "./rule-page.js";

const root = new URL("../../", import.meta.url);

/** A generated file: what it holds and what it should hold. */
export interface Page {
  readonly name: string;
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** Every page that is generated, whole or in part, and what is wrong with those that cannot be. */
export function readPages(): { pages: Page[]; faults: string[] } {
  const faults: string[] = [];
  const pages: Page[] = [];
  const add = (name: string, write: (before: string) => string): void => {
    const path = fileURLToPath(new URL(name, root));
    if (!existsSync(path)) {
      faults.push(`${name} does not exist`);
      return;
    }
    const before = readFileSync(path, "utf8");
    try {
      pages.push({ name, path, before, after: write(before) });
    } catch (error) {
      faults.push(`${name}: ${(error as Error).message}`);
    }
  };
  for (const rule of rules) {
    add(`docs/rules/${rule.id}.md`, (before) => {
      const page = withMarkers(before);
      faults.push(...faultsOfPage(rule, page).map((fault) => `docs/rules/${rule.id}.md: ${fault}`));
      return writeRulePage(rule, page);
    });
  }
  add("schema/settings.schema.json", () => `${JSON.stringify(settingsSchema(rules.map(({ id }) => id)), undefined, 2)}\n`);
  add("CONTRIBUTING.md", writeContributing);
  add("biome.walls.json", writeEditorWalls);
  add("action.yml", writeActionYml);
  add("docs/doctor.md", (before) => withBlock(writeDoctorPage(before), "options", optionsTable("doctor")));
  add("docs/plan.md", (before) => withBlock(writePlanPage(before), "options", optionsTable("plan")));
  add("docs/fix.md", (before) => withBlock(before, "fixes", fixesTable()));
  add("docs/migrating.md", (before) => withBlock(before, "options", optionsTable("migrate")));
  add("docs/compare.md", (before) => withBlock(before, "options", optionsTable("compare")));
  add("docs/compatibility.html", () => writeCompatibilityHtml(readFileSync(new URL("docs/compatibility.md", root), "utf8")));
  add("README.md", (before) => writeReadme(before, rules, readFileSync(new URL("action.yml", root), "utf8")));
  return { pages, faults };
}
