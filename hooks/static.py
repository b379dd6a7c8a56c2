"""Names what pages load by its content, and leaves out those files of the theme that none of them loads."""

from pathlib import Path

from compendium import assets
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files


# After static-i18n, which works at -100.
@event_priority(-110)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    own, *theme = config.theme.dirs
    loaded = config.extra["assets"] = dict[str, str]()
    for file in list(files):
        if file.src_dir == own and (key := assets.key(file.src_uri)):
            loaded[key] = file.dest_uri = file.url = assets.name(key, Path(own, file.src_uri).read_bytes())
        elif file.src_dir in theme and assets.is_worker(file.src_uri):
            loaded["worker"] = file.url
        elif file.src_dir in theme and not assets.is_kept(file.src_uri):
            files.remove(file)
    return files
