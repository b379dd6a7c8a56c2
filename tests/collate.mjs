/* Pairs of phrases in, each a list of syllables; out comes -1, 0 or 1 for each pair: the Vietnamese order of the
   Unicode Consortium, applied syllable by syllable. */
import { readFileSync } from "node:fs"

if (!Intl.Collator.supportedLocalesOf("vi").length) throw new Error("This Node knows no Vietnamese")
const collator = new Intl.Collator("vi")

const compare = (before, after) => {
  for (let at = 0; at < Math.min(before.length, after.length); at++) {
    const sign = collator.compare(before[at], after[at])
    if (sign) return Math.sign(sign)
  }
  return Math.sign(before.length - after.length)
}

const pairs = JSON.parse(readFileSync(0, "utf8"))
console.log(JSON.stringify(pairs.map(([before, after]) => compare(before, after))))
