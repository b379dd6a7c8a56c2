/* How well an entry answers what is asked: near words above scattered ones, names and titles above text. */
import { list } from "./lexicon.js"
import { isSmall } from "./words.js"

/* What a field counts for. The title of a page says what all of it is about. */
const WEIGHTS = { page: 4, title: 3, names: 2.6, text: 1, place: 0.5 }
// Of a field counts how near its words are, and less how many there are; what is scattered everywhere counts little.
const NEAR = 0.7
const SCATTERED = 0.2
// More for a title that is asked for as a whole, or from its beginning on.
const WHOLE_TITLE = 0.6
const BEGINNING = 1.1
// Words that only join, and the parts of a date alone, say less than others.
const SMALL = 0.1
const PART = 0.3
// How much of what an entry has of the question must stand together, or be its name, to be what was meant.
const TOGETHER = 0.8
const CALLED = 0.6
// Marks that disagree count for next to nothing, unless the rest of the question stands beside them.
const TIERS = { word: [1, 1e-3, 1e-3], words: [1, 0.3, 1e-3] }
const LEAST = 1e-9

/** Prepares a ranking: the arcs that each word of the lexicon may begin. An arc covers the typed words `from` … `to`
    and is worth `value`, their share of the question; `rest` are the words that must follow. */
export function ranking({ typed, slots, units }, lexicon) {
  const shares = sharing(typed, slots, units, lexicon)
  const arcs = new Map()
  const begin = (number, arc) => list(arcs, number).push(arc)
  for (const { from, to, whole, things = [], ways } of units) {
    // Where entries have the name, its syllables apart are other words.
    const named = to > from && things.some((thing) => lexicon.named[thing]?.length)
    for (let at = from; at <= to && !named; at++) {
      const share = shares[at] * (whole ? PART : 1)
      for (const { number, weight } of slots[at]) begin(number, { from: at, to: at, value: weight * share, rest: [] })
    }
    const share = shares.slice(from, to + 1).reduce(add, 0)
    for (const { slots, weight } of ways.filter((way) => way.weight)) {
      const rest = slots.slice(1).map((slot) => new Set(slot.map(({ number }) => number)))
      for (const { number } of slots[0]) begin(number, { from, to, value: weight * share, rest })
    }
  }
  // Where each typed word's unit begins: a chain may leave out a unit, as a title does that goes without saying it.
  const starts = units.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, () => from))
  const small = (number) => isSmall(lexicon.words[number], lexicon.language)
  return { arcs, starts, small, size: typed.length }
}

/* What part of the question each typed word is: the rarer, the more. The syllables of one name share alike. */
function sharing(typed, slots, units, lexicon) {
  const rarity = slots.map((slot, at) => {
    const entries = slot.reduce((sum, { number, agrees }) => sum + (agrees ? lexicon.entries[number].length : 0), 0)
    return Math.log(1 + lexicon.count / Math.max(entries, 1)) * (isSmall(typed[at], lexicon.language) ? SMALL : 1)
  })
  for (const { from, to } of units) {
    rarity.fill(rarity.slice(from, to + 1).reduce(add, 0) / (to - from + 1), from, to + 1)
  }
  const whole = rarity.reduce(add, 0) || 1
  return rarity.map((rare) => rare / whole)
}

/** The score of an entry, and the numbers of the words that make it. `entry.fields` holds the numbers of its words. */
export function score(entry, tier, ranks) {
  const { title, names, text, place } = entry.fields
  const best = new Float64Array(ranks.size)
  const words = new Set()
  let nearness = 0
  let known = 0
  const look = (field) => {
    const found = chains(field, ranks)
    if (!found) return undefined
    nearness = Math.max(nearness, found.top)
    found.best.forEach((value, at) => (best[at] = Math.max(best[at], value)))
    for (const number of found.words) words.add(number)
    return { ...found, near: (1 - NEAR) * found.best.reduce(add, 0) + NEAR * found.top }
  }
  const running = (field, weight) => {
    const found = look(field)
    if (!found) return 0
    // Said again counts a little more, in a long text a little less.
    const often = 1 + 0.08 * Math.log2(found.times)
    const long = 1 + 0.1 * Math.log10(1 + field.length / 100)
    return (weight * found.near * often) / long
  }
  const naming = (field, weight) => {
    const found = look(field)
    if (!found) return 0
    // All of a title, but for the words that only join, and not a part of a longer one.
    const part = found.places.size / field.filter((number, at) => found.places.has(at) || !ranks.small(number)).length
    if (part > 0.99) known = Math.max(known, found.top)
    const begins = found.places.has(0) ? BEGINNING : 1
    return weight * begins * (found.near ** 1.5 * (0.5 + 0.5 * part) + (part > 0.99 ? WHOLE_TITLE * found.top : 0))
  }
  const told = naming(title, entry.document.kind === "page" ? WEIGHTS.page : WEIGHTS.title)
  const sum = Math.max(told, ...names.map((name) => naming(name, WEIGHTS.names)))
    + running(text, WEIGHTS.text) + running(place, WEIGHTS.place)
  const whole = best.reduce(add, 0)
  const near = SCATTERED + (1 - SCATTERED) * nearness ** 1.5
  const factor = (ranks.size > 1 ? TIERS.words : TIERS.word)[tier]
  // What is asked for by its name comes first, of whatever kind it is.
  const boost = known > CALLED * whole ? Math.max(1, entry.boost) : entry.boost
  return { score: Math.max(boost * (sum + whole) * whole * near * factor, LEAST), words }
}

/* What of the question stands in a field: the best chain of neighbouring words that follows its order. Returns the
   value of each typed word, that of the best chain and how often it comes, the places that are met, and the words. */
function chains(field, ranks) {
  const { arcs, size } = ranks
  const ends = new Map()
  const best = new Float64Array(size)
  const places = new Set()
  const words = new Set()
  let top = 0
  let tops = []
  for (let at = 0; at < field.length; at++) {
    for (const arc of arcs.get(field[at]) ?? []) {
      if (!arc.rest.every((slot, step) => slot.has(field[at + step + 1]))) continue
      const end = at + arc.rest.length
      const before = previous(ends, field, at, arc.from - 1, ranks)
      const chain = { value: arc.value + (before?.value ?? 0), at, end, before }
      const key = end * size + arc.to
      if (!(ends.get(key)?.value >= chain.value)) ends.set(key, chain)
      const each = arc.value / (arc.to - arc.from + 1)
      for (let word = arc.from; word <= arc.to; word++) best[word] = Math.max(best[word], each)
      for (let place = at; place <= end; place++) {
        places.add(place)
        if (arc.rest.length) words.add(field[place])
      }
      if (chain.value > top * 1.05) tops = tops.filter((one) => one.value > chain.value * 0.95)
      if (chain.value > top * 0.95) tops.push(chain)
      top = Math.max(top, chain.value)
    }
  }
  if (!tops.length) return undefined
  // Where the whole question stands together, words that stand alone elsewhere are not what was meant.
  const together = top > TOGETHER * best.reduce(add, 0)
  if (!together) for (const place of places) words.add(field[place])
  for (let chain of tops) {
    for (; chain; chain = chain.before) for (let at = chain.at; at <= chain.end; at++) words.add(field[at])
  }
  return { best, top, times: tops.length, places, words }
}

/* The chain that ends with the typed word before, or the one before its unit, just before this place or with one small
   word between. */
function previous(ends, field, at, typed, { starts, size, small }) {
  const gap = at > 1 && small(field[at - 1])
  for (const word of typed < 0 ? [] : [typed, starts[typed] - 1]) {
    if (word < 0) continue
    const near = ends.get((at - 1) * size + word) ?? (gap ? ends.get((at - 2) * size + word) : undefined)
    if (near) return near
  }
  return undefined
}

const add = (a, b) => a + b
