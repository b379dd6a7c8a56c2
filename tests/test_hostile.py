"""What could be meant to harm is refused by name, at its line, in both languages; what is harmless is not."""

from collections.abc import Iterator

import hostile
import pytest
from compendium.judgement import judge
from compendium.render import Renderer
from conftest import Site, little_site
from hostile import Input

INPUTS = hostile.inputs()


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    site = little_site(tmp_path_factory.mktemp("target"))
    # Templates are not what anybody sends: it is enough that other tests judge them.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Renderer, "check", lambda *_: iter(()))
        yield site


@pytest.fixture
def sent(target: Site, request: pytest.FixtureRequest) -> Iterator[Input]:
    """The site with one input in it, and afterwards as it was."""
    given: Input = request.param
    file = target.root / given.path
    before = file.read_bytes() if file.exists() else None
    hostile.put(target, given)
    yield given
    file.unlink()
    if before is not None:
        file.write_bytes(before)


def test_there_are_more_than_a_hundred_and_each_has_a_name_of_its_own() -> None:
    assert len({given.name for given in INPUTS}) == len(INPUTS) >= 150
    assert all((given.check is None) != (given.shows is None) for given in INPUTS)


@pytest.mark.parametrize("sent", INPUTS, indirect=True, ids=lambda given: given.name)
def test_every_input_is_told_by_its_check_at_its_line_or_is_harmless(target: Site, sent: Input) -> None:
    # One language alone was sent: that the other differs from it is no news.
    found = [each for each in judge(target.root).errors if each.check != "page-pair" and "same-" not in each.check]
    if sent.check is None:
        assert [str(problem) for problem in found] == []
        return
    told = [problem for problem in found if problem.check == sent.check]
    assert told, [(problem.check, str(problem)) for problem in found]
    assert not sent.line or sent.line in [problem.line for problem in told]
    for problem in found:
        assert problem.vi != problem.en
        assert all(text.isprintable() for text in (problem.path, problem.vi, problem.en))
