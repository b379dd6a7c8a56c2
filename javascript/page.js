/* Definitions open by style alone, on hover and focus. WCAG 1.4.13 asks that Esc close them, too. */
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return
  for (const term of document.querySelectorAll(".c-term:is(:hover, :focus-within)")) {
    // The link in a definition goes away with it: the word keeps the reader's place.
    if (term.contains(document.activeElement)) term.querySelector(".c-term__word").focus()
    term.dataset.dismissed = ""
  }
})
for (const type of ["pointerout", "focusout"]) {
  document.addEventListener(type, (event) => {
    const term = event.target instanceof Element && event.target.closest(".c-term")
    if (term && !term.contains(event.relatedTarget)) delete term.dataset.dismissed
  })
}

/* The way to the other language keeps the section, too. */
const keepSection = () => {
  for (const link of document.querySelectorAll(".c-language")) link.hash = location.hash
}
keepSection()
addEventListener("hashchange", keepSection)

/* The other releases: listed when the menu is first opened. A link keeps the page, the language and the section; where
   that release has no such page, it leads to its home in the same language. Without a script the menu leads to the
   page of all releases. */
const menu = document.querySelector(".c-releases[data-root]")
if (menu) {
  const { root, version, home, page, newest } = menu.dataset
  const list = async () => {
    const releases = await (await fetch(`${root}versions.json`)).json()
    const items = releases.map((release) => {
      const link = document.createElement("a")
      link.href = `${root}${release.version}/${page}`
      link.textContent = release.aliases.includes("latest") ? `${release.version} (${newest})` : release.version
      if (release.version === version) link.setAttribute("aria-current", "true")
      const item = document.createElement("li")
      item.append(link)
      return item
    })
    menu.querySelector("ul").replaceChildren(...items)
  }
  let listed
  const open = () => {
    // Where the list did not come, the next opening asks again.
    if (menu.open) listed ??= list().catch(() => { listed = undefined })
  }
  menu.addEventListener("toggle", open)
  open()
  menu.querySelector("ul").addEventListener("click", async (event) => {
    const link = event.target.closest("a")
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    const release = link.href.slice(0, link.href.length - page.length)
    const there = await fetch(link.href, { method: "HEAD" }).then((answer) => answer.ok, () => true)
    location.href = there ? link.href + location.hash : release + home
  })
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false
  })
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return
    menu.open = false
    menu.querySelector("summary").focus()
  })
}

/* A fragment may lead into what is folded. Names of places are plain letters: none is written in another way. */
const unfold = () => {
  const target = document.getElementById(location.hash.slice(1))
  const folded = target?.closest("details:not([open])")
  if (!folded) return
  for (let at = folded; at; at = at.parentElement.closest("details")) at.open = true
  target.scrollIntoView()
}
unfold()
addEventListener("hashchange", unfold)

/* Search: what it needs is loaded when it is first used, all at once. What is typed meanwhile waits in the box. */
const dialog = document.getElementById("search")
if (dialog) {
  const { base, search } = JSON.parse(document.getElementById("__config").textContent)
  const script = document.currentScript.src
  const [input, status, again, body] = ["input", "[data-part='status']", "[data-part='again']", "[data-part='body']"]
    .map((part) => dialog.querySelector(part))
  const asked = new URLSearchParams(location.search)
  let failures = 0
  // A module that did not come is not asked for again under the same name.
  const load = () => import(new URL(failures ? `search.js?${failures}` : "search.js", script)).catch((error) => {
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
    body.ariaBusy = "true"
    const late = setTimeout(() => { status.textContent = status.dataset.loading }, 300)
    const worker = new Worker(search)
    const engine = { worker, index: index() }
    // It asks for its own scripts when it is told of an index: an empty one will do, while the real one is on its way.
    const config = { lang: ["vi"], separator: " ", pipeline: [], fields: {} }
    worker.postMessage({ type: 0, data: { config, docs: [], options: { suggest: false } } })
    // It may fail before anyone listens: it is told later.
    engine.index.catch(() => {})
    const root = new URL(`${base}/`, location.href)
    load().then((module) => module.start(dialog, root, { ...engine, entered })).catch(() => {
      worker.terminate()
      started = false
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
  document.addEventListener("keydown", (event) => {
    if (dialog.open || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
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
