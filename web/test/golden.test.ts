import { readdirSync, readFileSync } from "node:fs";
import { type DescMessage, fromBinary, fromJson, type JsonValue, toBinary, toJson } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { readFrame } from "../src/protocol/frames";
import { RequestSchema, ServerFrameSchema } from "../src/protocol/gen/hearth/v1/frame_pb";

/** Released frames that the Java program runs too: both sides read and write the same bytes (G14). */
interface Vector {
  readonly name: string;
  readonly direction: "client" | "server";
  readonly json: JsonValue;
  readonly protoHex: string;
}

const FOLDER = "../protocol/src/test/resources/golden/v1";
const vectors = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".json"))
  .flatMap((name) => JSON.parse(readFileSync(`${FOLDER}/${name}`, "utf8")) as Vector[]);
const schemaOf = ({ direction }: Vector): DescMessage =>
  direction === "client" ? RequestSchema : ServerFrameSchema;
const bytesOf = ({ protoHex }: Vector) => Uint8Array.from(Buffer.from(protoHex, "hex"));

test("there are golden vectors", () => {
  expect(vectors.length).toBeGreaterThan(0);
});

test.each(vectors)("golden vector $name: both encodings hold the same frame, byte for byte", (vector) => {
  const schema = schemaOf(vector);
  const decoded = fromBinary(schema, bytesOf(vector));
  expect(toJson(schema, decoded)).toEqual(toJson(schema, fromJson(schema, vector.json)));
  expect(Buffer.from(toBinary(schema, fromJson(schema, vector.json))).toString("hex")).toBe(vector.protoHex);
});

const told = vectors.filter(({ direction, name }) => direction === "server" && !name.startsWith("edge"));

test.each(told)("golden vector $name: this client understands it", (vector) => {
  expect(readFrame(bytesOf(vector)).kind).not.toBe("unknown");
});
