/* A menu that hangs from the header closes by Esc, which gives the focus back, and where the reader goes elsewhere. */
for (const menu of document.querySelectorAll("[data-dropdown]")) {
  const close = (event) => { if (!menu.contains(event.target)) menu.open = false }
  document.addEventListener("click", close)
  document.addEventListener("focusin", close)
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return
    menu.open = false
    menu.querySelector("summary").focus()
  })
}
