import { createInterface } from "node:readline";

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

/** Orders to whoever started this journey: a line out, a line back. By hand nobody answers, so it says what to do. */
async function order(what) {
  console.log(`@${what}`);
  const { value, done } = await lines.next();
  if (done || value !== "done") throw new Error(`nobody did: ${what}`);
}

/** Ends the product as a power cut would, and starts it on the same port. */
export const killAndStart = () => order("kill-and-start");

/** Ends the product as a power cut would. */
export const kill = () => order("kill");

/** Starts the product on the same port. */
export const start = () => order("start");

/** Nobody has to answer any more. */
export const endOrders = () => process.stdin.destroy();
