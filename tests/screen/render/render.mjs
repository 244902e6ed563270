// Draws screens with Amazon's renderer in a browser without a window, and says what came of each.
//
// Reads {chromium, jobs} as JSON from standard input. A job is a document, its data sources, a viewport, whether
// things move, and a list of steps, each an object with any of: {at: milliseconds since the screen was shown},
// {tap: the words touched}, {press: a key}, {picture: a file}, {read: true}. Writes, for each job, what the page
// complained of, the events sent, and for each reading the texts with their places and the ring.
// Time stands still between steps: the page's clock is the test's.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";
import { read } from "./reading.mjs";

// Amazon's typeface is not to be had; one of about its width stands in for it.
const STYLE = `
  @font-face { font-family: "amazon-ember-display"; font-weight: 400;
    src: local("Liberation Sans"), local("Arimo"), local("DejaVu Sans") }
  @font-face { font-family: "amazon-ember-display"; font-weight: 700;
    src: local("Liberation Sans Bold"), local("Arimo Bold"), local("DejaVu Sans Bold") }
  body { margin: 0; background: black; font-family: sans-serif }
  #view { position: relative; overflow: hidden; outline: none }`;
const MOMENT = 1_800_000_000_000;
const TICK = 250;

const { chromium: executablePath, jobs } = JSON.parse(readFileSync(0, "utf8"));
const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
});
const page = await browser.newPage({ hasTouch: true });
let problems = [];
page.on("console", (message) => {
  if (["error", "warning"].includes(message.type())) problems.push(message.text());
});
page.on("pageerror", (error) => problems.push(String(error)));
await page.setContent(`<!doctype html><meta charset="utf-8">`);
// In one breath: an engine that is ready before it is waited for never says so.
const engine = readFileSync(createRequire(import.meta.url).resolve("apl-viewhost-web"), "utf8");
await page.addScriptTag({ content: `${engine};\nwindow.ready = window.AplRenderer.initEngine();` });
await page.evaluate(() => window.ready);
await page.evaluate(
  ([style, moment]) => {
    // After the renderer's own, whose typefaces would be fetched.
    document.head.append(Object.assign(document.createElement("style"), { textContent: style }));
    window.at = 0;
    Date.now = () => moment + window.at;
    // The renderer would draw whenever the browser finds time; here it draws when it is told to.
    window.requestAnimationFrame = () => 0;
  },
  [STYLE, MOMENT],
);

/** Shows a job's document in place of the last. */
const show = (job) =>
  page.evaluate(async ({ document: template, datasources, viewport, still }) => {
    const { AnimationQuality, Content, default: Renderer } = window.AplRenderer;
    window.shown?.destroy();
    window.at = 0;
    window.events = [];
    const view = Object.assign(document.createElement("div"), { id: "view" });
    document.body.replaceChildren(view);
    view.dataset.shape = viewport.shape;
    const content = Content.create(JSON.stringify(template));
    content.addData("payload", JSON.stringify(datasources));
    window.shown = Renderer.create({
      content,
      view,
      viewport,
      mode: viewport.mode,
      theme: "dark",
      utcTime: Date.now(),
      localTimeAdjustment: 0,
      notLoadFonts: true,
      logLevel: "warn",
      environment: {
        animationQuality: AnimationQuality[still ? "kAnimationQualityNone" : "kAnimationQualityNormal"],
      },
      onSendEvent: (event) => window.events.push(event.arguments),
    });
    await window.shown.init();
    view.focus();
  }, job);

/** Lets the renderer do what has become due, and what that brings with it. */
const settle = () =>
  page.evaluate(async () => {
    for (let round = 0; round < 3; round += 1) {
      window.shown.coreFrameUpdate();
      await Promise.resolve();
    }
  });

/** Moves the clock; its last seconds pass step by step, as a screen ticks. */
const moveTo = (at) =>
  page.evaluate(
    ([end, tick]) => {
      window.at = Math.max(window.at, end - 20 * tick);
      while (window.at < end) {
        window.at = Math.min(end, window.at + tick);
        window.shown.coreFrameUpdate();
      }
    },
    [at, TICK],
  );

/** Touches the middle of the words. */
const tap = async (words) => {
  const found = (await page.evaluate(read)).texts.find(({ text }) => text === words);
  if (!found) throw new Error(`nothing reads ${words}`);
  await page.touchscreen.tap((found.left + found.right) / 2, (found.top + found.bottom) / 2);
};

const results = [];
for (const job of jobs) {
  problems = [];
  await page.setViewportSize({ width: job.viewport.width, height: job.viewport.height });
  await show(job);
  await settle();
  const readings = [];
  for (const step of job.steps) {
    if (step.at !== undefined) await moveTo(step.at);
    if (step.tap) await tap(step.tap);
    if (step.press) await page.keyboard.press(step.press);
    await settle();
    if (step.picture) await page.screenshot({ path: step.picture });
    if (step.read) readings.push(await page.evaluate(read));
  }
  results.push({ name: job.name, problems, events: await page.evaluate(() => window.events), readings });
}
await browser.close();
process.stdout.write(JSON.stringify(results));
