import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { PAGE_HEADERS } from "../fake/headers";
import { readConfig } from "../src/model/config";

const PAGE = readFileSync("index.html", "utf8");
const CONFIG = /<script type="application\/json" id="config">([\s\S]*?)<\/script>/g;

/** What a page server relies on, as README.md tells it. */
describe("the page as it is filled in", () => {
  it("has one base and one configuration", () => {
    expect(PAGE.split('<base href="/" />')).toHaveLength(2);
    expect(PAGE.match(/<base\b/g)).toHaveLength(1);
    expect([...PAGE.matchAll(CONFIG)]).toHaveLength(1);
  });

  it("carries the defaults as its configuration", () => {
    const [, text] = [...PAGE.matchAll(CONFIG)][0] ?? [];
    expect(JSON.parse(text ?? "")).toEqual(readConfig("{}"));
  });

  it("names everything after the base, and nothing by an absolute path but the source that the build replaces", () => {
    expect(PAGE.indexOf("<base")).toBeLessThan(PAGE.indexOf('href="icon.svg"'));
    expect([...PAGE.matchAll(/(?:src|href)="\/([^"]*)"/g)].map((match) => match[1])).toEqual([
      "",
      "src/main.ts",
    ]);
  });

  it("holds no script and no style of its own, which its policy would stop", () => {
    expect(PAGE).not.toMatch(/<style|\sstyle=|\son[a-z]+=/);
    for (const [, attributes, body] of PAGE.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g))
      expect(attributes?.includes("application/json") || body === "").toBe(true);
  });

  it("is tried with the very headers that README.md asks for", () => {
    const readme = readFileSync("README.md", "utf8");
    for (const [name, value] of Object.entries(PAGE_HEADERS)) expect(readme).toContain(`${name}: ${value}`);
  });

  it("reads a configuration with characters that a page must escape", () => {
    expect(readConfig('{"basePath":"/\\u003c/script>"}').basePath).toBe("/</script>");
    expect(readConfig("nonsense")).toEqual(readConfig("{}"));
  });
});
