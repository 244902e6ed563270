"""What `ask deploy` sends to the Alexa developer console: manifest, interaction models and icons.

    python -m deploy.skill_package [--endpoint ARN] [--privacy URL] [--terms URL] [--folder FOLDER]

Without an endpoint the skill can be created, so that it gets its id; with one it can be tried. The links to the
privacy policy and the terms of use are what the store asks for.
"""

import argparse
import json
import re
import shutil
import sys
from pathlib import Path
from typing import Any

from deploy import BUILD, ROOT, DeployError
from deploy.icons import draw

MANIFEST = Path(__file__).parent / "skill.json"
MODELS = ROOT / "interaction_models"
FOLDER = BUILD / "skill-package"

FUNCTION = re.compile(r"arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[A-Za-z0-9_-]+(:[A-Za-z0-9_-]+)?")
ADDRESS = re.compile(r"https://(?![^/]*(alexa|amazon|aws))[^\s/]+\.[^\s/]+(/\S*)?", re.IGNORECASE)
"""Amazon's names may not be in the host of a link."""


def assemble(folder: Path, endpoint: str = "", privacy: str = "", terms: str = "") -> None:
    """Make the package. Raises DeployError for what the console would refuse."""
    shutil.rmtree(folder, ignore_errors=True)
    models = folder / "interactionModels" / "custom"
    models.mkdir(parents=True)
    for model in MODELS.glob("*.json"):
        shutil.copyfile(model, models / model.name)
    manifest = manifest_of(endpoint, privacy, terms)
    for locale, published in manifest["manifest"]["publishingInformation"]["locales"].items():
        for size, name in draw(folder / "assets" / "images", locale).items():
            published[f"{size}IconUri"] = f"file://assets/images/{name}"
    (folder / "skill.json").write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def manifest_of(endpoint: str, privacy: str, terms: str) -> dict[str, Any]:
    """The manifest with these settings; what is empty is left out."""
    whole: dict[str, Any] = json.loads(MANIFEST.read_text(encoding="utf-8"))
    manifest = whole["manifest"]
    if endpoint:
        if not FUNCTION.fullmatch(endpoint):
            raise DeployError(f"{endpoint} is not the ARN of a function or its alias")
        manifest["apis"]["custom"]["endpoint"] = {"uri": endpoint}
        manifest["events"]["endpoint"] = {"uri": endpoint}
    else:
        del manifest["events"]
    for key, address in {"privacyPolicyUrl": privacy, "termsOfUseUrl": terms}.items():
        if address and not ADDRESS.fullmatch(address):
            raise DeployError(f"{address} must begin with https, and may not have a name of Amazon's in its host")
        for locale in manifest["privacyAndCompliance"]["locales"].values():
            locale.update({key: address} if address else {})
    return whole


def main() -> None:
    """Make the package, and say where."""
    parser = argparse.ArgumentParser(description="Put together what `ask deploy` sends.")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    for name in ("endpoint", "privacy", "terms"):
        parser.add_argument(f"--{name}", default="")
    wish = parser.parse_args()
    try:
        assemble(wish.folder, wish.endpoint, wish.privacy, wish.terms)
    except DeployError as error:
        sys.exit(str(error))
    print(f"{wish.folder} is ready for ask deploy")


if __name__ == "__main__":
    main()
