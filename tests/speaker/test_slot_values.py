"""Numbers, lengths of time and times of day, as Amazon sends them."""

import pytest

from speaker.understanding.durations import duration
from speaker.understanding.language import language_of
from speaker.understanding.numbers import number
from speaker.understanding.times import time_of_day
from speaker.understanding.words import number_words, tokens

ENGLISH = language_of("en-US")


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("three", "3"),
        ("3", "3"),
        ("twenty-one", "21"),
        ("a hundred", None),
        ("one hundred and five", None),
        ("nine hundred", "900"),
        ("two thousand six", "2006"),
        ("twenty thirty", None),
        ("five five", None),
        ("zero", "0"),
        ("left", None),
        ("", None),
    ],
)
def test_numbers(said: str, value: str | None) -> None:
    assert number(tokens(said, ENGLISH), ENGLISH) == value


@pytest.mark.parametrize("value", [*range(130), 199, 200, 904, 1000, 1001, 4045, 99_999, 120_000])
def test_a_number_written_in_words_is_read_back(value: int) -> None:
    assert number(number_words(value, ENGLISH), ENGLISH) == str(value)


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("thirty seconds", "PT30S"),
        ("45 second", "PT45S"),
        ("45s", None),
        ("ninety seconds", "PT90S"),
        ("a minute", "PT1M"),
        ("one minute", "PT1M"),
        ("half a minute", "PT30S"),
        ("half minute", "PT30S"),
        ("a half minute", "PT30S"),
        ("a minute and a half", "PT1M30S"),
        ("one and a half minutes", "PT1M30S"),
        ("two and a half minutes", "PT2M30S"),
        ("one minute thirty", "PT1M30S"),
        ("one minute and thirty seconds", "PT1M30S"),
        ("two minutes ten seconds", "PT2M10S"),
        ("a quarter of an hour", "PT15M"),
        ("three quarters of a minute", "PT45S"),
        ("an hour and a half", "PT1H30M"),
        ("two weeks", "P2W"),
        ("one day and two hours", "P1DT2H"),
        ("zero seconds", "PT0S"),
        ("900 seconds", "PT900S"),
        ("minute", None),
        ("a while", None),
        ("thirty", None),
        ("half", None),
        ("and a half", None),
    ],
)
def test_durations(said: str, value: str | None) -> None:
    assert duration(tokens(said, ENGLISH), ENGLISH) == value


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("seven", "07:00"),
        ("seven pm", "19:00"),
        ("7 p.m.", "19:00"),
        ("7pm", "19:00"),
        ("7:30 pm", "19:30"),
        ("19:00", "19:00"),
        ("nineteen hundred", "19:00"),
        ("seven oh five", "07:05"),
        ("7:05", "07:05"),
        ("half past six", "06:30"),
        ("quarter to eight", "07:45"),
        ("a quarter past nine in the evening", "21:15"),
        ("quarter to one pm", "12:45"),
        ("ten minutes to one am", "00:50"),
        ("six thirty", "06:30"),
        ("seven o'clock in the morning", "07:00"),
        ("twelve am", "00:00"),
        ("twelve pm", "12:00"),
        ("noon", "12:00"),
        ("midnight", "00:00"),
        ("evening", "EV"),
        ("thirty", None),
        ("nineteen pm", None),
        ("six seventy", None),
        ("left", None),
        ("", None),
    ],
)
def test_times_of_day(said: str, value: str | None) -> None:
    assert time_of_day(tokens(said, ENGLISH), ENGLISH) == value
