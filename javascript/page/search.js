/* Search: what it needs is loaded when it is first used, all at once. What is typed meanwhile waits in the box. */
import { SETUP } from "../search/messages.js"

// Where it loads sooner, nothing is said of loading.
const PATIENCE = 300
// Whether the keys that open the search are off, on this device.
const KEPT = "search-shortcuts"
const dialog = document.getElementById("search")
if (dialog) {
  const root = new URL(dialog.dataset.root, location.href)
  const [input, status, again, body] = ["input", "[data-part='status']", "[data-part='again']", "[data-part='body']"]
    .map((part) => dialog.querySelector(part))
  const asked = new URLSearchParams(location.search)
  let failures = 0
  // A module that did not come is not asked for again under the same name.
  const script = new URL(dialog.dataset.script, location.href)
  const load = () => import(failures ? `${script}?${failures}` : script).catch((error) => {
    failures += 1
    throw error
  })
  const index = async () => {
    const answer = await fetch(dialog.dataset.index)
    if (!answer.ok) throw new Error(answer.statusText)
    return answer.json()
  }
  let started
  let entered = false // Whether what stands in the box was sent, too.
  const start = () => {
    if (started) return
    started = true
    again.hidden = true
    status.textContent = ""
    body.ariaBusy = "true"
    const late = setTimeout(() => { status.textContent = status.dataset.loading }, PATIENCE)
    const worker = new Worker(dialog.dataset.worker)
    const engine = { worker, index: index() }
    // It asks for its own scripts when it is told of an index: an empty one will do, while the real one is on its way.
    const config = { lang: ["vi"], separator: " ", pipeline: [], fields: {} }
    worker.postMessage({ type: SETUP, data: { config, docs: [], options: { suggest: false } } })
    // It may fail before anyone listens: it is told later.
    engine.index.catch(() => {})
    load().then((module) => module.start(dialog, root, { ...engine, entered })).catch(() => {
      worker.terminate()
      started = false
      body.removeAttribute("aria-busy")
      again.hidden = false
      status.textContent = status.dataset.failed
    }).finally(() => clearTimeout(late))
  }
  const open = () => {
    start()
    if (!dialog.open) dialog.showModal()
    input.focus()
    input.select()
  }

  const button = document.querySelector(".c-search-button")
  for (const type of ["pointerdown", "focus"]) button.addEventListener(type, start)
  button.addEventListener("click", open)
  again.addEventListener("click", () => {
    start()
    input.focus()
  })
  dialog.querySelector("[role='search']").addEventListener("submit", (event) => {
    event.preventDefault()
    entered = true
  })
  input.addEventListener("input", () => { entered = false })
  dialog.addEventListener("close", () => { entered = false })
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return
    // A box of this kind would empty itself first.
    event.preventDefault()
    dialog.close()
  })
  /* Who dictates to the computer or strikes keys by chance can do without them (WCAG 2.1.4). Where nothing may be kept,
     they work until the page is left. */
  const shortcuts = dialog.querySelector("[data-part='shortcuts']")
  const kept = (read) => { try { return read(localStorage) } catch { return null } }
  shortcuts.checked = kept((storage) => storage.getItem(KEPT)) !== "off"
  shortcuts.addEventListener("change", () => {
    kept((storage) => shortcuts.checked ? storage.removeItem(KEPT) : storage.setItem(KEPT, "off"))
  })
  document.addEventListener("keydown", (event) => {
    if (!shortcuts.checked || dialog.open || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.target.isContentEditable || event.target.matches?.("input, textarea, select")) return
    if (event.key !== "/" && event.key !== "s") return
    // The key is not typed into the box.
    event.preventDefault()
    open()
  })
  if (asked.has("q")) {
    input.value = asked.get("q").slice(0, input.maxLength)
    open()
  }
  if (asked.has("h")) {
    const [article, { lang }] = [document.querySelector("article"), document.documentElement]
    // Without it the page is as good, and has no marks.
    load().then((module) => module.highlight(article, asked.get("h"), lang), () => {})
  }
}
