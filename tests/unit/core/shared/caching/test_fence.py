from sorbo_core.shared.caching.fence import Fence


def test_what_was_made_before_an_invalidation_of_its_tag_is_out_of_date() -> None:
    fence = Fence()
    mark = fence.mark
    fence.invalidate(["formation"])
    assert not fence.holds(["formation"], mark)
    assert fence.holds(["formation"], fence.mark)


def test_what_is_made_from_something_else_stays_good() -> None:
    fence = Fence()
    mark = fence.mark
    fence.invalidate(["formation", "formation:1"])
    assert fence.holds(["projet"], mark)
    assert fence.holds(["formation:2"], mark)


def test_when_all_is_out_of_date_nothing_made_before_is_good() -> None:
    fence = Fence()
    mark = fence.mark
    fence.invalidate_all()
    assert not fence.holds(["projet"], mark)
    assert not fence.holds([], mark)


def test_forgotten_invalidations_make_all_that_is_older_out_of_date() -> None:
    fence = Fence(remembered=2)
    before = fence.mark
    fence.invalidate(["a"])
    after_a = fence.mark
    for tag in ("b", "c"):
        fence.invalidate([tag])
    assert not fence.holds(["projet"], before)
    assert not fence.holds(["a"], before)
    assert fence.holds(["projet"], after_a)


def test_a_tag_that_is_invalidated_again_is_remembered_as_the_latest() -> None:
    fence = Fence(remembered=2)
    for tag in ("a", "b", "a"):
        fence.invalidate([tag])
    mark = fence.mark
    fence.invalidate(["c"])
    assert fence.holds(["a"], mark)
    assert not fence.holds(["c"], mark)
