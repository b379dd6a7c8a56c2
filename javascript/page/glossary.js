/* The glossary, filtered as one types. A term stays where each typed word begins a word of its names, in either
   language. Marks need not be typed; where a word has some, they must agree. */
const form = document.querySelector(".c-lookup")
if (form) {
  const [input, kind, clear, status, elsewhere] = ["input", "select", "button", "[role=status]", "a"]
    .map((part) => form.querySelector(part))
  const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g
  // An open syllable may be written with either vowel: kỹ, kĩ.
  const OPEN_Y = /^([^aeiouyăâêôơư]+|qu)y$/

  /* What a word is written with: `letters` lacks the tone, `bare` all marks but the stroke of đ, `plain` that, too. */
  const spell = (word) => {
    const parts = word.toLowerCase().normalize("NFD")
    const letters = parts.replace(TONES, "").normalize("NFC")
    const bare = letters.normalize("NFD").replace(/\p{M}/gu, "")
    return { letters, bare, plain: bare.replaceAll("đ", "d"), tone: (parts.match(TONES) ?? []).join("") }
  }
  const words = (text) => text.replaceAll("&", "").match(/[\p{L}\p{M}\p{N}]+/gu)?.map(spell) ?? []
  const same = (one, other) => one.replace(OPEN_Y, "$1i") === other.replace(OPEN_Y, "$1i")
  const isPlain = ({ letters, plain, tone }) => letters === plain && !tone

  const begins = (typed) => (word) => {
    const side = isPlain(typed) ? "plain" : typed.letters === typed.bare && !typed.tone ? "bare" : "letters"
    const whole = same(typed[side], word[side])
    if (!whole && !word[side].startsWith(typed[side])) return false
    // The tone of a syllable may be typed last.
    return side !== "letters" || typed.tone === word.tone || (!whole && !typed.tone)
  }
  /* Blanks matter no more than marks: `viet nam` is Vietnam, `kh cn` is KH&CN. */
  const joined = (typed, named) => typed.every(isPlain) && named.some((_, at) =>
    named.slice(at).map(({ plain }) => plain).join("").startsWith(typed.map(({ plain }) => plain).join("")))
  const names = (typed, named) => typed.every((word) => named.some(begins(word))) || joined(typed, named)

  const sections = [...document.querySelectorAll(".c-letter")].map((section) => ({
    section,
    letter: document.querySelector(`.c-letters a[href="#${section.querySelector("h2").id}"]`).parentElement,
    entries: [...section.querySelectorAll(".c-entry")].map((entry) => ({
      entry, named: words([...entry.querySelectorAll(".c-form")].map((name) => name.textContent).join(" ")),
    })),
  }))

  const filter = () => {
    const typed = words(input.value)
    let shown = 0
    for (const { section, letter, entries } of sections) {
      const before = shown
      for (const { entry, named } of entries) {
        entry.hidden = Boolean(kind.value && kind.value !== entry.dataset.kind) || !names(typed, named)
        shown += !entry.hidden
      }
      section.hidden = letter.hidden = shown === before
    }
    const { all, some, none } = form.dataset
    const number = shown.toLocaleString(document.documentElement.lang)
    status.textContent = !typed.length && !kind.value ? all : shown ? some.replace("{n}", number) : none
    elsewhere.hidden = shown > 0 || !typed.length
    elsewhere.search = new URLSearchParams({ q: input.value })
  }

  /* The address tells what is looked up, so that it can be shared; browsers count how often it is changed. */
  let late
  const note = () => {
    const here = new URL(location)
    for (const { name, value } of [input, kind]) {
      here.searchParams.delete(name)
      if (value.trim()) here.searchParams.append(name, value.trim())
    }
    if (here.href !== location.href) history.replaceState(history.state, "", here)
  }
  const change = () => {
    filter()
    clearTimeout(late)
    late = setTimeout(note, 300)
  }
  const reset = () => {
    input.value = kind.value = ""
    change()
  }
  const read = () => {
    const asked = new URLSearchParams(location.search)
    input.value = (asked.get(input.name) ?? "").slice(0, input.maxLength)
    kind.value = asked.get(kind.name) ?? ""
    if (!kind.value) kind.value = ""
    filter()
    // Whoever follows a link to a term is shown it. Read as a parameter, no fragment is malformed.
    const target = document.getElementById(new URLSearchParams(`id=${location.hash.slice(1)}`).get("id"))
    if (!target?.closest("[hidden]")) return
    reset()
    target.scrollIntoView()
  }

  form.addEventListener("input", change)
  clear.addEventListener("click", () => {
    reset()
    input.focus()
  })
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    document.querySelector(".c-entry:not([hidden]) h3 a")?.focus()
  })
  form.hidden = false
  read()
  for (const type of ["hashchange", "popstate"]) addEventListener(type, read)
}
