// Shows APL documents through Amazon's renderer, scaled to fit the page.

const APL = "Alexa.Presentation.APL.";

export class DeviceScreen {
  constructor(frame, fit, view, onEvent) {
    this.frame = frame; this.fit = fit; this.view = view; this.onEvent = onEvent;
    this.device = null;
    this.drawing = Promise.resolve();
    new ResizeObserver(() => this.scale()).observe(frame);
  }

  // The renderer is loaded once; without it screens stay off.
  load() {
    this.engine ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = "/renderer/index.js";
      script.onload = () => Promise.resolve().then(() => window.AplRenderer.initEngine()).then(resolve, reject);
      script.onerror = () => reject(new Error("Amazon's renderer could not be loaded"));
      document.head.append(script);
    });
    return this.engine;
  }

  use(device) {
    this.device = device;
    this.frame.className = device ? `screen ${device.shape.toLowerCase()} ${device.mode.toLowerCase()}` : "none";
    this.scale();
    if (this.shown) this.show(this.shown);
    else this.clear();
  }

  // In Amazon's order: a new document replaces the one before, commands go to the one they name.
  take(directives) {
    for (const one of directives ?? []) {
      if (one.type === `${APL}RenderDocument`) this.show(one);
      if (one.type === `${APL}ExecuteCommands`) this.command(one);
    }
  }

  show(directive) {
    this.shown = directive;
    if (!this.device) return;
    this.drawing = this.drawing.then(() => this.draw(directive)).catch((error) => {
      console.error(error);
      this.view.textContent = `This screen cannot be shown: ${error.message ?? error}`;
    });
  }

  async draw(directive) {
    await this.load();
    this.wipe();
    const { width, height, dpi, shape, mode } = this.device;
    const data = directive.datasources ?? {};
    const content = window.AplRenderer.Content.create(JSON.stringify(directive.document));
    for (const name of directive.document.mainTemplate?.parameters ?? []) {
      content.addData(name, JSON.stringify(name === "payload" ? data : data[name] ?? null));
    }
    if (!content.isReady()) throw new Error("the document is not complete, or wrong");
    const size = { width: width * 160 / dpi, height: height * 160 / dpi };
    Object.assign(this.view.style, { width: `${size.width}px`, height: `${size.height}px` });
    this.scale();
    this.renderer = window.AplRenderer.default.create({
      content,
      view: this.view,
      environment: { agentName: "desk speaker", agentVersion: "1.0", allowOpenUrl: false, disallowVideo: true },
      viewport: { ...size, dpi: 160, shape, isRound: shape === "ROUND", mode },
      theme: "dark",
      mode,
      notLoadFonts: true,
      logLevel: "warn",
      utcTime: Date.now(),
      localTimeAdjustment: -new Date().getTimezoneOffset() * 60000,
      onSendEvent: (event) => this.onEvent(directive.token, event),
      onResizingIgnored: () => {},
    });
    await this.renderer.init();
    this.frame.classList.add("lit");
  }

  command(directive) {
    this.drawing = this.drawing.then(() => {
      if (this.renderer && directive.token === this.shown?.token) {
        this.renderer.executeCommands(JSON.stringify(directive.commands));
      }
    });
  }

  clear() {
    this.shown = null;
    this.drawing = this.drawing.then(() => this.wipe());
  }

  wipe() {
    this.renderer?.destroy();
    this.renderer = null;
    this.view.replaceChildren();
    this.frame.classList.remove("lit");
  }

  scale() {
    if (!this.device) { this.fit.style.height = ""; return; }
    const width = this.device.width * 160 / this.device.dpi, height = this.device.height * 160 / this.device.dpi;
    const room = this.frame.clientWidth - 2 * parseFloat(getComputedStyle(this.frame).paddingLeft);
    const scale = Math.min(room / width, 0.47 * window.innerHeight / height);
    this.view.style.transform = `scale(${scale})`;
    Object.assign(this.fit.style, { width: `${width * scale}px`, height: `${height * scale}px` });
  }
}
