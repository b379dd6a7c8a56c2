/* Dates that are typed one way and written another: 2024-12-22, 22/12/2024, 22 tháng 12 năm 2024, 22 December 2024. */
import { fold } from "./words.js"

const MONTHS = [
  "january", "february", "march", "april", "may", "june",
  "july", "august", "september", "october", "november", "december",
]

/* The parts of a date in the orders that people type: y, m and d stand for figures, M for a month in letters. */
const ORDERS = ["d m y", "m d y", "y m d", "ngay d thang m nam y", "ngay d thang m y", "d thang m nam y", "d thang m y",
  "d M y", "M d y", "thang m nam y", "thang m y", "M y", "m y"].map((order) => order.split(" "))

/** The date that the typed words give from a place on: how many words it takes, and the ways to write it. */
export function dated(typed, from) {
  for (const order of ORDERS) {
    const parts = read(typed.slice(from, from + order.length).map(fold), order)
    if (parts) return { length: order.length, ways: written(parts) }
  }
  return undefined
}

function read(words, order) {
  const parts = {}
  for (let at = 0; at < order.length; at++) {
    const [part, word] = [order[at], words[at] ?? ""]
    if (part.length > 1 ? part !== word : !take(part, word, parts)) return undefined
  }
  return parts
}

function take(part, word, parts) {
  const number = part === "M"
    ? MONTHS.findIndex((month) => word.length > 2 && month.startsWith(word === "sept" ? "sep" : word)) + 1
    : Number(part === "d" ? word.replace(/(st|nd|rd|th)$/, "") : word)
  const sound = part === "y" ? /^(19|20)\d\d$/.test(word) : number >= 1 && number <= (part === "d" ? 31 : 12)
  if (sound) parts[part.toLowerCase()] = number
  return sound
}

function written({ d, m, y }) {
  const month = MONTHS[m - 1]
  const ways = d
    ? [[d, m, y], [d, "tháng", m, "năm", y], [d, month, y], [y, m, d]]
    : [[m, y], ["tháng", m, "năm", y], [month, y]]
  return ways.map((way) => way.map(String))
}
