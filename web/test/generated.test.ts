import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
// @ts-expect-error a script without types
import { findProtoc, generate, schemaDigest } from "../scripts/generate-protocol.mjs";
import { traitsOfClose, traitsOfError } from "../src/protocol/catalogue";
import { CloseCode, ErrorCode } from "../src/protocol/gen/hearth/v1/catalogue_pb";

const GEN = "src/protocol/gen";
const text = (folder: string, name: string) => readFileSync(join(folder, name), "utf8");

test("the generated code is of this schema (else: npm run generate)", () => {
  expect(text(GEN, "SCHEMA").trim()).toBe(schemaDigest());
});

test.skipIf(findProtoc() === undefined)("generating again changes nothing", () => {
  const out = join(mkdtempSync(join(tmpdir(), "hearth-gen-")), "gen");
  generate(out);
  const names = readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(out.length + 1));
  for (const name of names) expect(text(GEN, name), name).toBe(text(out, name));
});

test("every code of the catalogue has its traits", () => {
  const numbers = (codes: object) => Object.values(codes).filter((each): each is number => Number(each) > 0);
  expect(traitsOfError(ErrorCode.OVERLOADED)).toEqual({ fault: "server", retry: "same", retryAfterMs: 500 });
  expect(traitsOfClose(CloseCode.SESSION_REPLACED).retry).toBe("never");
  expect(traitsOfClose(1006).retry).toBe("same");
  const source = text(GEN, "catalogue.ts");
  for (const code of numbers(ErrorCode)) expect(source).toContain(`[ErrorCode.${ErrorCode[code]}]`);
  for (const code of numbers(CloseCode)) expect(source).toContain(`[CloseCode.${CloseCode[code]}]`);
});
