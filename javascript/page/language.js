/* The way to the other language keeps the section, too. */
const keepSection = () => {
  for (const link of document.querySelectorAll(".c-language")) link.hash = location.hash
}
keepSection()
addEventListener("hashchange", keepSection)
