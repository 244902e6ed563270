"""`make learn`: what the second reading knows, learnt from the table of utterances and the model's symptoms.

Written to skill/content/resemblance.json. The files named `blind` are not learnt from: they tell how it does on what
it has never met. A symptom of the interaction model, said bare, is what the reviewed rules make of it; denied, it is
nothing. The features are those of `skill.coach.triage.second_reading`, the method is plain: one weight per feature and
verdict, so that what speaks for a stop can be read in the file.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import numpy
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize

from skill import triage
from skill.coach.triage import Framing, Report
from skill.coach.triage.assessment import assess
from skill.coach.triage.second_reading import APART, SCALE, STOPS, features
from skill.library import CONTENT
from tests.interaction_model.model import read
from tests.utterances import table
from tests.utterances.outcome import MODELS

PATH = f"{CONTENT}/resemblance.json"
OTHERS = "none"
"""The class of whatever must not stop."""
SEEN_AT_LEAST, APART_AT_LEAST = 3, 5
"""In so many utterances must words be to be weighed, side by side or with others between them."""
TELLING = 20
"""What weighs less, in hundredths, is left out. Single words stay: they are what the second reading knows."""
LOOSENESS = 30.0
"""How freely weights may grow; of 3, 10, 30 and 100 the best on files kept from learning."""
REVIEWED = 3
"""So many times does a line count whose verdict by the rules is pinned, or that the model names."""

Learnt = dict[str, object]


def known() -> dict[str, str]:
    """What must come of each text that is learnt from; of a text that is there twice, the table's word counts."""
    bare = {text: str(assess(Report(text), triage.rules()).verdict) for text in symptoms()}
    denied = {f"no {text}": OTHERS for text in bare if not stopped(Report(text, Framing.DENIED))}
    return {**bare, **denied, **{line.text: line.expect for line in table() if not line.is_blind}}


def symptoms() -> Iterator[str]:
    """Every symptom the interaction model names, in each of its ways."""
    values = read(MODELS / "en-US.json").types["SymptomPhrase"]
    return (phrase.lower() for value in values for phrase in value.phrases)


def stopped(report: Report) -> bool:
    """True for what the rules alone stop."""
    return assess(report, triage.rules()).verdict in STOPS


def learn(verdicts: Mapping[str, str]) -> Learnt:
    """The weights for these texts: whole hundredths, relative to what must not stop."""
    classes = [verdict if verdict in STOPS else OTHERS for verdict in verdicts.values()]
    reviewed = {line.text for line in table() if line.file == "symptoms"} | set(symptoms())
    words = triage.rules().lexicon.words
    counts = CountVectorizer(analyzer=lambda text: features(words(text)), min_df=SEEN_AT_LEAST, binary=True)
    model = LogisticRegression(C=LOOSENESS, max_iter=1000)
    weight = [REVIEWED if text in reviewed else 1 for text in verdicts]
    found = counts.fit_transform(verdicts)
    names = counts.get_feature_names_out()
    often = numpy.asarray(found.sum(axis=0)).ravel() >= [APART_AT_LEAST if APART in name else 0 for name in names]
    found, names = found[:, often], names[often]
    telling = rarity(found)
    model.fit(normalize(found).multiply(telling).tocsr(), classes, sample_weight=weight)
    at = {name: index for index, name in enumerate(model.classes_)}
    rows = [at[verdict] for verdict in STOPS]
    weights = numpy.rint(SCALE * (model.coef_[rows] - model.coef_[at[OTHERS]]) * telling).astype(int).T.tolist()
    base = numpy.rint(SCALE * (model.intercept_[rows] - model.intercept_[at[OTHERS]])).astype(int).tolist()
    named = {
        name: row
        for name, row in zip(names.tolist(), weights, strict=True)
        if " " not in name or max(map(abs, row)) >= TELLING
    }
    return {"verdicts": [*STOPS], "base": base, "weights": named}


def rarity(found: Any) -> Any:
    """How much more a word tells for being in few texts: of files kept from learning, it gets more of them right."""
    times = numpy.log(found.shape[0] / numpy.asarray(found.sum(axis=0)).ravel()) + 1
    return times / times.mean()


def written(learnt: Learnt) -> str:
    """As JSON, one word or pair a line."""
    weights = learnt["weights"]
    assert isinstance(weights, dict)
    lines = ",\n".join(f"{json.dumps(name)}:{json.dumps(row, separators=(',', ':'))}" for name, row in weights.items())
    head = ",\n".join(f"{json.dumps(key)}: {json.dumps(learnt[key])}" for key in ("verdicts", "base"))
    return f'{{\n{head},\n"weights": {{\n{lines}\n}}\n}}\n'


if __name__ == "__main__":
    with open(PATH, "w", encoding="utf-8") as file:
        file.write(written(learn(known())))
