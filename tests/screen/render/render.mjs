// Draws screens with Amazon's renderer in a browser without a window, and says what came of each.
//
// Reads {chromium, jobs} as JSON from standard input. A job is a document, its data sources, a viewport and a list
// of steps, each done in order: {at: milliseconds since the screen was shown}, {tap: component id}, {press: key},
// {picture: file}, {read: true}. Writes, for each job, what the page complained of, the events sent, and for each
// reading the texts with their places. Time stands still between steps: the page's clock is the test's.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

const renderer = createRequire(import.meta.url).resolve("apl-viewhost-web");
const { chromium: executablePath, jobs } = JSON.parse(readFileSync(0, "utf8"));

// Amazon's typeface is not to be had; one of about its width stands in for it.
const style = `
  @font-face { font-family: "amazon-ember-display"; font-weight: 400;
    src: local("Liberation Sans"), local("Arimo"), local("DejaVu Sans") }
  @font-face { font-family: "amazon-ember-display"; font-weight: 700;
    src: local("Liberation Sans Bold"), local("Arimo Bold"), local("DejaVu Sans Bold") }
  body { margin: 0; background: black; font-family: sans-serif }
  #view { position: relative; overflow: hidden }`;

const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
});
const page = await browser.newPage();
const problems = [];
page.on("console", (message) => {
  if (["error", "warning"].includes(message.type())) problems.push(message.text());
});
page.on("pageerror", (error) => problems.push(String(error)));
await page.setContent(
  `<!doctype html><meta charset="utf-8"><div id="view"></div>`,
);
await page.evaluate(() => {
  window.at = 0;
  Date.now = () => 1_800_000_000_000 + window.at;
});
await page.addScriptTag({ path: renderer });
await page.addStyleTag({ content: style });
await page.evaluate(() => window.AplRenderer.initEngine());

const frames = () =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))));

const show = (job) =>
  page.evaluate(async ({ document: template, datasources, viewport, animation }) => {
    const { Content, AnimationQuality, default: Renderer } = window.AplRenderer;
    window.shown?.destroy();
    window.at = 0;
    window.events = [];
    const view = document.getElementById("view");
    view.replaceChildren();
    view.style.width = `${viewport.width}px`;
    view.style.height = `${viewport.height}px`;
    view.style.borderRadius = viewport.shape === "ROUND" ? "50%" : "0";
    const content = Content.create(JSON.stringify(template));
    content.addData("payload", JSON.stringify(datasources));
    const quality = { none: "kAnimationQualityNone", normal: "kAnimationQualityNormal" }[animation];
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
      environment: { animationQuality: AnimationQuality[quality] },
      onSendEvent: (event) => window.events.push(event),
    });
    await window.shown.init();
  }, job);

// The last seconds before a moment pass step by step, as a screen ticks.
const moveTo = (at) =>
  page.evaluate(async (end) => {
    for (window.at = Math.max(window.at, end - 5000); window.at < end; window.at = Math.min(end, window.at + 250)) {
      await new Promise((done) => requestAnimationFrame(done));
    }
  }, at);

// Texts as they are seen: their box, and whether any of it is outside the screen, its own box or a box that hides it.
const read = () =>
  page.evaluate(() => {
    const view = document.getElementById("view").getBoundingClientRect();
    const round = document.getElementById("view").style.borderRadius === "50%";
    const found = [];
    const walker = document.createTreeWalker(document.getElementById("view"), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.textContent.trim()) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) {
        if (box.width && box.height) found.push({ node, box });
      }
    }
    const isSeen = (element) => {
      for (let each = element; each; each = each.parentElement) {
        const style = getComputedStyle(each);
        if (style.display === "none" || style.visibility === "hidden" || style.opacity === "0") return false;
      }
      return true;
    };
    return found
      .filter(({ node }) => isSeen(node.parentElement))
      .map(({ node, box }) => ({
        text: node.textContent,
        left: box.left - view.left,
        top: box.top - view.top,
        right: box.right - view.left,
        bottom: box.bottom - view.top,
        size: parseFloat(getComputedStyle(node.parentElement).fontSize),
      }));
  });

const results = [];
for (const job of jobs) {
  problems.length = 0;
  await page.setViewportSize({ width: job.viewport.width, height: job.viewport.height });
  await show(job);
  await frames();
  const readings = [];
  for (const step of job.steps) {
    if ("at" in step) await moveTo(step.at);
    await frames();
    if ("picture" in step) await page.screenshot({ path: step.picture });
    if ("read" in step) readings.push(await read());
    if ("html" in step) console.error(await page.evaluate(() => document.getElementById("view").innerHTML));
  }
  results.push({ name: job.name, problems: [...problems], events: await page.evaluate(() => window.events), readings });
}
await browser.close();
process.stdout.write(JSON.stringify(results));
