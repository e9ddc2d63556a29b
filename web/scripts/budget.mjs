// Measures the built page against its budgets and fails above them. Usage: node scripts/budget.mjs [DIST]
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";

const dist = process.argv[2] ?? "dist";
const KB = 1024;
const BUDGET = { script: 120 * KB, style: 15 * KB, chunk: 30 * KB, page: 4 * KB };

const sizeOf = (path) => gzipSync(readFileSync(path), { level: 9 }).length;
const shown = (bytes) => `${(bytes / KB).toFixed(1)} kB`;

const page = readFileSync(join(dist, "index.html"), "utf8");
const isFirst = (name) => page.includes(`/${name}"`);
const files = readdirSync(join(dist, "assets"))
  .filter((name) => /\.(?:js|css)$/.test(name))
  .map((name) => ({ name, bytes: sizeOf(join(dist, "assets", name)) }));
const sum = (ending) =>
  files
    .filter(({ name }) => name.endsWith(ending) && isFirst(name))
    .reduce((all, each) => all + each.bytes, 0);

const lines = [
  { what: "scripts of the first load", bytes: sum(".js"), most: BUDGET.script },
  { what: "styles of the first load", bytes: sum(".css"), most: BUDGET.style },
  { what: "page", bytes: sizeOf(join(dist, "index.html")), most: BUDGET.page },
  ...files
    .filter(({ name }) => !isFirst(name))
    .map(({ name, bytes }) => ({ what: `loaded later: ${basename(name)}`, bytes, most: BUDGET.chunk })),
];
for (const { what, bytes, most } of lines)
  console.log(`${bytes > most ? "OVER" : "  ok"} ${shown(bytes).padStart(9)} of ${shown(most)}  ${what}`);
if (sum(".js") === 0)
  throw new Error("index.html names no script of assets/: has the build changed its form?");
const over = lines.filter(({ bytes, most }) => bytes > most);
if (over.length > 0) {
  console.error(`${over.length} over budget: load it later, or take out what it does not need`);
  process.exit(1);
}
