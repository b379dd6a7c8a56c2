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
