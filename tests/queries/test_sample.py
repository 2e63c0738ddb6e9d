"""Counts become samples: equal values add up, groups stay apart, nonsense is refused with the reason."""

from dataclasses import FrozenInstanceError

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.sample import Sample, split

CELLS = st.lists(st.tuples(st.integers(0, 4), st.integers(1, 20), st.integers(1, 9)), max_size=40)


def test_equal_values_add_up_and_come_out_ascending():
    found = Sample.of([300, 100, 300], [2, 5, 1], [1, 3, 1], [4, 9, 1])
    assert found.values.tolist() == [100.0, 300.0]
    assert found.counts.tolist() == [5, 3]
    assert (found.n, found.independent, found.squares) == (8, 5, 14)
    assert found.squared.tolist() == [9, 5]
    assert (found.upto.tolist(), found.squared_upto.tolist()) == ([5, 8], [9, 14])


def test_an_empty_sample_is_legal_and_counts_nothing():
    found = Sample.of([], [], [], [])
    assert (found.n, found.independent, found.squares, found.effective) == (0, 0, 0, 0.0)


def test_records_that_stand_once_are_worth_their_number():
    assert Sample.each([5, 5, 7, 9]).effective == 4.0


def test_one_range_that_stands_178_times_is_worth_one():
    assert Sample.of([135_000], [178], [1], [178 * 178]).effective == 1.0


def test_effective_number_lies_between_one_and_the_independent_records():
    repeats = np.array([1, 1, 1, 12, 30])
    found = Sample.of(np.arange(5), repeats, np.ones(5), repeats**2)
    assert 1 < found.effective < found.independent == 5
    assert found.effective == pytest.approx(45**2 / 1047)


def test_a_sample_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        Sample.each([1]).independent = 5


@given(CELLS)
def test_splitting_gives_what_each_group_would_give_alone(cells):
    groups = np.array([group for group, _, _ in cells], dtype=int)
    values = np.array([value for _, value, _ in cells], dtype=float)
    repeats = np.array([count for _, _, count in cells], dtype=int)
    ones = np.ones(len(cells), dtype=int)
    for group, found in enumerate(split(groups, 5, values, repeats, ones, repeats**2)):
        mine = groups == group
        alone = Sample.of(values[mine], repeats[mine], ones[mine], repeats[mine] ** 2)
        assert found.values.tolist() == alone.values.tolist()
        assert found.counts.tolist() == alone.counts.tolist()
        assert found.squared.tolist() == alone.squared.tolist()
        assert (found.n, found.independent, found.squares) == (alone.n, alone.independent, alone.squares)


def test_same_value_in_neighbouring_groups_stays_apart():
    low, high = split([0, 1], 2, [100, 100], [1, 2], [1, 1], [1, 4])
    assert (low.n, high.n) == (1, 2)


@pytest.mark.parametrize(
    "cells, message",
    [
        (([1, 2], [1], [1], [1]), r"lengths are \[1, 2\]"),
        (([1, np.nan], [1, 1], [1, 1], [1, 1]), "cell 1 has no finite value"),
        (([1, np.inf], [1, 1], [1, 1], [1, 1]), "cell 1 has no finite value"),
        (([1, 2], [1, 0], [1, 1], [1, 1]), "cell 1 has a count below 1"),
        (([1], [2], [3], [4]), "independent <= records <= squares"),
        (([1], [5], [1], [4]), "independent <= records <= squares"),
    ],
)
def test_cells_that_cannot_be_are_refused_with_the_reason(cells, message):
    with pytest.raises(ValueError, match=message):
        Sample.of(*cells)


def test_a_group_number_out_of_range_is_refused():
    with pytest.raises(ValueError, match="only 0 to 1 exist"):
        split([0, 2], 2, [1, 1], [1, 1], [1, 1], [1, 1])
