/* The keys of the search dialog: arrows lead from the box through the results and back. Esc is page.js's, so that it
   works before this is loaded. */

/** Moves the focus as a key asks, among the box and what can be followed or pressed in `body`. */
export function steer(event, input, body) {
  // The theme turns pages at some letters.
  event.stopPropagation()
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
  const stops = [input, ...body.querySelectorAll("a, button")].filter((stop) => !stop.closest("[hidden]"))
  const at = stops.indexOf(document.activeElement)
  if (at < 0) return
  const writing = at === 0
  const jumps = writing ? {} : { Home: 1, End: stops.length - 1, "/": 0 }
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, ...jumps }[event.key]
  if (to === undefined) {
    // A letter that is typed in the list goes into the box.
    if (!writing && event.key.length === 1 && event.key !== " ") input.focus()
    return
  }
  event.preventDefault()
  const stop = stops[to]
  if (!stop) return
  stop.focus({ preventScroll: true })
  ;(stop.closest("li") ?? stop).scrollIntoView({ block: "nearest" })
}
