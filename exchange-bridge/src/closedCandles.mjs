// ccxt drops the mark "this candle is closed" that some exchanges send. It is read off the raw message before ccxt parses it.
const marks = {
  binance: (message) => (message?.k?.x === true ? [Number(message.k.t)] : []),
  bybit: (message) => (message?.data ?? []).filter((row) => row.confirm === true).map((row) => Number(row.start)),
  okx: (message) => (message?.data ?? []).filter((row) => row[8] === '1').map((row) => Number(row[0])),
};

/** Tells whether the candle just resolved is closed: true, false, or null where the exchange does not say. */
export class ClosedCandles {
  #isMarked;
  #closed = [];

  constructor(ex) {
    const mark = marks[ex.id];
    this.#isMarked = Boolean(mark);
    if (!mark)
      return;
    const handle = ex.handleOHLCV;
    ex.handleOHLCV = (client, message) => {
      this.#closed = mark(message);
      try {
        return handle.call(ex, client, message);
      } finally {
        this.#closed = [];
      }
    };
  }

  of(openMs) {
    return this.#isMarked ? this.#closed.includes(openMs) : null;
  }
}
