"""Quantiles of counts are numpy's quantiles of the list the counts stand for."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.quantiles import quantiles
from queries.sample import Sample

QS = [0, 0.1, 0.25, 0.5, 0.75, 0.9, 1]


def counted(values, counts):
    return Sample.of(values, counts, np.ones(len(values)), np.square(np.asarray(counts, dtype=np.int64)))


@given(
    st.lists(st.tuples(st.integers(-40, 40), st.integers(1, 30)), min_size=1, max_size=30),
    st.lists(st.floats(0, 1), min_size=1, max_size=5),
)
def test_equal_to_numpy_on_the_expanded_values(cells, qs):
    values, counts = (np.array(column) for column in zip(*cells))
    expected = np.quantile(np.repeat(values * 12.5, counts), qs)
    np.testing.assert_allclose(quantiles(counted(values * 12.5, counts), qs), expected, rtol=1e-12, atol=1e-9)


@pytest.mark.parametrize(
    "values, counts",
    [
        ([5.0], [1]),
        ([5.0], [1_000]),
        ([1.0, 2.0], [1, 1]),
        ([1.0, 2.0], [99, 1]),
        ([1.33, 1.34, 1.5], [40, 41, 19]),
        ([10_000.0, 2_000_000.0], [200_000, 200_000]),
    ],
)
def test_single_values_ties_and_large_counts_agree_with_numpy(values, counts):
    np.testing.assert_allclose(
        quantiles(counted(values, counts), QS), np.quantile(np.repeat(values, counts), QS), rtol=1e-12
    )


def test_counts_too_large_to_expand_are_no_trouble():
    assert quantiles(counted([100, 200, 300], [10**9, 1, 10**9]), [0.25, 0.5, 0.75]).tolist() == [100, 200, 300]


def test_an_empty_sample_has_no_quantiles():
    assert np.isnan(quantiles(Sample.each([]), [0.1, 0.5])).all()


@pytest.mark.parametrize("q", [-0.1, 1.1, 50, np.nan])
def test_a_quantile_outside_zero_to_one_is_refused(q):
    with pytest.raises(ValueError, match="between 0 and 1"):
        quantiles(Sample.each([1, 2]), [q])
