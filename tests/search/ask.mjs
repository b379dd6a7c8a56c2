/* Puts questions to a built site as its readers' browsers do: node ask.mjs FOLDER [en/ [MOST]] < questions.json

   The worker is the one that the home page names, loaded from the site as it is, with what it imports; the index is
   the language's own. Reads a list of questions; prints, for each, what was found in order, and how long it took. With
   MOST, only the places of so many entries are printed. */
import { readFileSync } from "node:fs"
import { dirname, join, resolve } from "node:path"
import { performance } from "node:perf_hooks"
import vm from "node:vm"

const [folder, prefix = "", most] = process.argv.slice(2)
const page = readFileSync(join(folder, prefix, "index.html"), "utf8")
// Our dialog names it, or the settings of the theme.
const [, ours, theirs] = /data-worker="([^"]+)"|"search": ?"([^"]+)"/.exec(page)
const program = join(folder, prefix, ours ?? theirs)

const answers = []
const tasks = []
let listen
const worker = {
  console: { ...console, warn: (...said) => console.error(...said) },
  performance,
  addEventListener: (_, listener) => (listen = listener),
  setTimeout: (task) => tasks.push(task),
  postMessage: (message) => answers.push(structuredClone(message)),
  importScripts: (...names) => names.forEach((name) => load(resolve(dirname(program), name))),
}
worker.self = worker
vm.createContext(worker)
const load = (file) => vm.runInContext(readFileSync(file, "utf8"), worker, { filename: file })

const ask = async (message) => {
  // Messages come from the page as copies made in the worker's own world.
  worker.told = JSON.stringify(message)
  await listen({ data: vm.runInContext("JSON.parse(told)", worker) })
  return answers.pop()
}

load(program)
const index = JSON.parse(readFileSync(join(folder, prefix, "search/search_index.json"), "utf8"))
const started = performance.now()
const { type } = await ask({ type: 0, data: { ...index, options: { suggest: false } } })
const ready = performance.now() - started
if (type !== 1) throw new Error(`the worker is not ready: it answered ${type}`)

const found = []
for (const question of JSON.parse(readFileSync(0, "utf8"))) {
  const asked = performance.now()
  const { type, data } = await ask({ type: 2, data: question })
  if (type !== 3) throw new Error(`no answer to ${question}: ${type}`)
  const entries = data.items.flat().filter(({ score }) => score !== 0).sort((a, b) => b.score - a.score)
  const took = performance.now() - asked
  // What comes after the answer.
  for (const task of tasks.splice(0)) task()
  const { other } = answers.pop()?.data ?? { other: 0 }
  const told = most ? entries.slice(0, most).map(({ location }) => ({ location })) : entries
  found.push({ question, took, ...data.found, other, entries: told })
}
process.stdout.write(JSON.stringify({ ready, entries: index.docs.length, found }))
