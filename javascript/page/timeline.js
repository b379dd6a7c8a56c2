/* The timeline: which events are listed, and in which order. Without a script it is the whole list. What is chosen
   stands in the address, so that it can be shared: values of one kind widen the choice, kinds narrow it. */
const form = document.querySelector(".c-filter")
if (form) {
  const boxes = [...form.querySelectorAll("[type='checkbox']")]
  const names = [...new Set(boxes.map((box) => box.name)), "order"]
  const events = [...document.querySelectorAll(".c-event")]
  const periods = [...document.querySelectorAll(".c-period")]
  const list = document.querySelector(".c-periods")
  const status = form.querySelector("[role='status']")
  const { lang } = document.documentElement
  let newest = false

  const has = (event, name, value) => (event.dataset[name] ?? "").split(" ").includes(value)
  const fits = (event, chosen) =>
    Object.entries(chosen).every(([name, values]) => values.some((value) => has(event, name, value)))

  const label = (box) => box.closest("label").querySelector("span").textContent

  const describe = (chosen) => {
    for (const box of boxes) {
      const others = { ...chosen, [box.name]: [box.value] }
      const count = events.filter((event) => fits(event, others)).length
      box.closest("label").querySelector("[data-part='count']").textContent = count.toLocaleString(lang)
    }
    for (const group of form.querySelectorAll("details")) {
      const labels = boxes.filter((box) => box.checked && group.contains(box)).map(label)
      group.querySelector("[data-part='chosen']").textContent = labels.join(", ")
    }
    const shown = events.filter((event) => !event.hidden).length
    const said = shown ? form.dataset.shown : form.dataset.none
    const text = said.replace("{shown}", shown.toLocaleString(lang)).replace("{all}", events.length.toLocaleString(lang))
    if (status.textContent !== text) status.textContent = text
  }

  const order = () => {
    if (newest === (form.elements.order.value === "newest")) return
    newest = !newest
    for (const parent of [list, ...list.querySelectorAll(".c-timeline")]) parent.append(...[...parent.children].reverse())
  }

  /* Lists what is chosen, and with it the place that a fragment leads to. */
  const show = (place) => {
    const chosen = {}
    for (const box of boxes) if (box.checked) (chosen[box.name] ??= []).push(box.value)
    for (const event of events) event.hidden = !fits(event, chosen) && !place?.contains(event)
    for (const period of periods) period.hidden = !period.querySelector(".c-event:not([hidden])")
    order()
    describe(chosen)
    return newest || Object.keys(chosen).length > 0
  }

  const restore = () => {
    const asked = new URLSearchParams(location.search)
    for (const box of boxes) box.checked = asked.getAll(box.name).includes(box.value)
    form.elements.order.value = asked.get("order") === "newest" ? "newest" : "oldest"
    const target = document.getElementById(location.hash.slice(1))
    const place = target?.closest(".c-event, .c-period")
    // The browser went there while the list was another.
    if (show(place) && place) target.scrollIntoView()
  }

  const choose = () => {
    show()
    const address = new URL(location.href)
    for (const name of names) address.searchParams.delete(name)
    for (const box of boxes) if (box.checked) address.searchParams.append(box.name, box.value)
    if (newest) address.searchParams.set("order", "newest")
    // It may lead to an event that is not listed any more.
    address.hash = ""
    history.replaceState(history.state, "", address)
  }

  form.addEventListener("change", choose)
  form.addEventListener("submit", (event) => event.preventDefault())
  form.addEventListener("reset", (event) => {
    event.preventDefault()
    for (const box of boxes) box.checked = false
    form.elements.order.value = "oldest"
    choose()
  })
  addEventListener("popstate", restore)
  addEventListener("hashchange", restore)
  restore()
  form.hidden = false
}
