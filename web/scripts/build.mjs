// What Maven calls: installs, builds and checks the web client, each only when something it reads has changed.
// Usage: node scripts/build.mjs install|build|gates|test
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
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
const SOURCES = [...SETTINGS, "src", "public", "fake", "test", "scripts"];
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
    run: () => {
      npm("run", "build");
      // Names carry digests: without this, the jar would keep what earlier builds made.
      for (const output of ["target/classes", "target/quick/classes"])
        rmSync(join(output, "META-INF/web"), { recursive: true, force: true });
    },
  },
  gates: {
    reads: SOURCES,
    makes: "dist/index.html",
    stamp: "target/gates-stamp",
    run: () => npm("run", "gates"),
  },
  test: {
    reads: [...SOURCES, "../protocol/src/main/proto", "../protocol/src/test/resources"],
    makes: "dist/index.html",
    stamp: "target/test-stamp",
    run: () => npm("run", "test"),
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
