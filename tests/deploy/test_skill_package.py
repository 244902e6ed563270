"""The skill package: Amazon's rules for what the console and the store take."""

import json
import re
import struct
from pathlib import Path
from typing import Any

import pytest
from ask_sdk_core.serialize import DefaultSerializer
from ask_smapi_model.v1.skill.manifest.skill_manifest_envelope import SkillManifestEnvelope

from deploy import ROOT, DeployError
from deploy.skill_package import assemble, manifest_of
from skill.services.permission import SCOPE

ENDPOINT = "arn:aws:lambda:us-east-1:123456789012:function:hamstring-coach-Coach-1A2B:live"
PRIVACY, TERMS = "https://example.org/privacy", "https://example.org/terms"
LAUNCH = re.compile(r"Alexa, (?:open|start|launch) (?P<name>[^,.]+)\.")
ASK = re.compile(r"Alexa, ask (?P<name>Hamstring Coach) (?:to |for |about )?(?P<sample>.+)\.")


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("package") / "skill-package"
    assemble(folder, ENDPOINT, PRIVACY, TERMS)
    return folder


@pytest.fixture(scope="module")
def manifest(package: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((package / "skill.json").read_text(encoding="utf-8"))["manifest"]
    return found


@pytest.fixture(scope="module")
def texts(manifest: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = manifest["publishingInformation"]["locales"]["en-US"]
    return found


@pytest.fixture(scope="module")
def model() -> dict[str, Any]:
    text = (ROOT / "interaction_models" / "en-US.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)["interactionModel"]["languageModel"]
    return found


def test_amazons_own_model_of_a_manifest_reads_all_of_it(package: Path) -> None:
    """Every key and value is one it knows: what it reads, it writes again as it was."""
    text = (package / "skill.json").read_text(encoding="utf-8")
    serializer = DefaultSerializer()
    assert serializer.serialize(serializer.deserialize(text, SkillManifestEnvelope)) == json.loads(text)


def test_every_locale_has_its_model_and_its_texts(package: Path, manifest: dict[str, Any]) -> None:
    models = {path.stem for path in (package / "interactionModels" / "custom").iterdir()}
    assert models == {path.stem for path in (ROOT / "interaction_models").iterdir()}
    assert set(manifest["publishingInformation"]["locales"]) == models
    assert set(manifest["privacyAndCompliance"]["locales"]) == models


def test_the_first_example_opens_the_skill(texts: dict[str, Any], model: dict[str, Any]) -> None:
    opened = LAUNCH.fullmatch(texts["examplePhrases"][0])
    assert opened
    assert opened["name"].lower() == model["invocationName"]


def test_the_other_examples_are_samples_of_the_model(texts: dict[str, Any], model: dict[str, Any]) -> None:
    """Literally: the commonest reason to be sent back."""
    samples = {sample for intent in model["intents"] for sample in intent.get("samples", [])}
    assert len(texts["examplePhrases"]) == 3
    for phrase in texts["examplePhrases"][1:]:
        asked = ASK.fullmatch(phrase)
        assert asked, phrase
        assert asked["sample"] in samples


def test_the_store_text_says_that_it_is_no_medical_advice(texts: dict[str, Any]) -> None:
    description = texts["description"]
    for said in ("does not provide medical advice", "no substitute for professional", "Ask your doctor", "emergency"):
        assert said in description
    assert len(description) <= 4000
    assert len(texts["summary"]) <= 160


def test_no_word_of_illness_or_cure_is_in_name_summary_or_keywords(
    texts: dict[str, Any], model: dict[str, Any]
) -> None:
    """Reviewers take such a skill for a medical one."""
    shown = " ".join([texts["name"], texts["summary"], *texts["keywords"], model["invocationName"]]).lower()
    assert not re.search("injur|pain|rehab|therap|treat|cure|heal|sciatic|medical|doctor|alexa", shown)
    assert len(texts["keywords"]) <= 30
    assert "cure" not in texts["description"].lower()


def test_it_names_no_clinic(texts: dict[str, Any]) -> None:
    """Publishing under a clinic's name takes that clinic's permission."""
    assert "joi" not in re.findall(r"\w+", json.dumps(texts).lower())


def test_it_asks_for_no_permission_it_does_not_use(manifest: dict[str, Any]) -> None:
    assert manifest["permissions"] == [{"name": SCOPE}]


def test_it_says_the_truth_about_itself(manifest: dict[str, Any]) -> None:
    """It keeps a place and days of practice for each person, is for adults, and sells nothing."""
    compliance = manifest["privacyAndCompliance"]
    assert compliance["usesPersonalInfo"] is True
    assert "usesHealthInfo" not in compliance, "that is for those who fall under HIPAA"
    for no in ("isChildDirected", "containsAds", "allowsPurchases"):
        assert compliance[no] is False
    assert compliance["isExportCompliant"] is True
    assert compliance["locales"]["en-US"] == {"privacyPolicyUrl": PRIVACY, "termsOfUseUrl": TERMS}


def test_disabling_the_skill_reaches_it(manifest: dict[str, Any]) -> None:
    """So that everything kept can be deleted."""
    assert manifest["events"] == {"subscriptions": [{"eventName": "SKILL_DISABLED"}], "endpoint": {"uri": ENDPOINT}}
    assert manifest["apis"]["custom"]["endpoint"] == {"uri": ENDPOINT}


def test_it_declares_screens_and_nothing_it_does_not_need(manifest: dict[str, Any]) -> None:
    """Audio documents need no interface."""
    (interface,) = manifest["apis"]["custom"]["interfaces"]
    assert interface["type"] == "ALEXA_PRESENTATION_APL"
    assert {port["mode"] for port in interface["supportedViewports"]} == {"HUB", "TV"}
    assert {port["shape"] for port in interface["supportedViewports"]} == {"ROUND", "RECTANGLE"}


@pytest.mark.parametrize(("key", "pixels"), [("smallIconUri", 108), ("largeIconUri", 512)])
def test_the_icons_are_png_files_of_amazons_sizes(package: Path, texts: dict[str, Any], key: str, pixels: int) -> None:
    content = (package / texts[key].removeprefix("file://")).read_bytes()
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", content[16:24]) == (pixels, pixels)


def test_without_an_endpoint_the_skill_can_still_be_created() -> None:
    """It has to have an id before the function can be told which skill may call it."""
    manifest = manifest_of("", "", "")["manifest"]
    assert "endpoint" not in manifest["apis"]["custom"]
    assert "events" not in manifest
    assert manifest["privacyAndCompliance"]["locales"] == {"en-US": {}}


@pytest.mark.parametrize(
    "settings",
    [
        ("https://example.org/skill", "", ""),
        ("arn:aws:lambda:us-east-1:1:function:x", "", ""),
        ("", "http://example.org", ""),
        ("", "https://my-alexa-skill.example.org/privacy", ""),
        ("", "", "https://terms.amazon.example/"),
    ],
)
def test_what_the_console_would_refuse_is_refused_here(settings: tuple[str, str, str]) -> None:
    with pytest.raises(DeployError):
        manifest_of(*settings)


def test_amazons_name_may_be_in_the_path_of_a_link() -> None:
    address = "https://example.org/alexa/privacy.html"
    compliance = manifest_of("", address, "")["manifest"]["privacyAndCompliance"]
    assert compliance["locales"]["en-US"] == {"privacyPolicyUrl": address}
