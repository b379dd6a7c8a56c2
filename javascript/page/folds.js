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
