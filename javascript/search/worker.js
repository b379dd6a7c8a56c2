/* What the theme's search worker loads as its support for Vietnamese, and our way into it: lunr gathers entries and
   answers questions, and here the Engine does both in its place. The worker and lunr themselves are left as they are;
   only their public points are used. */
import { Engine } from "./engine.js"
import { COUNT, READY, RESULT } from "./messages.js"
import { withoutOperators, written } from "./words.js"

const NOTHING = { total: 0, partial: false, suggestion: null }
// The worker multiplies a score by 1 + b², where b is 1, or 2 for a page. See below for how it is undone.
const BOOSTS = { page: 5, other: 2 }

let engine
let told

/* A plugin of lunr: called with the builder of the index. */
lunr.vi = function () {
  engine = undefined
  // The worker hands on the fields of the index as they are: in one of them stands what our part needs to know.
  this.field = (_, knowledge) => {
    engine = new Engine(knowledge)
  }
  this.add = (document) => engine.add(document)
  this.build = () => ({ fields: [], invertedIndex: {}, search })
}

function search(question) {
  const words = question.toLowerCase().split(" ").map((word) => word.replaceAll("*", ""))
  const text = words.join(" ")
  const { results, ...found } = engine.search(text)
  told = { text, found }
  // The worker looks for each word of the question among those found, and must find it.
  const metadata = Object.fromEntries(words.map((word) => [word, {}]))
  return results.map(({ document, score, words }) => {
    document.words = words
    return { ref: document.location, score: score / (document.parent ? BOOSTS.other : BOOSTS.page), matchData: { metadata } }
  })
}

/* What a reader types has no operators: every part of it is words, and nothing can be wrong with it. */
lunr.QueryLexer.lexText = (lexer) => {
  for (const word of written(withoutOperators(lexer.str))) {
    lexer.lexemes.push({ type: lunr.QueryLexer.TERM, str: word, start: 0, end: lexer.length })
  }
}

/* The worker may be told of an empty index first, so that it loads its scripts, of which this is the last, while the
   real one is on its way; then there is nothing left to load. An answer tells, too, how much was found and what may have
   been meant. How much there is in the other language comes after it: the reader need not wait for that. */
self.importScripts = () => {}

const post = self.postMessage.bind(self)
let answers = 0
self.postMessage = (message) => {
  if (message.type === READY) return post({ ...message, entries: engine?.entries.length ?? 0 })
  if (message.type !== RESULT) return post(message)
  const { text = "", found = NOTHING } = told ?? {}
  told = undefined
  const answer = ++answers
  post({ ...message, data: { ...message.data, found, answer } })
  if (!text) return undefined
  return self.setTimeout(() => {
    // Unless the next question has come.
    if (answer === answers) post({ type: COUNT, data: { other: engine.count(text), answer } })
  })
}
