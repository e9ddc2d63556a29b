/** What the tools do not check: sizes, words that are not to be used, texts that are missing or idle. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { en } from "../src/view/text/en";
import { zh } from "../src/view/text/zh";

const files = (folder: string, pattern: RegExp) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && pattern.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.includes(join("protocol", "gen")));
const read = (file: string) => readFileSync(file, "utf8");
const sources = files("src", /\.(ts|vue)$/);

test("no file is longer than its limit", () => {
  for (const file of sources) expect(read(file).split("\n").length, file).toBeLessThanOrEqual(400);
  for (const file of files("test", /\.ts$/))
    expect(read(file).split("\n").length, file).toBeLessThanOrEqual(600);
});

test("nothing is ever read as HTML or as code", () => {
  const forbidden = /v-html|innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/;
  for (const file of sources) expect(forbidden.test(read(file)), file).toBe(false);
});

describe("texts", () => {
  const view = sources.filter((file) => file.includes("view") && !file.includes(join("view", "text")));
  const used = new Set(
    view.flatMap((file) => [...read(file).matchAll(/\bt\.([a-zA-Z]+)/g)].map((match) => match[1] ?? "")),
  );

  test("both catalogues have the same keys", () => {
    expect(Object.keys(zh).sort()).toEqual(Object.keys(en).sort());
    for (const [key, text] of Object.entries(zh))
      expect(typeof text, key).toBe(typeof en[key as keyof typeof en]);
  });

  test("every text is used, and every used text is there", () => {
    expect([...used].sort()).toEqual(Object.keys(en).sort());
  });

  test("no component says anything that is not in a catalogue", () => {
    for (const file of view.filter((each) => each.endsWith(".vue") && !each.includes("Settings"))) {
      const template = read(file).split("<template>")[1] ?? "";
      const words =
        template
          .replace(/"[^"]*"/g, "")
          .replace(/\{\{[^}]*\}\}|<[^>]*>/g, " ")
          .match(/[A-Za-z\u4e00-\u9fff]{2,}/g) ?? [];
      expect(words, file).toEqual([]);
    }
  });
});

describe.skipIf(!existsSync("dist/index.html"))("the built page", () => {
  const html = () => read("dist/index.html");
  const size = (name: string) => gzipSync(readFileSync(join("dist", name))).length;

  test("loads at most 120 kB of script and 15 kB of style before it works", () => {
    const names = (pattern: RegExp) => [...html().matchAll(pattern)].map((match) => match[1] ?? "");
    const scripts = names(/(?:src|modulepreload"[^>]*href)="\.?\/?(assets\/[^"]+\.js)"/g);
    const styles = names(/href="\.?\/?(assets\/[^"]+\.css)"/g);
    // What the first script imports at once is loaded at once, also where the page does not name it.
    const all = new Set(scripts);
    for (const name of all) {
      for (const match of read(join("dist", name)).matchAll(/(?:from|^import|;import)\s*"\.\/([^"]+\.js)"/gm))
        all.add(`assets/${match[1]}`);
    }
    expect(all.size).toBeGreaterThan(0);
    expect([...all].reduce((sum, name) => sum + size(name), 0)).toBeLessThanOrEqual(120 * 1024);
    expect(styles.reduce((sum, name) => sum + size(name), 0)).toBeLessThanOrEqual(15 * 1024);
  });

  test("keeps each part that is loaded later below 30 kB, and every asset compressed twice", () => {
    for (const name of readdirSync("dist/assets").filter((each) => each.endsWith(".js"))) {
      if (!html().includes(name) && !name.startsWith("text-"))
        expect(size(join("assets", name)), name).toBeLessThanOrEqual(30 * 1024);
      expect(existsSync(join("dist/assets", `${name}.br`)), name).toBe(true);
      expect(existsSync(join("dist/assets", `${name}.gz`)), name).toBe(true);
    }
  });

  test("has no script of its own but the configuration", () => {
    const inline = [...html().matchAll(/<script(?![^>]*\bsrc=)([^>]*)>/g)].map((match) => match[1]);
    expect(inline).toEqual([' type="application/json" id="config"']);
    expect(html()).not.toMatch(/<style|\son[a-z]+=|style="/);
  });
});
