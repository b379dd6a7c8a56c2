/* The words of texts, canonical and sorted: prints, for each of the texts that stand in the same place of two lists,
   those of the one and those of the other. */
import { readFileSync } from "node:fs"
import { tokens } from "../../javascript/search/words.js"

const words = (text) => {
  const plain = text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&")
  return [...new Set([...tokens(plain)].map(({ word }) => word))].sort()
}
const [texts, others] = JSON.parse(readFileSync(0, "utf8"))
process.stdout.write(JSON.stringify(texts.map((text, at) => [words(text), words(others[at])])))
