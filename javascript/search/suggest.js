/* What may have been meant where nothing is found: the nearest words of the index, and what keys of a Vietnamese
   keyboard stood for where the input method was off. */
import { canonical, fold, tokens } from "./words.js"

/** The words that are not known, each with what may have been meant, `[[typed, better], …]`; none where nothing comes
    near. `spelled` gives a word of the lexicon as it is written. */
export function mended(text, lexicon, spelled) {
  const typed = [...new Set([...tokens(text)].map(({ word }) => word))]
  return typed
    .filter((word) => !lexicon.expand(word, fold(word)).some(({ agrees }) => agrees))
    .map((word) => [word, typedRaw(word, lexicon) ?? nearest(word, lexicon)])
    .filter(([, better]) => better !== undefined)
    .map(([word, better]) => [word, spelled(better)])
}

const SHORTEST = 5

const TELEX = { f: "\u0300", s: "\u0301", x: "\u0303", r: "\u0309", j: "\u0323" }
const VNI = { 1: "\u0301", 2: "\u0300", 3: "\u0309", 4: "\u0303", 5: "\u0323" }
const DOUBLED = [["aa", "â"], ["ee", "ê"], ["oo", "ô"], ["dd", "đ"], ["uow", "ươ"], ["aw", "ă"], ["ow", "ơ"], ["uw", "ư"]]
const NUMBERED = [["d9", "đ"], ["uo7", "ươ"], ["a6", "â"], ["e6", "ê"], ["o6", "ô"], ["a8", "ă"], ["o7", "ơ"], ["u7", "ư"]]

/* `ddoori` (Telex) and `d9o6i3` (VNI) are đổi. The key of a mark may come at the end of the syllable. */
function typedRaw(word, lexicon) {
  for (const [tones, pairs] of [[TELEX, DOUBLED], [VNI, NUMBERED]]) {
    let letters = word
    let tone = ""
    for (const key of Object.keys(tones)) {
      if (!tone && letters.slice(1).includes(key)) {
        const at = letters.lastIndexOf(key)
        tone = tones[key]
        letters = letters.slice(0, at) + letters.slice(at + 1)
      }
    }
    for (const [keys, letter] of pairs) letters = letters.replace(keys, letter)
    const number = lexicon.numbers.get(canonical(letters + tone))
    if (number !== undefined && letters + tone !== word) return number
  }
  return undefined
}

/* The word with the fewest letters to change; of several the one in most entries. */
function nearest(word, lexicon) {
  const folded = fold(word)
  // Of short words, figures and abbreviations every other one is near.
  if (folded.length < SHORTEST || /\d/.test(folded) || !/[aeiouy]/.test(folded)) return undefined
  let closest = folded.length < 7 ? 1.5 : 2.5
  let found
  for (const [other, numbers] of lexicon.folded) {
    if (Math.abs(other.length - folded.length) > 2) continue
    // Few miss the first letter, and fewer mean a word with another one.
    if (other[0] !== folded[0]) continue
    const distance = changes(folded, other)
    for (const number of numbers) {
      const commoner = found === undefined || lexicon.entries[number].length > lexicon.entries[found].length
      if (distance < closest || (distance === closest && commoner)) {
        closest = distance
        found = number
      }
    }
  }
  return found
}

/* How many letters to put in, leave out, change or swap make one word of the other. */
function changes(a, b) {
  let before
  let last = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(row[j - 1] + 1, last[j] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1))
      if (before && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1)
    }
    before = last
    last = row
  }
  return last[b.length]
}
