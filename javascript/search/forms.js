/* The ways to say one thing, found in what is typed: terms, abbreviations, names, in both languages. */
import { list } from "./lexicon.js"
import { stem } from "./stem.js"
import { agreement, canonical, fold, isSmall, tokens } from "./words.js"

// A form may be typed with more blanks than it has: KH & CN, TP HCM.
const LOOSE = 2
const SHORTEST = 3

export class Forms {
  /** `groups` has for each thing its forms by language, `{"vi": […], "en": […]}`; a thing is told by its number. */
  constructor(groups) {
    this.found = new Map()
    this.initials = new Map()
    this.longest = 1
    this.things = groups.map((group, thing) => {
      const forms = Object.entries(group).flatMap(([language, texts]) =>
        texts.map((text) => ({ language, words: [...tokens(text)].map(({ word }) => word) }))
      )
      for (const form of forms) this.note(form, thing)
      return forms
    })
  }

  /* Without blanks `KH & CN`, `viet nam` and `vietnam` are one. English forms are found in the plural, too. */
  note(form, thing) {
    const { language, words } = form
    this.longest = Math.max(this.longest, words.length + LOOSE)
    list(this.found, words.map(fold).join("")).push({ form, thing })
    if (language === "en") list(this.found, stemmed(words)).push({ thing })
    const telling = words.filter((word) => !isSmall(word, language))
    for (const initials of new Set([initial(words), initial(telling)])) {
      if (initials.length >= SHORTEST) list(this.initials, initials).push(thing)
    }
  }

  /** The things that typed words name, marks agreeing. */
  named(typed) {
    const exact = this.found.get(typed.map(fold).join("")) ?? []
    const found = exact.filter(({ form }) => agrees(typed, form.words))
    return [...new Set([...found, ...(this.found.get(stemmed(typed)) ?? [])].map(({ thing }) => thing))]
  }

  /** The things whose first letters a word is made of: BNG for Bộ Ngoại giao. */
  abbreviated(word) {
    return [...new Set(this.initials.get(fold(word)))]
  }
}

const initial = (words) => words.map((word) => fold(word)[0]).join("")

const stemmed = (words) => "~" + words.map((word) => stem(fold(word))).join("")

function agrees(typed, words) {
  if (typed.length === words.length) return typed.every((word, at) => agreement(word, words[at]) !== "other")
  // Parted otherwise than the form is, words can only be compared as a whole.
  const joined = canonical(typed.join(""))
  return joined === fold(joined) || joined === canonical(words.join(""))
}
