"""The compendium: records and pages in two languages, judged and rendered. Knows nothing of the site generator."""
