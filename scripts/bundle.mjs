/**
 * Bundles the compiled sources of one directory into another: `node scripts/bundle.mjs lib dist`. Prints each file with its size.
 *
 * ncc makes one file of each library, with its license. rolldown joins the sources: what a usual lint needs is one part, because node takes longer to find and
 * compile many parts than to lint a file, and what it does not need are parts that are loaded later.
 */
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import ncc from "@vercel/ncc";
import { rolldown } from "rolldown";

const sizeLimitBytes = 1_500_000;
const [from, to] = process.argv.slice(2).map((path) => resolve(path));
/** Where ncc finds the libraries, apart from the sources, which find the packages of `packageFor`. */
const libraries = join(from, "libraries");
rmSync(to, { recursive: true, force: true });
mkdirSync(to, { recursive: true });
mkdirSync(libraries, { recursive: true });

leaveOutHttpClient();
const licenses = new Set();
for (const name of ["jsonc-parser", "unbash", "yaml"]) await packageFor(name, { isLoadedWhenCalled: true });
for (const name of ["@actions/core", "@actions/exec"]) await packageFor(name, { isLoadedWhenCalled: false });
writeFileSync(join(to, "licenses.txt"), `${[...licenses].join("\n\n\n")}\n`);

const entries = { cli: join(from, "cli.js"), action: join(from, "action.js") };
const ofUsualLint = await modulesOf(
  ["commands/main.js", "commands/lint.js", ...["text", "json", "github", "summary"].map((name) => `reporters/lint/${name}.js`)].map(
    (path) => join(from, path),
  ),
);
const chunks = await chunksOf(entries, [{ name: "lint", test: (id) => ofUsualLint.has(id) }]);
for (const { fileName, code } of chunks) writeFileSync(join(to, fileName), code);
let total = 0;
for (const name of readdirSync(to).sort()) {
  const { length } = readFileSync(join(to, name));
  total += length;
  console.log(`${String(length).padStart(9)}  ${name}`);
}
console.log(`${String(total).padStart(9)}  in all`);
if (total > sizeLimitBytes) throw new Error(`The bundles are ${total} bytes; the limit is ${sizeLimitBytes}.`);
chmodSync(join(to, "cli.js"), 0o755);

/** The parts that a set of entries makes; a library that `packageFor` did not bundle is an error. */
async function chunksOf(input, groups) {
  const bundle = await rolldown({
    input,
    platform: "node",
    external: /^node:/,
    onLog(level, log, handle) {
      // A reporter that another one uses is loaded with it.
      if (log.code === "INEFFECTIVE_DYNAMIC_IMPORT") return;
      if (level === "warn") throw new Error(log.message);
      handle(level, log);
    },
  });
  const { output } = await bundle.generate({
    format: "esm",
    minify: true,
    comments: false,
    entryFileNames: "[name].js",
    chunkFileNames: "[name].js",
    codeSplitting: { groups },
  });
  await bundle.close();
  return output;
}

/** The modules that are loaded with some of them. */
async function modulesOf(paths) {
  const chunks = await chunksOf(paths, []);
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const found = new Set();
  const add = (chunk) => {
    if (!chunk || found.has(chunk)) return;
    found.add(chunk);
    for (const name of chunk.imports) add(byName.get(name));
  };
  for (const chunk of chunks) if (chunk.isEntry) add(chunk);
  return new Set([...found].flatMap(({ moduleIds }) => moduleIds));
}

/**
 * Puts a copy of @actions/core beside the compiled sources that finds no HTTP client: it loads one only to ask for OIDC tokens, which the action never
 * does, and that client (undici) is nine tenths of what the action would read before its first line.
 */
function leaveOutHttpClient() {
  const modules = join(libraries, "node_modules/@actions");
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
 * Bundles a library into a file of its own, and puts beside the compiled sources a package of its name that loads that file: when the first of its functions is
 * called, or at once. Many runs meet no file that needs the library, and node takes longer to read it than to lint a file. Classes are left out of what is
 * loaded when it is called, so importing one fails the build.
 */
async function packageFor(name, { isLoadedWhenCalled }) {
  const file = `${name.replace("@", "").replace("/", "-")}.cjs`;
  const entry = join(libraries, `${file}.js`);
  writeFileSync(entry, `export * from ${JSON.stringify(modernEntry(name))};\n`);
  const { code, assets } = await ncc(entry, {
    filename: file,
    esm: false,
    minify: true,
    cache: false,
    quiet: true,
    target: "es2023",
    license: "licenses.txt",
  });
  writeFileSync(join(to, file), code);
  const own = String(assets["licenses.txt"]?.source ?? "")
    .split(/\n{3,}/)
    .map((text) => text.trim());
  if (!own.some(Boolean)) throw new Error(`No license of ${name} was found.`);
  for (const text of own) if (text) licenses.add(text);

  const isFunction = (value) => typeof value === "function" && !/^class\b/.test(Function.prototype.toString.call(value));
  const exported = Object.entries(await import(name)).filter(([key]) => key !== "default");
  const lines = isLoadedWhenCalled
    ? [
        "let library;",
        `const loaded = () => (library ??= createRequire(import.meta.url)(${JSON.stringify(`./${file}`)}));`,
        ...exported
          .filter(([, value]) => isFunction(value))
          .map(([key]) => `export const ${key} = (...given) => loaded().${key}(...given);`),
      ]
    : [`export const { ${exported.map(([key]) => key).join(", ")} } = createRequire(import.meta.url)(${JSON.stringify(`./${file}`)});`];
  const stub = join(from, "node_modules", name);
  mkdirSync(stub, { recursive: true });
  writeFileSync(join(stub, "package.json"), JSON.stringify({ name, type: "module", sideEffects: false, exports: "./index.js" }));
  writeFileSync(join(stub, "index.js"), `${['import { createRequire } from "node:module";', ...lines].join("\n")}\n`);
}

/** What to bundle of a library: its modules, where it has some beside what it gives to `require`. */
function modernEntry(name) {
  const folder = join("node_modules", name);
  const { module, exports } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const path = module ?? exports?.["."]?.default;
  const isCopied = existsSync(join(libraries, "node_modules", name));
  return isCopied || typeof path !== "string" ? name : resolve(folder, path);
}
