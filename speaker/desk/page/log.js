// The conversation as it is written down, with the cards of the Alexa app between.

const MOST = 200;
const LONGEST = 12, SHOWN = 6; // lines of an answer that is shown whole, and of a longer one
const ENDS = {
  USER_INITIATED: "The session is over.",
  EXCEEDED_MAX_REPROMPTS: "Nobody answered: the session is over.",
  ERROR: "The session ended with an error.",
};

const element = (name, text, kind = "") => Object.assign(document.createElement(name), { textContent: text, className: kind });

export class Log {
  constructor(list, onAllow) {
    this.list = list; this.onAllow = onAllow;
    this.told = new Set();
  }

  said(text) { this.add(element("li", text, "you")); }

  note(text, kind = "note") { this.add(element("li", text, kind)); }

  // A notice about the sound is given once.
  notices(lines) {
    for (const line of lines) if (!this.told.has(line)) { this.told.add(line); this.note(line); }
  }

  turn(turn) {
    if (turn.interrupted) this.note("(interrupted)");
    if (turn.kind === "SessionEndedRequest") this.note(ENDS[turn.request.request.reason] ?? ENDS.ERROR);
    if (turn.kind.endsWith("APLA.RuntimeError")) this.note(`The audio could not be played: ${turn.request.request.errors[0].message}.`, "problem");
    if (turn.problem) this.note(`“There was a problem with the requested skill's response.” ${turn.problem}`, "problem");
    const item = element("li", "", "coach");
    const lines = turn.goes_on ? [] : turn.scenes.find((scene) => scene.act === "answer")?.lines ?? [];
    if (lines.length) item.append(this.spoken(lines));
    if (turn.card) item.append(this.card(turn.card));
    item.append(this.details(turn));
    this.add(item);
    if (turn.goes_on) return;
    for (const warning of turn.scenes.flatMap((scene) => scene.warnings ?? [])) this.notices([warning]);
  }

  // A set is long: its first lines stand for it.
  spoken(lines) {
    const text = lines.map((line) => line.text);
    if (text.length <= LONGEST) return element("p", text.join(" "));
    const first = element("p", text.slice(0, SHOWN).join(" "));
    const rest = document.createElement("details");
    rest.append(element("summary", `and ${text.length - SHOWN} more lines`), element("p", text.slice(SHOWN).join(" ")));
    const both = document.createElement("div");
    both.append(first, rest);
    return both;
  }

  card(card) {
    const box = element("div", "", "card");
    box.append(element("small", "Card in the Alexa app"));
    if (card.type === "AskForPermissionsConsent") {
      box.append(element("b", "Permission"), element("p", `This skill asks for: ${card.permissions.join(", ")}`));
      const button = element("button", "Allow");
      button.addEventListener("click", () => { button.disabled = true; card.permissions.forEach(this.onAllow); });
      box.append(button);
    } else if (card.type === "LinkAccount") {
      box.append(element("b", "Link your account"), element("p", "There is no account to link here: the skill goes on unlinked."));
    } else {
      box.append(element("b", card.title), element("p", card.text));
    }
    return box;
  }

  details(turn) {
    const box = element("div", "", "understood");
    const slots = turn.intent?.slots.map(({ name, value, id }) => `${name} = ${value}${id ? ` [${id}]` : ""}`).join(", ");
    const name = turn.intent ? `${turn.intent.name}${slots ? ` (${slots})` : ""} · ${turn.intent.how} ${turn.intent.score.toFixed(2)}` : turn.kind;
    box.append(element("code", name));
    for (const [title, value] of [["Request", turn.request], ["Response", turn.response]]) {
      const folded = document.createElement("details");
      folded.append(element("summary", title), element("pre", JSON.stringify(value, null, 2)));
      box.append(folded);
    }
    return box;
  }

  add(item) {
    this.list.append(item);
    while (this.list.children.length > MOST) this.list.firstElementChild.remove();
    this.list.scrollTop = this.list.scrollHeight;
  }
}
