/* From what was typed to what is asked: units that an entry must hold, each with its ways to be held. */
import { dated } from "./dates.js"
import { canonical, fold, isSmall, tokens, written } from "./words.js"

const LONGEST = 24
const SYNONYM = { same: 0.8, other: 0.65, initials: 0.6 }
// From so many units on, a question is a sentence.
const MANY = 4
// So few entries agree in every mark that others may be meant.
const FEW = 6
const NAMED = 2
// The longest of the words in which one that is typed without blanks is divided, and how many they may be.
const LONGEST_PART = 12
const MOST_PARTS = 8

/** What is asked: the typed words, what each may stand for, and the units they make.

    A unit covers the words `from` … `to`; `things` are the numbers of what it names; `ways` are the ways to write it,
    each a row of slots, and a slot is a list of words of the lexicon of which any will do. A way other than what was
    typed has a weight. Of a `whole` unit, a date, the parts alone mean little. */
export function ask(text, lexicon, forms) {
  const typed = [...tokens(text)].slice(0, LONGEST).map(({ word }) => word)
  const last = beginning(written(text).at(-1) ?? "", typed, forms)
  const expand = (word, at) => lexicon.expand(word, at === typed.length - 1 ? last : "")
  let slots = typed.map(expand)
  const units = []
  for (let from = 0; from < typed.length; from = units.at(-1).to + 1) {
    const given = date(typed, slots, from, lexicon) ?? named(typed, slots, from, lexicon, forms)
    if (given) {
      units.push(given)
      continue
    }
    const parts = slots[from].length ? undefined : divide(typed[from], lexicon)
    if (parts) {
      // Typed without blanks: from here on it is as if they had been there.
      typed.splice(from, 1, ...parts)
      slots = typed.map(expand)
    }
    units.push((parts && named(typed, slots, from, lexicon, forms)) ?? plain(typed, slots, from, lexicon, forms))
  }
  // Words that only join are asked for where nothing else is.
  const needed = units.filter((unit) => !unit.small)
  return { typed, slots, units, needed: needed.length ? needed : units }
}

/* What is being typed may be the beginning of a word, as it is typed: `ky` begins no `kinh`. Figures, and what names a
   thing as it is, begin nothing. */
function beginning(word, typed, forms) {
  const begun = fold(word.toLowerCase().normalize("NFC"))
  const whole = /\d/.test(begun) || (typed.length === 1 && begun.length < 2) || forms.named(typed.slice(-1)).length
  return whole ? "" : begun
}

const possible = ({ slots }) => slots.every((slot) => slot.length)

const exactly = (word, lexicon) => lexicon.expand(word).filter(({ exact }) => exact)

const joined = (typed) => canonical(typed.map(fold).join(""))

function date(typed, slots, from, lexicon) {
  const found = dated(typed, from)
  if (!found) return undefined
  const to = from + found.length - 1
  const ways = found.ways.map((words) => ({ slots: words.map((word) => exactly(canonical(word), lexicon)), weight: 1 }))
  return { from, to, whole: true, ways: [{ slots: slots.slice(from, to + 1) }, ...ways.filter(possible)] }
}

/* The longest run of words from here that names something. */
function named(typed, slots, from, lexicon, forms) {
  for (let to = Math.min(typed.length, from + forms.longest) - 1; to >= from; to--) {
    const things = forms.named(typed.slice(from, to + 1))
    if (things.length) return naming(things, typed, slots, from, to, lexicon, forms)
  }
  return undefined
}

function naming(things, typed, slots, from, to, lexicon, forms, weight) {
  const ways = things.flatMap((thing) => forms.things[thing]).map(({ language, words }) => ({
    slots: words.map((word) => exactly(word, lexicon)),
    weight: weight ?? (language === lexicon.language ? SYNONYM.same : SYNONYM.other),
  }))
  if (to > from) ways.push({ slots: [lexicon.expand(joined(typed.slice(from, to + 1)))], weight: 1 })
  return { from, to, things, ways: [{ slots: slots.slice(from, to + 1) }, ...ways.filter(possible)] }
}

/* A word; or two that the texts write as one; or initials. */
function plain(typed, slots, from, lexicon, forms) {
  const word = typed[from]
  if (word.length > 1 && from + 1 < typed.length && lexicon.folded.has(fold(word) + fold(typed[from + 1]))) {
    const together = { slots: [lexicon.expand(joined(typed.slice(from, from + 2)))], weight: 1 }
    return { from, to: from + 1, ways: [{ slots: slots.slice(from, from + 2) }, together] }
  }
  const things = slots[from].some(({ agrees }) => agrees) ? [] : forms.abbreviated(word)
  if (things.length) return naming(things, typed, slots, from, from, lexicon, forms, SYNONYM.initials)
  return { from, to: from, ways: [{ slots: [slots[from]] }], small: isSmall(word, lexicon.language) }
}

/* A word typed without blanks as the fewest words that the lexicon holds: `bacninh` as `bac`, `ninh`; `nq57`. */
function divide(word, lexicon) {
  const letters = fold(word)
  const best = [[]]
  for (let end = 1; end <= letters.length; end++) {
    for (let start = Math.max(0, end - LONGEST_PART); start < end; start++) {
      const part = letters.slice(start, end)
      // A figure is not torn apart, and a single letter is no word.
      const around = `${letters[start - 1] ?? ""}${letters[end] ?? ""}`
      const whole = /^\d+$/.test(part) ? !/\d/.test(around) : part.length > 1
      if (!best[start] || !whole || !lexicon.folded.has(fold(canonical(part)))) continue
      if (!best[end] || best[start].length + 1 < best[end].length) best[end] = [...best[start], canonical(part)]
    }
  }
  const parts = best[letters.length]
  return parts?.length > 1 && parts.length <= MOST_PARTS ? parts : undefined
}

/** The entries that hold what is asked, each with its tier: 0 where all marks agree, 1 where some do not, 2 where
    something is missing. */
export function held({ needed }, lexicon) {
  const holding = (agreeing) => needed.map((unit) => unitEntries(unit, lexicon, agreeing))
  const exact = holding(true)
  const names = needed.map(({ things }) => things?.length > 0)
  // A long question is asked in the words of its reader: most of them will do.
  if (needed.length >= MANY) return tiers(most(exact, names, lexicon), 0)
  const found = tiers(common(exact), 0)
  if (!found.size || (needed.length > 1 && found.size < FEW)) {
    for (const entry of common(holding(false))) if (!found.has(entry)) found.set(entry, 1)
  }
  if (!found.size || (needed.length > 1 && found.size < FEW)) {
    for (const entry of most(exact, names, lexicon)) if (!found.has(entry)) found.set(entry, 2)
  }
  return found
}

const tiers = (entries, tier) => new Map(entries.map((entry) => [entry, tier]))

/* The entries in every one of the sets. */
function common([first, ...others]) {
  return first ? [...first].filter((entry) => others.every((entries) => entries.has(entry))).sort((a, b) => a - b) : []
}

/* The entries in sets worth half of all that are not empty, or nearly as much as any; small sets are worth more, and what
   is named is worth more than other words. Where little else is, what names something is asked for. */
function most(sets, names, lexicon) {
  const worth = new Map()
  let whole = 0
  sets.forEach((entries, at) => {
    if (!entries.size) return
    const rarity = Math.log(1 + lexicon.count / entries.size) * (names[at] ? NAMED : 1)
    whole += rarity
    for (const entry of entries) worth.set(entry, (worth.get(entry) ?? 0) + rarity)
  })
  const enough = Math.min(whole / 2, 0.5 * Math.max(0, ...worth.values()))
  const found = [...worth].filter(([, sum]) => sum >= enough).map(([entry]) => entry)
  const naming = sets.length < MANY ? sets.filter((_, at) => names[at]).flatMap((entries) => [...entries]) : []
  return [...new Set([...found, ...naming])]
}

/* What is named is held by the entries that name it; the syllables of its name, scattered, are not it. */
function unitEntries({ from, to, things = [], ways }, lexicon, agreeing) {
  const found = new Set(things.flatMap((thing) => lexicon.named[thing] ?? []))
  if (found.size && to > from) return found
  for (const { slots } of things.length ? ways.slice(0, 1) : ways) {
    let here
    for (const slot of slots) {
      const holding = new Set()
      for (const { number, agrees } of slot) {
        if (agreeing && !agrees) continue
        for (const entry of lexicon.entries[number]) if (!here || here.has(entry)) holding.add(entry)
      }
      here = holding
      if (!here.size) break
    }
    for (const entry of here) found.add(entry)
  }
  return found
}
