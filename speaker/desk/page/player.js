// Plays one sound after another and tells how long ago the answer began.
// A sound is streamed while it is made; where there is none, or time runs fast, only its time passes.

const LEAD = 0.05; // seconds between having the first samples and hearing them
const FIRST = 0.15; // seconds of sound wanted before it begins

export class Player {
  constructor(speed) {
    this.speed = speed;
    this.began = null;
    this.held = null;
    this.sources = new Set();
    this.ended = null;
  }

  // Browsers let sound begin only after a press or a key.
  unlock() {
    if (this.speed === 1 && !this.context) this.context = new AudioContext();
    this.context?.resume();
  }

  get isPlaying() {
    return this.ended !== null;
  }

  // Milliseconds since the answer began; null before the first one.
  elapsed() {
    if (this.held !== null) return this.held;
    return this.began === null ? null : Math.max(0, Math.round((performance.now() - this.began) * this.speed));
  }

  hold() {
    this.held = this.elapsed();
  }

  release() {
    this.held = null;
  }

  // The answer's time begins now unless its sound begins a little later.
  restart() {
    this.release();
    this.began = performance.now();
  }

  // Resolves to true when the whole has been heard, to false when it was stopped.
  async play(scene, onBegin) {
    this.stop();
    const stopped = new Promise((resolve) => { this.ended = resolve; });
    const own = this.ended;
    const heard = scene.sound && this.context && this.speed === 1 ? this.stream(scene, own, onBegin) : this.wait(scene.length, onBegin);
    heard.catch((error) => {
      if (this.ended !== own) return null;
      console.warn(error);
      return this.wait(scene.length, onBegin);
    }).then(() => own(true));
    const whole = await stopped;
    if (this.ended === own) this.ended = null;
    return whole;
  }

  async wait(length, onBegin) {
    onBegin?.(performance.now());
    await new Promise((resolve) => { this.timer = setTimeout(resolve, length / this.speed); });
  }

  async stream(scene, own, onBegin) {
    this.fetching = new AbortController();
    const response = await fetch(`${scene.sound}.pcm`, { signal: this.fetching.signal });
    if (!response.ok) throw new Error((await response.json()).error);
    const rate = Number(response.headers.get("Sampling-Rate"));
    const reader = response.body.getReader();
    let rest = new Uint8Array(0), waiting = [], count = 0, next = null;
    const schedule = () => {
      if (!count || this.ended !== own) return;
      const samples = new Float32Array(count);
      let place = 0;
      for (const part of waiting) { samples.set(part, place); place += part.length; }
      waiting = []; count = 0;
      if (next === null) {
        next = this.context.currentTime + LEAD;
        onBegin?.(performance.now() + LEAD * 1000);
      }
      if (next < this.context.currentTime) next = this.context.currentTime; // made more slowly than played
      const buffer = this.context.createBuffer(1, samples.length, rate);
      buffer.copyToChannel(samples, 0);
      const source = new AudioBufferSourceNode(this.context, { buffer });
      source.connect(this.context.destination);
      source.onended = () => this.sources.delete(source);
      source.start(next);
      this.sources.add(source);
      next += samples.length / rate;
    };
    for (;;) {
      const { done, value } = await reader.read();
      if (done || this.ended !== own) break;
      const bytes = new Uint8Array(rest.length + value.length);
      bytes.set(rest); bytes.set(value, rest.length);
      const whole = bytes.length & ~1;
      rest = bytes.slice(whole);
      const view = new DataView(bytes.buffer, 0, whole);
      waiting.push(Float32Array.from({ length: whole / 2 }, (_, at) => view.getInt16(2 * at, true) / 32768));
      count += whole / 2;
      if (count >= FIRST * rate) schedule();
    }
    schedule();
    if (next === null) { onBegin?.(performance.now()); return; }
    await new Promise((resolve) => {
      this.timer = setTimeout(resolve, Math.max(0, next - this.context.currentTime) * 1000);
    });
  }

  stop() {
    clearTimeout(this.timer);
    this.fetching?.abort();
    for (const source of this.sources) source.stop();
    this.sources.clear();
    this.ended?.(false);
    this.ended = null;
  }
}
