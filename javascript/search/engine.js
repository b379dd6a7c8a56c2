/* The search of one language's entries, and the count of the other's. */
import { Forms } from "./forms.js"
import { Lexicon, summed, unpack } from "./lexicon.js"
import { ask, held } from "./query.js"
import { ranking, score } from "./rank.js"
import { mended } from "./suggest.js"
import { canonical, decode, tokens, written } from "./words.js"

const PARTIAL = 2

const isPartial = (tiers) => [...tiers.values()].every((tier) => tier === PARTIAL)

export class Engine {
  /** Takes what hooks/compendium/search.py tells of a language. */
  constructor({ language, forms, named, other }) {
    this.lexicon = new Lexicon(language)
    this.lexicon.named = named.map(summed)
    this.known = new Map()
    this.spellings = []
    this.entries = []
    this.knowledge = { forms, other }
  }

  /* Not before the first question: what they need is not needed to get ready. */
  get forms() {
    return (this.made ??= new Forms(this.knowledge.forms))
  }

  get other() {
    return (this.unpacked ??= unpack(this.knowledge.other))
  }

  /** Takes in an entry of the index; a page comes before its sections. */
  add(document) {
    if (document.kind === "page") this.page = document
    const page = this.page
    document.place = page === document ? document.place : [...page.place, page.title]
    const fields = {}
    for (const name of ["title", "text"]) fields[name] = this.numbers(document[name])
    fields.names = (document.names ?? []).map((name) => this.numbers(name))
    fields.place = document.place.flatMap((text) => this.numbers(text))
    this.entries.push({ document, fields, boost: document.boost ?? 1 })
    this.lexicon.count++
  }

  numbers(text) {
    return written(decode(text)).map((word) => {
      let number = this.known.get(word)
      if (number === undefined) {
        this.known.set(word, (number = this.lexicon.number(canonical(word))))
        this.spellings[number] ??= word
      }
      this.lexicon.hold(number, this.entries.length)
      return number
    })
  }

  /** The entries found, best first, `[{document, score, words}]`; `total`, how many they are; `partial`, whether
      something asked for is missing in all of them; and `suggestion`, the words to mend where something is missing. */
  search(text) {
    const asked = ask(text, this.lexicon, this.forms)
    const ranks = ranking(asked, this.lexicon)
    const tiers = held(asked, this.lexicon)
    const results = []
    for (const [number, tier] of tiers) {
      const entry = this.entries[number]
      const found = score(entry, tier, ranks)
      results.push({
        document: entry.document,
        score: found.score,
        words: [...found.words].map((word) => this.lexicon.words[word]),
      })
    }
    results.sort((a, b) => b.score - a.score)
    const partial = isPartial(tiers)
    const suggestion = partial || asked.slots.some((slot) => !slot.length) ? this.suggest(text) : null
    return { results, total: results.length, partial, suggestion }
  }

  /** How many entries of the other language answer; none where none holds all of the question. */
  count(text) {
    const tiers = held(ask(text, this.other, this.forms), this.other)
    return isPartial(tiers) ? 0 : tiers.size
  }

  suggest(text) {
    const pairs = mended(text, this.lexicon, (number) => this.spellings[number].toLowerCase())
    const words = new Map(pairs)
    const better = [...tokens(text)].map(({ word }) => words.get(word) ?? word).join(" ")
    return pairs.length && held(ask(better, this.lexicon, this.forms), this.lexicon).size ? pairs : null
  }
}
