import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { version } from './ccxt.mjs';

const REFRESH_AFTER_MS = 12 * 3_600_000;

/** The markets of one exchange, kept on disk so that a restart needs no network. */
export class MarketCache {
  #file;
  savedAt = null;
  /** The limits of requests that the exchange told beside its markets, or null. */
  limits = null;

  /** @param {string|undefined} folder without one, nothing is kept. */
  constructor(folder, exchange, urls) {
    // A stand-in or a test net has other markets than the exchange itself.
    const place = urls ? `-${createHash('sha256').update(JSON.stringify(urls)).digest('hex').slice(0, 8)}` : '';
    this.#file = folder ? path.join(folder, `${exchange}${place}.markets.json`) : null;
  }

  get isOld() {
    return this.savedAt === null || Date.now() - this.savedAt > REFRESH_AFTER_MS;
  }

  /** Gives `ex` the markets on disk. @returns whether there were any. */
  async restore(ex) {
    if (!this.#file)
      return false;
    try {
      const kept = JSON.parse(await readFile(this.#file, 'utf8'));
      // Another version may expect other fields.
      if (kept.ccxt !== version || !kept.markets)
        return false;
      ex.setMarkets(kept.markets, kept.currencies ?? undefined);
      this.savedAt = kept.savedAt;
      this.limits = kept.limits ?? null;
      return true;
    } catch (error) {
      if (error.code !== 'ENOENT')
        console.error(`${ex.id}: the kept markets are unreadable and will be fetched anew:`, error.message);
      return false;
    }
  }

  async save(ex, limits) {
    this.savedAt = Date.now();
    if (!this.#file)
      return;
    // With `info`: ccxt's createOrder reads it.
    const text = JSON.stringify({ ccxt: version, savedAt: this.savedAt, limits, markets: ex.markets, currencies: ex.currencies });
    try {
      await mkdir(path.dirname(this.#file), { recursive: true });
      await writeFile(`${this.#file}.new`, text);
      await rename(`${this.#file}.new`, this.#file);
    } catch (error) {
      console.error(`${ex.id}: the markets could not be kept on disk:`, error.message);
    }
  }
}
