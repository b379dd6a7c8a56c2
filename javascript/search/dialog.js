/* The search dialog: asks the theme's search worker, and shows what it finds. It is loaded when search is first used;
   page.js has opened the dialog by then. All that it says stands in the page, in the page's language. */
import { steer } from "./keys.js"
import { highlight, mended } from "./marks.js"
import { COUNT, QUESTION, READY, RESULT, SETUP } from "./messages.js"
import { result } from "./results.js"
import { standIn } from "./stand-in.js"

export { highlight }

const FIRST = 20
const SCREEN = 3
// An answer is announced when the reader stops typing, and not at each letter.
const PAUSE = 400

let view

/** Joins the dialog to a worker and an index that are on their way. Rejects where the index does not come. */
export async function start(dialog, base, { worker, index, entered }) {
  view ??= wire(dialog, base, entered)
  const { config, docs } = await index
  // It is ready twice: before that for an empty index, which made it load its scripts.
  worker.onmessage = ({ data: { type, entries } }) => {
    if (type !== READY || !entries) return
    stand.stop()
    view.answeredBy(worker)
  }
  worker.postMessage({ type: SETUP, data: { config, docs, options: { suggest: false } } })
  const stand = standIn(config, docs)
  view.answeredBy(stand)
}

function wire(dialog, base, entered) {
  const part = (name) => dialog.querySelector(`[data-part="${name}"]`)
  const [body, list, all, none, hint] = ["body", "list", "all", "none", "hint"].map(part)
  const [status, suggestion, other] = ["status", "suggestion", "other"].map(part)
  const input = dialog.querySelector("input")
  const template = dialog.querySelector("template").content.firstElementChild
  const language = document.documentElement.lang
  const figures = new Intl.NumberFormat(language)
  const fill = (text, count) => text.replace("{count}", figures.format(count))
  const question = () => input.value.slice(0, input.maxLength).trim()

  let worker
  let entries = []
  let asked // What the worker was asked last …
  let busy = false // … and whether it still owes the answer.
  let shown // The question whose answer is shown …
  let number // … and the number of that answer.
  let follow = entered // Whether Enter was pressed before the answer came.
  let typed = 0 // When the reader last typed.
  let pause

  const say = (text) => {
    clearTimeout(pause)
    pause = setTimeout(() => { status.textContent = text }, typed + PAUSE - performance.now())
  }

  const ask = () => {
    if (!worker || busy) return
    asked = question()
    if (!asked) return clear()
    if (asked === shown) return
    busy = true
    worker.postMessage({ type: QUESTION, data: asked })
  }

  const clear = () => {
    entries = []
    shown = ""
    number = undefined
    list.replaceChildren()
    for (const element of [all, none, suggestion, other]) element.hidden = true
    hint.hidden = false
    clearTimeout(pause)
    status.textContent = ""
  }

  const show = ({ items, found, answer: told }) => {
    entries = items.flat().filter((entry) => entry.score).sort((a, b) => b.score - a.score)
    const { total } = found
    shown = asked
    number = told
    list.replaceChildren(...entries.slice(0, SCREEN).map(item))
    // What is out of sight can wait for what is in it.
    const answer = entries
    setTimeout(() => { if (answer === entries) list.append(...entries.slice(SCREEN, FIRST).map(item)) })
    body.scrollTop = 0
    hint.hidden = true
    none.hidden = total > 0
    all.hidden = entries.length <= FIRST
    all.textContent = fill(all.dataset.text, entries.length)
    suggestion.hidden = !found.suggestion
    suggestion.querySelector("button").textContent = found.suggestion ? mended(asked, found.suggestion) : ""
    const { none: nothing, partial, one, many } = status.dataset
    const said = total ? fill(found.partial ? partial : total === 1 ? one : many, total) : nothing
    say(found.suggestion ? `${said}. ${suggestion.textContent}` : said)
    if (follow) open()
  }

  const count = ({ other: total, answer }) => {
    if (answer !== number) return
    other.hidden = !total
    const link = other.querySelector("a")
    link.textContent = fill(other.dataset.text, total)
    const there = new URL(link.href)
    there.searchParams.set("q", shown)
    link.href = there
  }

  const item = (entry) => result(entry, template, { base, language, kinds: list.dataset })

  const open = () => {
    follow = false
    list.querySelector("a")?.click()
  }

  const search = (text) => {
    input.value = text
    input.focus()
    ask()
  }

  input.addEventListener("input", () => {
    typed = performance.now()
    follow = false
    ask()
  })
  dialog.querySelector('[role="search"]').addEventListener("submit", () => {
    if (worker && shown === question()) open()
    else follow = true
  })
  suggestion.querySelector("button").addEventListener("click", (event) => search(event.currentTarget.textContent))
  all.addEventListener("click", () => {
    const rest = entries.slice(FIRST).map(item)
    list.append(...rest)
    all.hidden = true
    rest[0].querySelector("a").focus()
  })

  dialog.addEventListener("keydown", (event) => steer(event, input, body))

  // A press that began in the panel, such as one that selects text, may end outside.
  let outside = false
  dialog.addEventListener("pointerdown", (event) => { outside = event.target === dialog })
  dialog.addEventListener("click", (event) => {
    if (outside && event.target === dialog) dialog.close()
  })

  // A result on this very page: the dialog gives way to it, and nothing is loaded again.
  list.addEventListener("click", (event) => {
    const link = event.target.closest("a")
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    if (link.pathname !== location.pathname) return
    event.preventDefault()
    dialog.close()
    highlight(document.querySelector("article"), new URL(link.href).searchParams.get("h") ?? "", language)
    const again = link.hash === location.hash
    location.hash = link.hash
    // To a place where the page is already, the browser does not go again.
    if (again) dispatchEvent(new Event("hashchange"))
    if (!link.hash) scrollTo(0, 0)
    else if (again) document.getElementById(link.hash.slice(1))?.scrollIntoView()
  })

  // A question that came with the address does not come back with it.
  dialog.addEventListener("close", () => {
    follow = false
    const here = new URL(location)
    if (!here.searchParams.has("q")) return
    here.searchParams.delete("q")
    history.replaceState(history.state, "", here)
  })

  const answeredBy = (ready) => {
    worker = ready
    busy = false
    body.removeAttribute("aria-busy")
    if (shown === undefined) status.textContent = ""
    worker.onmessage = ({ data: { type, data } }) => {
      if (type === COUNT) count(data)
      if (type !== RESULT) return
      busy = false
      if (asked === question()) show(data)
      else ask()
    }
    ask()
  }
  return { answeredBy }
}
