/* The words that a language's entries hold, and the entries that hold each word. */
import { stem } from "./stem.js"
import { agreement, canonical, fold } from "./words.js"

/* What is particular to a language. Where texts write foreign names without marks, a word without marks stands for any
   of its spellings; in Vietnamese it is a word of its own. */
const HABITS = {
  vi: { stemmed: false, bare: false },
  en: { stemmed: true, bare: true },
}

/* How much a match counts, by how the marks that were typed stand to those of the word. */
const WEIGHTS = { same: 1, none: 0.85, part: 0.6, bare: 0.6, other: 0.08 }
const STEMMED = 0.8
const BEGUN = 0.5

export class Lexicon {
  constructor(language) {
    this.language = language
    this.habits = HABITS[language]
    this.words = []
    this.entries = []
    this.count = 0
    this.numbers = new Map()
    this.folded = new Map()
    this.stems = new Map()
    this.named = []
  }

  /** The number of a canonical word. */
  number(word) {
    let number = this.numbers.get(word)
    if (number !== undefined) return number
    number = this.words.push(word) - 1
    this.numbers.set(word, number)
    this.entries.push([])
    const folded = fold(word)
    list(this.folded, folded).push(number)
    if (this.habits.stemmed) list(this.stems, stem(folded)).push(folded)
    return number
  }

  /** Notes that an entry holds a word. Entries come in ascending order. */
  hold(number, entry) {
    const entries = this.entries[number]
    if (entries[entries.length - 1] !== entry) entries.push(entry)
  }

  /** The words that a typed word may stand for: `[{number, weight, agrees, exact}]`; with `begun`, also those
      that begin so. */
  expand(typed, begun = "") {
    const folded = fold(typed)
    const found = this.spelled(typed, folded, 1)
    if (this.habits.stemmed) {
      for (const alike of new Set(this.stems.get(stem(folded)))) {
        if (alike !== folded) found.push(...this.spelled(typed === folded ? alike : typed, alike, STEMMED))
      }
    }
    if (begun) {
      for (const longer of this.beginning(begun)) {
        found.push(...this.spelled(typed, longer, BEGUN).filter((word) => word.agrees))
      }
    }
    return found
  }

  spelled(typed, folded, factor) {
    return (this.folded.get(folded) ?? []).map((number) => {
      const word = this.words[number]
      let marks = agreement(typed, word)
      if (marks === "other" && this.habits.bare && word === folded) marks = "bare"
      return { number, weight: factor * WEIGHTS[marks], agrees: marks !== "other", exact: marks === "same" }
    })
  }

  /** The folded words that begin so and go on. */
  beginning(start) {
    this.sorted ??= [...this.folded.keys()].sort()
    let low = 0
    for (let high = this.sorted.length; low < high; ) {
      const middle = (low + high) >> 1
      if (this.sorted[middle] < start) low = middle + 1
      else high = middle
    }
    let end = low
    while (this.sorted[end]?.startsWith(start)) end++
    // The word itself comes first of those that begin with it.
    return this.sorted.slice(this.sorted[low] === start ? low + 1 : low, end)
  }
}

/** A lexicon from what another language's index says of its words: see `bag` in hooks/compendium/search.py. */
export function unpack({ language, words, docs, named }) {
  const lexicon = new Lexicon(language)
  const held = []
  words.split(" ").forEach((word, at) => {
    const number = lexicon.number(canonical(word))
    const entries = summed(docs[at])
    held[number] = held[number] ? [...new Set([...held[number], ...entries])] : entries
    lexicon.count = Math.max(lexicon.count, entries.at(-1) + 1)
  })
  lexicon.entries = held
  lexicon.named = named.map(summed)
  return lexicon
}

/** Numbers from the steps between them. */
export function summed(steps) {
  let number = 0
  return steps.map((step) => (number += step))
}

/** The list that a map has under a key, and has from now on. */
export function list(map, key) {
  if (!map.has(key)) map.set(key, [])
  return map.get(key)
}
