/* Which words of a text were looked for: in results, and on the page that a result leads to. A text stays text: what
   is marked is cut out of it by place, so nothing that is written or typed can become markup. */
import { fold, isSmall, tokens } from "./words.js"

// What may stand between two words that are marked as one.
const JOINT = /^(?:\s+|[-–/&])$/
const LENGTH = 200
// What is no text of the page, or is not shown.
const SKIPPED =
  "script, style, template, noscript, svg, math, textarea, select, [hidden], [data-search-exclude], .headerlink"

/** A text with some of its words, told by their canonical form, replaced: `pairs` are `[[word, better], …]`. */
export function mended(text, pairs) {
  const better = new Map(pairs)
  const found = [...tokens(text)].filter(({ word }) => better.has(word)).reverse()
  return found.reduce((said, { word, start, end }) => said.slice(0, start) + better.get(word) + said.slice(end), text)
}

/** Where words stand in a text: `{start, end, words, said}`, neighbours as one; function words only beside others.

    `words` are canonical, `said` are they as the text has them; `form` is what is compared. */
export function places(text, words, language, form = (word) => word) {
  const wanted = new Set(words.map(form))
  const anySmall = words.every((word) => isSmall(word, language))
  const groups = []
  for (const { word, start, end } of tokens(text)) {
    if (!wanted.has(form(word))) continue
    let group = groups.at(-1)
    if (!group || !JOINT.test(text.slice(group.end, start))) groups.push((group = { start, words: [], said: [] }))
    group.end = end
    group.words.push(word)
    group.said.push(text.slice(start, end).toLowerCase())
    group.kept ||= anySmall || !isSmall(word, language)
  }
  return groups.filter((group) => group.kept)
}

/** The same places, of several texts, without those of a word alone that stands with others elsewhere: where `bán dẫn`
    is marked, the `dẫn` of another word is not. */
export function lone(found) {
  const beside = new Set(found.flat().filter(({ words }) => words.length > 1).flatMap(({ words }) => words))
  return found.map((groups) => groups.filter(({ words: [first, second] }) => second || !beside.has(first)))
}

/** The part of a text, about 200 characters long, where the most of what was looked for stands closest. */
export function teaser(text, groups) {
  if (text.length <= LENGTH) return { start: 0, end: text.length }
  // Near its end, a text is shown from further up.
  const latest = text.indexOf(" ", text.length - LENGTH) + 1
  const first = begin(text, groups.length ? densest(groups).start : 0)
  const chosen = latest ? Math.min(first, latest) : first
  // Never at the sign between two blocks.
  const start = text.startsWith("· ", chosen) ? chosen + 2 : chosen
  // Words stay whole, unless one is longer than all that is shown.
  const space = text.lastIndexOf(" ", start + LENGTH)
  const end = start + LENGTH >= text.length ? text.length : space > start ? space : start + LENGTH
  return { start, end }
}

function densest(groups) {
  const weight = (from) => {
    const near = groups.slice(from).filter((group) => group.start - groups[from].start < LENGTH * 0.7)
    // Different words count for more than one word again, and a phrase for more than its words apart.
    return 8 * new Set(near.flatMap((group) => group.words)).size +
      near.reduce((sum, group) => sum + Math.min(group.words.length, 6) ** 2, 0)
  }
  const weights = groups.map((_, from) => weight(from))
  return groups[weights.indexOf(Math.max(...weights))]
}

/* A little before the first mark: at the beginning of its sentence where that is near, else at that of a word. */
function begin(text, at) {
  if (at < LENGTH * 0.3) return 0
  const before = text.slice(at - LENGTH * 0.4, at)
  const sentence = before.match(/^.*(?:[.!?:;…]\s+|· )/s)
  const near = sentence ? sentence[0].length : before.indexOf(" ", LENGTH * 0.2) + 1
  return at - before.length + (near || before.length)
}

/** A text between two places as a list of strings and marks, for `append`. */
export function marked(text, groups, { start = 0, end = text.length, className = "" } = {}) {
  const parts = []
  let at = start
  for (const group of groups) {
    const from = Math.max(group.start, start)
    const to = Math.min(group.end, end)
    if (from >= to) continue
    const mark = document.createElement("mark")
    mark.className = className
    mark.textContent = text.slice(from, to)
    parts.push(text.slice(at, from), mark)
    at = to
  }
  return [...parts, text.slice(at, end)]
}

/** Marks what an address says was looked for (`?h=`) in an element, in place of what was marked before. */
export function highlight(root, query, language) {
  for (const mark of root.querySelectorAll("mark.c-found")) {
    const { parentNode } = mark
    mark.replaceWith(...mark.childNodes)
    parentNode.normalize()
  }
  const words = [...tokens(query.slice(0, LENGTH))].map(({ word }) => word)
  if (!words.length) return
  const texts = shown(root)
  const mark = (form) => {
    const found = lone(texts.map((node) => places(node.data, words, language, form)))
    const hits = texts.map((node, at) => [node, found[at]]).filter(([, groups]) => groups.length)
    // A text that is an item of a grid or a row stays one. All styles are asked for before anything is changed.
    const alone = hits.map(([node]) => /flex|grid/.test(getComputedStyle(node.parentElement).display))
    hits.forEach(([node, groups], at) => {
      const parts = marked(node.data, groups, { className: "c-found" })
      const item = document.createElement("span")
      item.append(...parts)
      node.replaceWith(...(alone[at] ? [item] : item.childNodes))
    })
    return hits.length
  }
  // A link made by hand may leave out all marks; one made by the search has each word as the page spells it.
  mark() || mark(fold)
}

function shown(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) => {
    if (node.nodeType === Node.TEXT_NODE) return NodeFilter.FILTER_ACCEPT
    return node.matches(SKIPPED) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP
  })
  const texts = []
  while (walker.nextNode()) texts.push(walker.currentNode)
  return texts
}
