import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import vue from "@vitejs/plugin-vue";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";
import { fakeServer } from "./fake/plugin.ts";

/** The service worker keeps what was built with it. */
function fillWorker() {
  const names = readdirSync("dist/assets").filter((name) => /\.(?:js|css)$/.test(name));
  const files = [...names.map((name) => `assets/${name}`), "icon.svg", "icon-unread.svg"];
  const worker = readFileSync("dist/sw.js", "utf8");
  writeFileSync("dist/sw.js", worker.replace("const FILES = [];", `const FILES = ${JSON.stringify(files)};`));
}

/** Files are compressed once, when they are built, not at every request. */
function compressed(): Plugin {
  const isText = (name: string) => /\.(?:js|css|html|svg|json|webmanifest)$/.test(name);
  return {
    name: "hearth-compressed",
    apply: "build",
    closeBundle() {
      fillWorker();
      for (const entry of readdirSync("dist", { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || !isText(entry.name) || entry.name === "index.html") continue;
        const file = join(entry.parentPath, entry.name);
        const bytes = readFileSync(file);
        writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
        const params = {
          [constants.BROTLI_PARAM_QUALITY]: 11,
          [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
        };
        writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params }));
      }
    },
  };
}

export default defineConfig(({ mode }) => ({
  // Relative, so that the page works below any prefix.
  base: "./",
  plugins: [vue(), compressed(), ...(mode === "fake" ? [fakeServer()] : [])],
  define: { __VUE_OPTIONS_API__: "false", __VUE_PROD_DEVTOOLS__: "false" },
  build: {
    target: "es2022",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 400,
  },
  test: {
    environment: "happy-dom",
    include: ["test/**/*.test.ts"],
    restoreMocks: true,
    // A test ends by what it awaits; this is for one that never would, on a machine that is busy.
    testTimeout: 60_000,
  },
}));
