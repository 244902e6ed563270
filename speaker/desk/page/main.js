// The conversation: what is said goes to the desk, what comes back is shown, then heard, then waited for.

import { Log } from "/page/log.js";
import { Microphone } from "/page/microphone.js";
import { Player } from "/page/player.js";
import { DeviceScreen } from "/page/screen.js";

const at = (id) => document.getElementById(id);
const asked = new URLSearchParams(location.search);
const session = asked.get("session") ?? "desk";
const player = new Player(Number(asked.get("speed")) || 1);
const microphone = new Microphone();
const log = new Log(at("log"), (scope) => allow(scope));
const screen = new DeviceScreen(at("frame"), at("fit"), at("view"), touched);
const FRAME = 100; // milliseconds between two looks at the time
const LONGEST_DRAWING = 700; // milliseconds
const QUICK = ["help", "pause", "stop"];

let status = null;
let round = 0; // counts answers, so that what belongs to an older one is dropped
let now = null; // what the device is doing: { label, kind, scene, since }

async function desk(path, body, query = "") {
  const isSound = body instanceof ArrayBuffer;
  const response = await fetch(`/desk/${path}${query}`, { method: "POST", body: isSound ? body : JSON.stringify(body) });
  const told = await response.json();
  if (!response.ok) throw new Error(told.error);
  return told;
}

const place = () => ({ session, locale: at("locale").value, screen: at("screen").value, elapsed_ms: player.elapsed() });

async function ask(path, body) {
  round += 1;
  player.stop();
  const elapsed = place();
  player.release();
  showState("thinking", "One moment");
  try {
    take(await desk(path, { ...elapsed, ...body }));
  } catch (error) {
    problem(error);
  }
}

function problem(error) {
  log.note(error.message, "problem");
  showState("idle", "Ready when you are");
}

// Several turns may have come: what ended by itself, then the answer, which alone is played.
function take(told) {
  if (told.heard !== undefined) log.said(told.heard);
  for (const turn of told.turns) {
    log.turn(turn);
    screen.take(turn.response?.response?.directives);
    if (turn.kind === "SessionEndedRequest" || turn.problem) screen.clear();
  }
  at("prompt").hidden = true;
  showBlank(told.in_session);
  const last = told.turns.at(-1);
  if (last?.response && last.scenes.length) return perform(last);
  if (told.why) return unheard(told);
  if (!told.turns.length) log.note(`No session is open, so Alexa keeps that to herself. Say “open ${status.invocation_name}”.`);
  rest();
  return null;
}

function rest() {
  now = null;
  at("caption").textContent = "";
  showState("idle", "Ready when you are");
}

// Nothing was understood: the device listens on, as after the end of its answer.
function unheard(told) {
  log.note(`Not heard: ${told.why}.`);
  if (!told.in_session) return rest();
  const scenes = lastScenes.filter((scene) => scene.act !== "answer");
  return go(scenes, lastTurn, true);
}

let lastScenes = [], lastTurn = null;

function perform(turn) {
  lastScenes = turn.scenes; lastTurn = turn;
  player.restart();
  return go(turn.scenes, turn, false);
}

async function go(scenes, turn, isLate) {
  const own = ++round;
  // Amazon's order: first the screen, then the speech, which never waits for long.
  await Promise.race([screen.drawing, new Promise((resolve) => { setTimeout(resolve, LONGEST_DRAWING); })]);
  if (own !== round) return;
  for (const scene of scenes) {
    const begin = (time) => {
      if (scene.act === "answer" && !isLate) player.began = time;
      begins(scene, time);
    };
    const whole = scene.lines ? await player.play(scene, begin) : await waitFor(scene, begin);
    if (!whole || own !== round) return;
  }
  at("caption").textContent = "";
  if (turn.prompt) return permit(turn.prompt);
  const told = await desk("over", { session, elapsed_ms: player.elapsed() }).catch(problem);
  if (own === round && told) {
    if (turn.then === "closed") screen.clear();
    if (told.turns.length) take(told); else rest();
  }
}

// The microphone is open. Somebody who is typing is speaking: the wait stands still.
async function waitFor(scene, begin) {
  begin(performance.now());
  const own = round;
  let left = scene.length;
  while (left > 0 && own === round) {
    await new Promise((resolve) => { setTimeout(resolve, Math.min(FRAME, left / player.speed)); });
    if (scene.act === "microphone" && (at("text").value || isHeld)) {
      if (player.held === null) player.hold();
    } else {
      if (player.held !== null) player.release();
      left -= FRAME * (player.speed === 1 ? 1 : player.speed);
    }
    if (now) now.left = left;
  }
  return own === round;
}

function begins(scene, time) {
  const kinds = { answer: "speaking", reprompt: "speaking", microphone: "listening", screen: "showing" };
  const labels = { speaking: "The coach is speaking", listening: "Your turn to speak", showing: "The screen stays" };
  now = { scene, since: time, kind: kinds[scene.act], label: labels[kinds[scene.act]], left: scene.length };
  if (scene.sound && player.context && player.speed === 1) hearTrueTimes(scene);
}

// The plan reckons how long lines take; once the sound is made, it is known.
async function hearTrueTimes(scene) {
  const own = round;
  while (own === round) {
    const told = await (await fetch(`${scene.sound}.json`)).json();
    scene.lines = told.cues.filter((cue) => cue.kind === "Line" && cue.text).map(({ start, text }) => ({ start, text }));
    const parts = told.cues.filter((cue) => cue.id && !["Line", "Pause", "document"].includes(cue.kind));
    if (parts.length) scene.parts = parts.filter((cue) => scene.parts.some((part) => part.id === cue.id));
    if (told.length !== null) { scene.length = told.length; log.notices(told.notices); return; }
    await new Promise((resolve) => { setTimeout(resolve, 500); });
  }
}

function permit(prompt) {
  now = null;
  showState("listening", "Alexa is asking");
  at("question").textContent = prompt.question;
  at("prompt").hidden = false;
  at("prompt").querySelector("button").focus();
}

async function allow(scope) {
  await desk("permission", { session, scope, status: "ACCEPTED" }).catch(problem);
  log.note("Allowed in the Alexa app.");
}

// What plays goes on until an answer has something to say.
async function touched(token, event) {
  const { source, components } = event;
  try {
    const told = await desk("touch", { ...place(), token, arguments: event.arguments ?? [], source, components });
    const last = told.turns.at(-1);
    if (last?.goes_on) {
      log.turn(last);
      screen.take(last.response.response.directives);
    } else if (last) {
      round += 1;
      player.stop();
      take(told);
    }
  } catch (error) {
    problem(error);
  }
}

// ---- what is shown of it, ten times a second

function showState(kind, label, left = "", share = 0) {
  at("state").className = kind;
  at("frame").dataset.kind = kind;
  if (at("doing").textContent !== label) at("doing").textContent = label;
  at("left").textContent = left;
  at("bar").firstElementChild.style.width = `${100 * Math.min(1, Math.max(0, share))}%`;
}

const words = (id) => id.replace(/[-_]/g, " ").replace(/^./, (letter) => letter.toUpperCase());

function look() {
  if (!now || isHeld) return;
  const { scene, since, kind, label } = now;
  if (kind !== "speaking") {
    const left = Math.max(0, now.left);
    showState(kind, label, player.held !== null ? "" : `${Math.ceil(left / 1000)} s`, left / scene.length);
    return;
  }
  const time = (performance.now() - since) * player.speed;
  const line = scene.lines.filter((one) => one.start <= time).at(-1);
  const caption = line && time < line.start + 6000 + 60 * line.text.length ? line.text : "";
  if (at("caption").textContent !== caption) at("caption").textContent = caption;
  const part = scene.parts.find((one) => one.start <= time && time < one.end && /^hold/.test(one.id));
  if (part) {
    showState(kind, words(part.id), `${Math.ceil((part.end - time) / 1000)} s`, (part.end - time) / (part.end - part.start));
  } else {
    showState(kind, label, "", 1 - time / scene.length);
  }
}

// ---- what people do

let isHeld = false;
let opening = null;

async function press() {
  if (isHeld) return;
  isHeld = true;
  player.unlock();
  player.hold();
  round += 1;
  player.stop();
  at("hold").classList.add("held");
  showState("thinking", "One moment");
  try {
    opening = microphone.open();
    await opening;
    if (!isHeld) return;
    microphone.start();
    at("hold").classList.add("recording");
    showState("listening", "Listening");
  } catch (error) {
    isHeld = false;
    at("hold").classList.remove("held", "recording");
    player.release();
    log.note(`The microphone is off: ${error.message}. Type what you would say.`, "problem");
    rest();
  }
}

async function letGo() {
  if (!isHeld) return;
  at("hold").classList.remove("held", "recording");
  await opening?.catch(() => {});
  if (!isHeld) return;
  isHeld = false;
  const sound = await microphone.stop();
  const fields = place();
  player.release();
  if (!sound.byteLength) {
    log.note("Hold the button until you have finished speaking.");
    return lastTurn && now ? unheardLocally() : rest();
  }
  showState("thinking", "One moment");
  const query = new URLSearchParams(Object.entries(fields).filter(([, value]) => value !== null));
  try {
    take(await desk("hear", sound, `?${query}`));
  } catch (error) {
    problem(error);
  }
}

function unheardLocally() {
  return go(lastScenes.filter((scene) => scene.act !== "answer"), lastTurn, true);
}

function say(text) {
  player.unlock();
  at("text").value = "";
  ask("say", { text });
}

at("hold").addEventListener("pointerdown", (event) => {
  if (event.button === 0) { at("hold").setPointerCapture(event.pointerId); press(); }
});
at("hold").addEventListener("pointerup", letGo);
at("hold").addEventListener("pointercancel", letGo);
at("hold").addEventListener("contextmenu", (event) => event.preventDefault());

const isFree = (target) => !target.closest("input[type=text], input:not([type]), select, #prompt button, #quick button, #typed button, a, summary, #view");
addEventListener("keydown", (event) => {
  if (event.code !== "Space" || !isFree(event.target)) return;
  event.preventDefault();
  if (!event.repeat) press();
});
addEventListener("keyup", (event) => {
  if (event.code === "Space" && isHeld) { event.preventDefault(); letGo(); }
});
addEventListener("blur", letGo);

at("typed").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = at("text").value.trim();
  if (text) say(text);
});

at("prompt").addEventListener("click", ({ target }) => {
  if (target.dataset.status) ask("permission", { status: target.dataset.status });
});

at("details").addEventListener("change", ({ target }) => { at("log").classList.toggle("detailed", target.checked); });

at("screen").addEventListener("change", () => {
  screen.use(status.screens[at("screen").value] ?? null);
  showBlank();
});

at("locale").addEventListener("change", () => {
  asked.set("locale", at("locale").value);
  location.search = asked;
});

// ---- what there is

// An empty screen says how to begin.
function showBlank(inSession = false) {
  at("blank").textContent = inSession ? "" : `Say “open ${status.invocation_name}”`;
}

async function loadStatus() {
  const locale = at("locale").value || asked.get("locale");
  status = await (await fetch(`/desk/status${locale ? `?locale=${locale}` : ""}`)).json();
  at("off").replaceChildren(...status.off.map((line) => Object.assign(document.createElement("li"), { textContent: line })));
  at("hold").disabled = !status.hearing;
  if (status.is_loading) setTimeout(loadStatus, 1000);
}

async function begin() {
  await loadStatus();
  const option = (value, text) => new Option(text, value);
  at("screen").append(...Object.entries(status.screens).map(([value, { name }]) => option(value, name)));
  at("screen").append(option(status.no_screen, "Echo Dot (no screen)"));
  at("screen").value = !status.renderer ? status.no_screen : asked.get("screen") ?? "show-8";
  at("screen").disabled = !status.renderer;
  at("locale").append(...status.locales.map((value) => option(value, value)));
  if (asked.has("locale")) at("locale").value = asked.get("locale");
  at("locale-choice").hidden = status.locales.length < 2;
  screen.use(status.screens[at("screen").value] ?? null);
  showBlank();
  at("quick").append(...[`open ${status.invocation_name}`, ...QUICK].map((text) => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: text });
    button.addEventListener("click", () => say(text));
    return button;
  }));
  if (status.renderer) screen.load().catch(problem);
  setInterval(look, FRAME);
  document.body.classList.add("begun");
}

begin();
