/* What the theme's worker is told and answers, by number, and one answer of our own. */
export const [SETUP, READY, QUESTION, RESULT, COUNT] = [0, 1, 2, 3, 4]
