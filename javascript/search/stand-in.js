/* A worker takes some time to start. What is typed before it has is answered in the page, by the same engine; and all
   that is typed, should it not start at all. */
import { Engine } from "./engine.js"
import { COUNT, RESULT } from "./messages.js"
import { withoutOperators } from "./words.js"

/** What is asked and answers as the worker does, for as long as `stop` is not called. */
export function standIn({ fields }, docs) {
  const engine = new Engine(fields.compendium)
  let taken = 0
  let answers = 0
  let stopped = false
  const take = (idle) => {
    while (taken < docs.length && !(idle?.timeRemaining() < 1)) engine.add(docs[taken++])
    rest()
  }
  // Entries are taken in while nothing else is to be done, and all of them when there is a question.
  const rest = () => {
    if (taken < docs.length && !stopped) self.requestIdleCallback?.(take)
  }
  rest()
  const stand = {
    stop() {
      stopped = true
    },
    postMessage({ data }) {
      take()
      const text = withoutOperators(data)
      const { results, ...found } = engine.search(text)
      const items = [results.map(({ document, score, words }) => ({ ...document, score, words }))]
      // Told apart from the answers of the worker.
      const answer = --answers
      stand.onmessage({ data: { type: RESULT, data: { items, found, answer } } })
      setTimeout(() => stand.onmessage({ data: { type: COUNT, data: { other: engine.count(text), answer } } }))
    },
  }
  return stand
}
