/* What every page loads. Without it a page is as good, and less handy. */
import "./page/definitions.js"
import "./page/dropdowns.js"
import "./page/place.js"
import "./page/releases.js"
import "./page/folds.js"
import "./page/search.js"
