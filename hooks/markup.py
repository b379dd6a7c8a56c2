"""Mends what the theme's own markup gets wrong, on the finished page."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

# Each is refused by the HTML standard, and means nothing where it stands.
_MENDED = {
    'id="__drawer" autocomplete="off"': 'id="__drawer"',
    'id="__search" autocomplete="off"': 'id="__search"',
    ' tabindex=""': "",
}
_LABEL = '<label class="md-nav__title" for="__toc">'


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    for wrong, right in _MENDED.items():
        output = output.replace(wrong, right)
    # The opening page of a section has no switch for its table of contents, yet a label that names one.
    return output if 'id="__toc"' in output else output.replace(_LABEL, '<label class="md-nav__title">')
