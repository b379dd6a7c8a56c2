/* What a page in both languages loads: it has no search and no menu. */
import "./page/definitions.js"
import "./page/folds.js"
import "./page/notes.js"
import "./page/place.js"
