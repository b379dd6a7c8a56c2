/* Where the reader is: marked in the contents of the page, and kept by the links to the same page in the other language
   and to both side by side. */
// A heading counts as reached a little before it stands under the header.
const EDGE = 120
const contents = document.querySelector(".c-contents")
const links = new Map([...contents?.querySelectorAll("a") ?? []].map((link) => [link.hash.slice(1), link]))
const headings = [...document.querySelectorAll("article :is(h2, h3)[id], .c-both__row[id]")]

const reached = () => {
  if (scrollY < 1) return undefined
  const after = headings.findIndex((heading) => heading.getBoundingClientRect().top > EDGE)
  return headings.at(after < 0 ? -1 : after - 1 < 0 ? headings.length : after - 1)?.id
}

let marked
const mark = () => {
  const link = links.get(reached())
  if (link === marked) return
  marked?.removeAttribute("aria-current")
  marked = link
  if (!link) return
  link.setAttribute("aria-current", "true")
  // Only the rail is scrolled: the browser's own way into view would scroll the page as well, under the reader's pointer.
  const rail = contents.closest(".c-rail")
  const [box, place] = [rail.getBoundingClientRect(), link.getBoundingClientRect()]
  rail.scrollTop += Math.min(0, place.top - box.top) + Math.max(0, place.bottom - box.bottom)
}
let waiting = 0
addEventListener("scroll", () => {
  waiting ||= requestAnimationFrame(() => {
    waiting = 0
    mark()
  })
}, { passive: true })

/* On a wide screen the contents stand open beside the text, by style alone; so does the control that says so. */
const wide = matchMedia("(min-width: 60em)")
const unfold = () => {
  if (!contents) return
  contents.querySelector("details").open = wide.matches
  contents.querySelector("summary").tabIndex = wide.matches ? -1 : 0
}
wide.addEventListener("change", unfold)
unfold()
mark()

const keep = (event) => {
  const link = event.target.closest?.("a[data-same-page]")
  if (!link) return
  link.hash = reached() ?? location.hash
  link.search = location.search
}
for (const type of ["pointerdown", "focusin", "click"]) document.addEventListener(type, keep)
