/* The stem that the forms of an English word share, whether it is spelled as in Britain or in America. */
import { stemmer } from "stemmer"

const SPELLINGS = [
  [/is(e|ed|es|ing|ations?)$/, "iz$1"],
  [/our(s?)$/, "or$1"],
  [/tre(s?)$/, "ter$1"],
  [/mme(s?)$/, "m$1"],
  [/ence(s?)$/, "ense$1"],
]

/** The stem of a folded word: `globalisation` and `globalize` have one. */
export function stem(word) {
  return stemmer(SPELLINGS.reduce((form, [british, american]) => form.replace(british, american), word))
}
