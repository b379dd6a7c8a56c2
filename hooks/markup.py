"""Mends what the theme's own markup gets wrong, on the finished page."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

_LABEL = '<label class="md-nav__title" for="__toc">'


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    # The opening page of a section has no switch for its table of contents, yet a label that names one.
    return output if 'id="__toc"' in output else output.replace(_LABEL, '<label class="md-nav__title">')
