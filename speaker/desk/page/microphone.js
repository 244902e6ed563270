// Records while it is held, as 16,000 samples a second of two bytes each.

const RATE = 16000;

export class Microphone {
  // The microphone stays open between presses, so that no first word is lost; only what is held is kept.
  async open() {
    if (this.node) return;
    if (!navigator.mediaDevices?.getUserMedia) throw new Error("this browser offers no microphone");
    const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, echoCancellation: true } });
    this.context = new AudioContext();
    await this.context.audioWorklet.addModule("/page/recorder.js");
    this.node = new AudioWorkletNode(this.context, "recorder", { numberOfOutputs: 0 });
    this.node.port.onmessage = ({ data }) => { if (this.parts) this.parts.push(data); };
    this.context.createMediaStreamSource(stream).connect(this.node);
  }

  start() {
    this.context.resume();
    this.parts = [];
  }

  async stop() {
    const parts = this.parts ?? [];
    this.parts = null;
    const length = parts.reduce((sum, part) => sum + part.length, 0);
    if (!length) return new ArrayBuffer(0);
    const resampling = new OfflineAudioContext(1, Math.max(1, Math.round(length * RATE / this.context.sampleRate)), RATE);
    const buffer = resampling.createBuffer(1, length, this.context.sampleRate);
    let place = 0;
    for (const part of parts) { buffer.copyToChannel(part, 0, place); place += part.length; }
    const source = new AudioBufferSourceNode(resampling, { buffer });
    source.connect(resampling.destination);
    source.start();
    const heard = (await resampling.startRendering()).getChannelData(0);
    const view = new DataView(new ArrayBuffer(heard.length * 2));
    heard.forEach((value, at) => view.setInt16(2 * at, Math.max(-1, Math.min(1, value)) * 32767, true));
    return view.buffer;
  }
}
