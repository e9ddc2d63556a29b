// Keeps the page's own files, so that it starts at once, and without a network. Knows nothing of anybody's messages.
// The build fills in the list; with it every build is another worker, which is how a new version is found.
const FILES = [];
const ROOT = new URL("./", self.location.href);
const PAGE = new URL("c/", ROOT).href;
const CACHE = "hearth-shell";
/** So long the network may take to show the newest page before the kept one is shown. */
const PATIENCE_MS = 400;

const addressOf = (name) => new URL(name, ROOT).href;

self.addEventListener("install", (event) => event.waitUntil(keepAll()));

self.addEventListener("activate", (event) => event.waitUntil(dropOld().then(() => self.clients.claim())));

self.addEventListener("message", ({ data }) => {
  if (data === "take over") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || !url.href.startsWith(ROOT.href)) return;
  const path = url.href.slice(ROOT.href.length).split(/[?#]/)[0];
  if (request.mode === "navigate" && (path === "" || path === "c" || path.startsWith("c/")))
    event.respondWith(page(event));
  else if (FILES.includes(path)) event.respondWith(file(request));
});

async function keepAll() {
  const cache = await caches.open(CACHE);
  await cache.add(new Request(PAGE, { cache: "no-cache" }));
  const missing = [];
  for (const name of FILES) if ((await cache.match(addressOf(name))) === undefined) missing.push(addressOf(name));
  await cache.addAll(missing);
}

async function dropOld() {
  const cache = await caches.open(CACHE);
  const wanted = new Set([PAGE, ...FILES.map(addressOf)]);
  for (const { url } of await cache.keys()) if (!wanted.has(url)) await cache.delete(url);
}

/** Names of files carry a digest of their content: what is kept is right for ever. */
async function file(request) {
  return (await caches.match(request.url)) ?? fetch(request);
}

/** The newest page if the network is quick, else the kept one. */
async function page(event) {
  const cache = await caches.open(CACHE);
  const asked = fetch(event.request).then(async (answer) => {
    if (answer.ok && !answer.redirected) await cache.put(PAGE, answer.clone());
    return answer;
  });
  event.waitUntil(asked.catch(() => {}));
  const kept = await cache.match(PAGE);
  if (kept === undefined) return asked;
  const late = new Promise((resolve) => setTimeout(() => resolve(kept), PATIENCE_MS));
  return Promise.race([asked.then((answer) => (answer.ok ? answer : kept)).catch(() => kept), late]);
}
