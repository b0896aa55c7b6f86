/** Bundles the compiled entries of one directory into another with ncc: `node scripts/bundle.mjs lib dist`. Prints each file with its size. */
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import ncc from "@vercel/ncc";
import { build, transform } from "esbuild";

const sizeLimitBytes = 1_500_000;
const [from, to] = process.argv.slice(2).map((path) => resolve(path));
rmSync(to, { recursive: true, force: true });
mkdirSync(to, { recursive: true });

leaveOutHttpClient();
for (const name of ["jsonc-parser", "unbash", "yaml"]) await loadWhenCalled(name);

const licenses = new Map();
for (const entry of ["cli.js", "action.js"]) {
  if (!existsSync(join(from, entry))) continue;
  const { code, assets } = await ncc(join(from, entry), {
    filename: entry,
    esm: true,
    minify: false,
    cache: false,
    quiet: true,
    target: "es2023",
    license: "licenses.txt",
  });
  const files = new Map([[entry, code], ...Object.entries(assets).map(([name, { source }]) => [name, source])]);
  for (const block of String(files.get("licenses.txt") ?? "").split(/\n{3,}/)) licenses.set(block.trim(), true);
  files.delete("licenses.txt");
  files.delete("package.json");
  let total = 0;
  for (const [name, bundled] of files) {
    // ncc leaves the parts that are loaded later unminified.
    const { code: content } = await transform(String(bundled), {
      minify: true,
      keepNames: false,
      format: "esm",
      target: "node20",
      legalComments: "none",
    });
    writeFileSync(join(to, name), content);
    total += content.length;
    console.log(`${String(content.length).padStart(9)}  ${name}`);
  }
  console.log(`${String(total).padStart(9)}  ${entry} with its parts`);
  if (total > sizeLimitBytes) throw new Error(`${entry} with its parts is ${total} bytes; the limit is ${sizeLimitBytes}.`);
}
writeFileSync(join(to, "licenses.txt"), `${[...licenses.keys()].filter(Boolean).join("\n\n\n")}\n`);
chmodSync(join(to, "cli.js"), 0o755);

/**
 * Puts a copy of @actions/core beside the compiled sources that finds no HTTP client: it loads one only to ask for OIDC tokens, which the action never
 * does, and that client (undici) is nine tenths of what the action would read before its first line.
 */
function leaveOutHttpClient() {
  const modules = join(from, "node_modules/@actions");
  cpSync(dirname(dirname(fileURLToPath(import.meta.resolve("@actions/core")))), join(modules, "core"), { recursive: true });
  const client = join(modules, "http-client");
  mkdirSync(join(client, "lib"), { recursive: true });
  writeFileSync(
    join(client, "package.json"),
    JSON.stringify({ name: "@actions/http-client", type: "module", exports: { ".": "./index.js", "./lib/auth": "./lib/auth.js" } }),
  );
  writeFileSync(
    join(client, "index.js"),
    'export class HttpClient {\n  constructor() {\n    throw new Error("The action holds no HTTP client.");\n  }\n}\n',
  );
  writeFileSync(join(client, "lib/auth.js"), "export class BearerCredentialHandler {}\n");
}

/**
 * Bundles a library into a file of its own, and puts beside the compiled sources a package of its name whose functions load that file when the first of them is
 * called. Many runs meet no file that needs it, and node takes longer to read the library than to lint a file. Classes are left out, so importing one fails the build.
 */
async function loadWhenCalled(name) {
  const file = `${name}.cjs`;
  await build({
    entryPoints: [name],
    mainFields: ["module", "main"],
    bundle: true,
    outfile: join(to, file),
    format: "cjs",
    platform: "node",
    target: "node20",
    minify: true,
    legalComments: "none",
  });
  const isFunction = (value) => typeof value === "function" && !/^class\b/.test(Function.prototype.toString.call(value));
  const functions = Object.entries(await import(name)).filter(([key, value]) => key !== "default" && isFunction(value));
  const stub = join(from, "node_modules", name);
  mkdirSync(stub, { recursive: true });
  const { license } = JSON.parse(readFileSync(join("node_modules", name, "package.json"), "utf8"));
  writeFileSync(join(stub, "package.json"), JSON.stringify({ name, license, type: "module", sideEffects: false, exports: "./index.js" }));
  for (const each of readdirSync(join("node_modules", name)).filter((found) => /^license/i.test(found)))
    cpSync(join("node_modules", name, each), join(stub, "LICENSE"));
  const lines = [
    'import { createRequire } from "node:module";',
    "let library;",
    `const loaded = () => (library ??= createRequire(import.meta.url)(${JSON.stringify(`./${file}`)}));`,
    ...functions.map(([key]) => `export const ${key} = (...given) => loaded().${key}(...given);`),
  ];
  writeFileSync(join(stub, "index.js"), `${lines.join("\n")}\n`);
}
