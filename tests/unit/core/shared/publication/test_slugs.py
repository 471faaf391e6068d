from itertools import islice

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sorbo_core.shared.publication.slugs import candidates, is_slug_of
from sorbo_core.shared.text import Slug

ID = "019376f2a4c87b1e9d3c5a7e8f901234"


def test_candidates_start_with_the_plain_slug_and_count_from_two() -> None:
    assert list(islice(candidates("Étude été", ID), 3)) == ["etude-ete", "etude-ete-2", "etude-ete-3"]


def test_where_many_share_a_title_the_end_of_the_id_comes_before_further_numbers() -> None:
    found = list(islice(candidates("Étude", ID), 22))
    assert found[19:] == ["etude-20", "etude-5a7e8f901234", "etude-21"]


@given(st.text(min_size=1, max_size=150), st.sampled_from([ID, "exemple-covadis", "A_b", "-"]))
def test_every_candidate_is_a_slug_of_the_title_and_they_all_differ(title: str, id: str) -> None:
    slugs = list(islice(candidates(title, id), 40))
    assert len(set(slugs)) == 40
    assert msgspec.convert(slugs, list[Slug]) == slugs
    assert all(is_slug_of(title, slug, id) for slug in slugs)


@pytest.mark.parametrize("slug", ["etudes", "etude-de-sols", "etude-", "etude-5a7e8f901235", "une-etude-2"])
def test_a_slug_that_was_chosen_is_none_of_the_title(slug: str) -> None:
    assert not is_slug_of("Étude", slug, ID)
