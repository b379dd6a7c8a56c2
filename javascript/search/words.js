/* Words of Vietnamese and English text, made comparable whatever way they were typed: composed or decomposed, in
   capitals, with the tone on either vowel (hòa, hoà), with i or y (kĩ, kỹ), with one separator of thousands or
   another. Marks are kept: whether they must agree is for the search to say. */

const TONES = "\u0300\u0301\u0303\u0309\u0323"
const TONE = new RegExp(`[${TONES}]`, "g")
const MARK = /^\p{M}$/u
const MARKS = /\p{M}/gu
// A number with separators, or letters and digits; `&` joins the parts of an abbreviation, as in KH&CN. All that is no
// sign or blank counts as a letter: a list of the letters of all scripts would make this several times slower.
const LETTER = String.raw`0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u1fff\u2c00-\u2dff`
  + String.raw`\u00b2\u00b3\u00b5\u00b9\u2070-\u209c\u3040-\ud7ff\uf900-\ufdff\uff10-\uffdc`
const LETTERS = String.raw`[${LETTER}][${LETTER}\u0300-\u036f]*`
const WORD = new RegExp(String.raw`\d+(?:[.,]\d+)+|${LETTERS}(?:&${LETTERS})*`, "g")
const THOUSANDS = /^\d{1,3}(?:[.,]\d{3})+$/
const SEPARATED = /^\d+[.,]/
const DECIMAL = /^\d+[.,]\d+$/
// An open syllable whose only vowel is y may as well be written with i.
const OPEN_Y = /^((?:[bcdđghklmnpqrstvx]|ch|gh|kh|ngh?|nh|ph|th|tr|qu))y$/
const PLAIN = /^[a-z]+$/

const known = new Map()

/* Function words: a question may hold them where its answer does not, in the words of either language. Of those without
   marks only the ones that mean nothing else in Vietnamese: `trong` may be `trọng`, `the` may be `thể`. */
const VIETNAMESE = `và của là các những cho với về trong ở tại từ đến gì nào bao nhiêu khi có được thì mà này số mấy đâu sao vì
  ngày tháng năm va cua la cac nhung cho voi ve gi nao nhieu duoc so`
const ENGLISH = "of and is are was were what how who when where why which for with from does did has have should"
const ONLY_ENGLISH = "the in to a an on by at do no i it this that these my you your we can will many much there about"
const SMALL = { vi: `${VIETNAMESE} ${ENGLISH}`, en: `${VIETNAMESE} ${ENGLISH} ${ONLY_ENGLISH}` }
for (const language of Object.keys(SMALL)) SMALL[language] = new Set(SMALL[language].split(/\s+/).map(canonical))

const ENTITIES = { "&lt;": "<", "&gt;": ">", "&amp;": "&" }

/** A text of the index, in which these three signs alone are escaped. */
export function decode(text) {
  return text.includes("&") ? text.replace(/&(?:lt|gt|amp);/g, (entity) => ENTITIES[entity]) : text
}

/** What is typed without what other searches take for operators, as in `quốc^2` and `quốc~1`: the number is no word. */
export function withoutOperators(text) {
  return text.replace(/[~^]\d+(?=\s|$)/g, " ")
}

/** The form of a word that equal words share. The tone stands at its end, wherever it was typed. */
export function canonical(word) {
  let form = known.get(word)
  if (form === undefined) known.set(word, (form = canonise(word)))
  return form
}

function canonise(word) {
  const lower = word.toLowerCase().replaceAll("&", "").replace(/[ðɖ]/g, "đ")
  if (THOUSANDS.test(lower)) return lower.replace(/[.,]/g, "")
  if (DECIMAL.test(lower)) return lower.replace(",", ".")
  // Days and months are written with and without a zero before them.
  if (/^0\d$/.test(lower)) return lower[1]
  if (PLAIN.test(lower)) return lower.replace(OPEN_Y, "$1i")
  const parts = lower.normalize("NFKD")
  const tones = parts.match(TONE)?.join("") ?? ""
  return (parts.replace(TONE, "").normalize("NFC").replace(OPEN_Y, "$1i") + tones).normalize("NFC")
}

/** The words of a text in order: `word` is canonical, `start` and `end` are its place in the text. */
export function* tokens(text) {
  for (const { 0: found, index } of text.matchAll(WORD)) {
    if (!isDate(found)) yield { word: canonical(found), start: index, end: index + found.length }
    else {
      for (const part of found.matchAll(/\d+/g)) {
        const start = index + part.index
        yield { word: canonical(part[0]), start, end: start + part[0].length }
      }
    }
  }
}

/** The words of a text in order, as they are written. */
export function written(text) {
  const words = []
  for (const found of text.match(WORD) ?? []) {
    if (isDate(found)) words.push(...found.match(/\d+/g))
    else words.push(found)
  }
  return words
}

/* Neither a large number nor a decimal one, but figures with separators: 17.11.2000. */
function isDate(found) {
  return SEPARATED.test(found) && !THOUSANDS.test(found) && !DECIMAL.test(found)
}

/** A canonical word without any mark: `đổi` becomes `doi`. */
export function fold(word) {
  return PLAIN.test(word) ? word : word.normalize("NFD").replace(MARKS, "").replaceAll("đ", "d")
}

/** Whether a canonical word only joins others, in one language. */
export function isSmall(word, language) {
  return SMALL[language].has(word)
}

/** The marks of a canonical word, letter by letter, and its tones. */
function spelling(word) {
  const letters = []
  let tones = ""
  for (const part of word.normalize("NFD")) {
    if (TONES.includes(part)) tones += part
    else if (MARK.test(part)) letters[letters.length - 1] += part
    else letters.push(part === "đ" ? "đ" : "")
  }
  return { letters, tones }
}

/** How the marks of a typed word stand to those of a word that begins with the same letters:
    "same", "none" where none were typed, "part" where some were, or "other" where they disagree. */
export function agreement(typed, word) {
  if (typed === word) return "same"
  if (typed === fold(typed)) return "none"
  const a = spelling(typed)
  const b = spelling(word)
  const within = a.letters.every((marks, at) => marks === "" || marks === b.letters[at])
  if (!within || (a.tones && a.tones !== b.tones)) return "other"
  return a.tones === b.tones && a.letters.every((marks, at) => marks === b.letters[at]) ? "same" : "part"
}
