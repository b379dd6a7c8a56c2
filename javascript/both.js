/* What a page in both languages loads: it has no search and no menu. */
import "./page/definitions.js"
import "./page/language.js"
import "./page/folds.js"
