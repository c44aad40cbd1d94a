// Beyond this many bytes that the reader has not taken yet, new frames wait here: latest values overwrite each other, rows are counted
// as lost at the limit. The event loop is never blocked by a slow reader, so pings to exchanges are answered.
const FULL_BYTES = 4 << 20;
const MOST_ROWS = 20_000;

/** Writes frames, one batch per turn of the event loop. */
export class Output {
  #stream;
  #lines = [];
  #latest = new Map();
  #rows = new Map();
  #isScheduled = false;

  constructor(stream) {
    this.#stream = stream;
    stream.on('error', () => process.exit(0));
    stream.on('drain', () => this.#schedule());
  }

  /** A frame that must arrive, in order. */
  send(frame) {
    // Values told before this frame leave before it.
    this.#collect();
    this.#lines.push(JSON.stringify(frame));
    this.#schedule();
  }

  /** The newest value of a stream; an older one that has not left yet is forgotten. `read` is asked when the frame is written. */
  latest(stream, read) {
    this.#latest.set(stream, read);
    this.#schedule();
  }

  /** A row of a stream none of which may be lost silently. */
  append(stream, row) {
    let waiting = this.#rows.get(stream);
    if (!waiting)
      this.#rows.set(stream, waiting = { rows: [], lost: 0 });
    if (waiting.lost > 0 || waiting.rows.length >= MOST_ROWS)
      waiting.lost++;
    else
      waiting.rows.push(row);
    this.#schedule();
  }

  /** Forgets what has not left yet. */
  forget(stream) {
    this.#latest.delete(stream);
    this.#rows.delete(stream);
  }

  #schedule() {
    if (this.#isScheduled)
      return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.#flush();
    });
  }

  #collect() {
    for (const [stream, waiting] of this.#rows) {
      this.#lines.push(`{"stream":${stream},"data":${JSON.stringify(waiting.rows)}}`);
      if (waiting.lost > 0)
        this.#lines.push(`{"stream":${stream},"gap":${waiting.lost}}`);
    }
    this.#rows.clear();
    for (const [stream, read] of this.#latest)
      this.#lines.push(`{"stream":${stream},"data":[${JSON.stringify(read())}]}`);
    this.#latest.clear();
  }

  #flush() {
    if (this.#stream.writableLength > FULL_BYTES)
      return;
    this.#collect();
    if (this.#lines.length === 0)
      return;
    const text = `${this.#lines.join('\n')}\n`;
    this.#lines = [];
    this.#stream.write(text);
  }
}
