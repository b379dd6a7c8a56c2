"""Keeps the files that languages share, such as images: static-i18n drops them from all but the first."""

from pathlib import Path

from compendium import tree
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files


# After static-i18n, which works at -100.
@event_priority(-110)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    docs = Path(config.docs_dir)
    for path in tree.shared(docs):
        uri = path.relative_to(docs).as_posix()
        if uri not in files.src_uris:
            files.append(File(uri, config.docs_dir, config.site_dir, config.use_directory_urls))
    return files
