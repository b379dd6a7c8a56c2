/* One result as readers see it: its title and a part of its text, with the words that were looked for marked. */
import { lone, marked, places, teaser } from "./marks.js"
import { decode } from "./words.js"

const WORDS_IN_LINK = 12

/** The element of an entry that was found, made of a template. `base` is the root of the site, `kinds` has the names of
    the kinds that are told. */
export function result(entry, template, { base, language, kinds }) {
  const element = template.cloneNode(true)
  const [link, kind, place, text] = element.querySelectorAll("a, span, p")
  const title = decode(entry.title)
  // Each block of the page is a line of its text; most end as a sentence does.
  const content = decode(entry.text).replace(/([^.,:;!?…])\n(?=\p{Lu})/gu, "$1 · ").replace(/\n/g, " ")
  const [inTitle, inText] = lone([title, content].map((said) => places(said, entry.words, language)))
  const { start, end } = teaser(content, inText)
  link.append(...marked(title, inTitle))
  const [path, anchor = ""] = entry.location.split("#")
  const there = new URL(path, base)
  const said = [...new Set([...inTitle, ...inText].flatMap((group) => group.said))]
  if (said.length) there.searchParams.set("h", said.slice(0, WORDS_IN_LINK).join(" "))
  there.hash = anchor
  link.href = there
  kind.textContent = kinds[entry.kind] ?? ""
  if (!kind.textContent) kind.remove()
  // The link is called by its title; where it leads is its description.
  place.id = `search-${entry.location}`
  link.setAttribute("aria-describedby", place.id)
  // The opening page of a section may be called as the section is.
  place.textContent = decode([...new Set(entry.place)].join(" › "))
  const [before, after] = [start > 0 ? "…\u00a0" : "", end < content.length ? "\u00a0…" : ""]
  text.append(before, ...marked(content, inText, { start, end }), after)
  return element
}
