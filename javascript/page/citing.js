/* Cite this page: beside each form, a button that copies it. Without a script the text can be selected. */
const citing = document.querySelector(".c-citing")
if (citing) {
  const { copy, copied, selected } = citing.dataset
  const status = citing.querySelector("[role='status']")
  for (const form of citing.querySelectorAll("dl > div")) {
    const [name, text] = [form.querySelector("dt").textContent, form.querySelector("dd > *")]
    const button = document.createElement("button")
    button.type = "button"
    button.textContent = copy
    button.setAttribute("aria-label", `${copy}: ${name}`)
    button.addEventListener("click", async () => {
      // Emptied first, so that it is told again where it is the same.
      status.textContent = ""
      try {
        await navigator.clipboard.writeText(text.textContent)
        status.textContent = `${copied} ${name}`
      } catch {
        // There is no clipboard without encryption, and a reader may refuse it.
        getSelection().selectAllChildren(text)
        status.textContent = selected
      }
    })
    text.after(button)
  }
}
