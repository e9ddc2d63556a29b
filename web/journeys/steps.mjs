/** Names what a journey does, so that a failure says where it was. */
export async function step(name, work) {
  const begun = performance.now();
  try {
    const result = await work();
    console.log(`ok ${name} (${Math.round(performance.now() - begun)} ms)`);
    return result;
  } catch (failure) {
    console.log(`not ok ${name}`);
    throw failure;
  }
}

export function check(isTrue, what) {
  if (!isTrue) throw new Error(`not so: ${what}`);
}

export function same(actual, expected, what) {
  const [left, right] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (left !== right) throw new Error(`${what}\n  is     ${left}\n  should ${right}`);
}

/** Looks again until it is so. What the page shows is asked for, never guessed by a pause. */
export async function until(what, look, limitMs = 30_000) {
  const end = performance.now() + limitMs;
  let last;
  while (performance.now() < end) {
    try {
      last = await look();
      if (last) return last;
    } catch (failure) {
      last = failure;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`waited ${limitMs} ms in vain for: ${what}; the last look gave ${last}`);
}
