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
}
