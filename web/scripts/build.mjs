// What Maven calls: installs, builds and checks the web client, each only when something it reads has changed.
// Usage: node scripts/build.mjs install|build|check
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const web = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(web);

const SETTINGS = [
  "package.json",
  "package-lock.json",
  "vite.config.ts",
  "tsconfig.json",
  "biome.json",
  "index.html",
];
const STEPS = {
  install: {
    reads: ["package-lock.json"],
    makes: "node_modules/.package-lock.json",
    stamp: "node_modules/.hearth-stamp",
    run: () => npm("ci", "--ignore-scripts"),
  },
  build: {
    reads: [...SETTINGS, "src", "public", "fake"],
    makes: "dist/index.html",
    stamp: "target/build-stamp",
    run: () => npm("run", "build"),
  },
  check: {
    reads: [...SETTINGS, "src", "public", "fake", "test", "scripts", "../protocol/src/main/proto"],
    makes: "dist/index.html",
    stamp: "target/check-stamp",
    run: () => npm("run", "check"),
  },
};

function npm(...args) {
  // One string with a shell, because npm is a script on some systems.
  execFileSync(`npm ${args.join(" ")}`, { stdio: "inherit", shell: true });
}

function filesOf(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function digest(paths) {
  const hash = createHash("sha256");
  for (const file of paths.flatMap(filesOf)) hash.update(file).update("\0").update(readFileSync(file));
  return hash.digest("hex");
}

const step = STEPS[process.argv[2]];
if (step === undefined) throw new Error(`usage: node scripts/build.mjs ${Object.keys(STEPS).join("|")}`);
const now = digest(step.reads);
const isFresh = existsSync(step.makes) && existsSync(step.stamp) && readFileSync(step.stamp, "utf8") === now;
if (!isFresh) {
  step.run();
  mkdirSync(dirname(step.stamp), { recursive: true });
  writeFileSync(step.stamp, now);
}
