/* The number of a citation, or a figure, opens what the list at the foot says of it, in a note beside the place. The
   links lead to that list: without a script, with a key held down, and from any other place. */
const NUMBERS = ".c-cite a, a.c-figure"
const FOOT = ".c-evidence"

const made = (tag, name, ...inside) => {
  const element = document.createElement(tag)
  element.className = name
  element.append(...inside)
  return element
}

if (document.querySelector(FOOT) && "popover" in HTMLElement.prototype) {
  const title = made("p", "c-popover__title")
  const close = made("button", "c-popover__close", "×")
  const body = made("div", "c-popover__body")
  const list = made("a", "")
  const note = made("div", "c-popover", title, close, body, made("p", "c-popover__list", list))
  close.type = "button"
  title.id = "note-title"
  body.id = "note-body"
  note.popover = "auto"
  // A dialog takes the focus, and with it is told by its name and what it says; the page beside it stays in reach.
  note.role = "dialog"
  note.tabIndex = -1
  note.setAttribute("aria-labelledby", title.id)
  note.setAttribute("aria-describedby", body.id)
  for (const number of document.querySelectorAll(NUMBERS)) number.ariaHasPopup = "dialog"

  let opener // The link whose note is open, or was the last to be.
  let pressed // The link whose note was open when the pointer went down: by the time of its click it is closed.
  const isOpen = () => note.matches(":popover-open")

  // Where it stands in a wide window; on a phone the style sheet keeps it at the foot of the screen.
  const place = () => {
    const at = opener.getClientRects()[0]
    const { width, height } = note.getBoundingClientRect()
    const { clientWidth, clientHeight } = document.documentElement
    const [below, above] = [at.bottom + 6, at.top - height - 6]
    const top = below + height > clientHeight && above > 0 ? above : below
    const left = Math.max(8, Math.min(at.left - 16, clientWidth - width - 8))
    note.style.setProperty("--left", `${left + scrollX}px`)
    note.style.setProperty("--top", `${top + scrollY}px`)
  }

  // What an entry says: its text and its links, without the ways back and without the ids, which stay its own.
  const said = (entry) => {
    const copy = entry.cloneNode(true)
    for (const back of copy.querySelectorAll(".c-backs")) back.remove()
    for (const element of copy.querySelectorAll("[id]")) element.removeAttribute("id")
    const parts = copy.matches("li") ? [copy] : [...copy.children]
    return parts.map((part) => made("p", part.className, ...part.childNodes))
  }

  const open = (number, entry) => {
    note.hidePopover()
    opener = number
    title.textContent = entry.dataset.title
    const words = entry.closest(FOOT).dataset
    close.ariaLabel = words.close
    list.textContent = words.list
    body.replaceChildren(...said(entry))
    list.href = number.hash
    // The next stop of the keyboard after the note is what follows in the text.
    const mark = number.closest(".c-cite") ?? number
    mark.after(note)
    // Closed from within, it gives the focus back to where it was: not every browser focuses a link that is clicked.
    number.focus({ preventScroll: true })
    note.showPopover()
    place()
    note.focus({ preventScroll: true })
  }

  document.addEventListener("pointerdown", () => { pressed = isOpen() ? opener : undefined }, true)
  document.addEventListener("click", (event) => {
    const number = event.target instanceof Element && event.target.closest(NUMBERS)
    if (!number || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    const entry = document.getElementById(number.hash.slice(1))
    if (!entry?.closest(FOOT)) return
    event.preventDefault()
    // A click that no pointer made comes from the keyboard, or from what reads the page aloud.
    const again = number === (event.detail ? pressed : isOpen() && opener)
    if (again) note.hidePopover()
    else open(number, entry)
  })
  close.addEventListener("click", () => note.hidePopover())
  list.addEventListener("click", () => note.hidePopover())
  // Not only the window moves a number: so does what unfolds above it.
  new ResizeObserver(() => { if (isOpen()) place() }).observe(document.body)
  // Closed, it is no part of the text.
  note.addEventListener("toggle", () => { if (!isOpen()) note.remove() })
}
