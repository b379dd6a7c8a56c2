/* Builds the scripts and the style sheet of the site: node javascript/build.mjs [the folder to build into]. What it makes
   is committed, so that building the site needs no Node; a test holds the two together. */
import { dirname, join, resolve } from "node:path"
import { fileURLToPath } from "node:url"
import { build } from "esbuild"

const here = dirname(fileURLToPath(import.meta.url))
const folder = resolve(process.argv[2] ?? join(here, "../overrides/assets"))

/* What is loaded by a <script> or by importScripts is an `iife`; what is loaded by import() is an `esm`. */
const stemmer = " Holds stemmer, (c) 2014 Titus Wormer, MIT: see assets/stemmer-licence.txt."
const assets = [
  { source: "../styles/site.css", made: "compendium.css" },
  { source: "page.js", made: "compendium.js", format: "iife" },
  { source: "search/dialog.js", made: "search.js", format: "esm", holds: stemmer },
  // The theme's search worker asks for it by this name.
  { source: "search/worker.js", made: "javascripts/lunr/min/lunr.vi.min.js", format: "iife", holds: stemmer },
]

for (const { source, made, format, holds = "" } of assets) {
  await build({
    absWorkingDir: here,
    entryPoints: [source],
    outfile: join(folder, made),
    format,
    bundle: true,
    target: "es2022",
    charset: "utf8",
    minify: true,
    banner: {
      js: `/* Built from javascript/ by \`make scripts\`; edit that instead.${holds} */`,
      css: "/* Built from styles/ by `make scripts`; edit that instead. */",
    },
    logLevel: "warning",
    // esbuild has said what is wrong, and where.
  }).catch(() => process.exit(1))
}
