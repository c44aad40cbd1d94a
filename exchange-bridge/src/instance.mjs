import { keepWithin, Rank, ranked } from './budget.mjs';
import { classOf, isKnown } from './ccxt.mjs';
import { BridgeRefusal } from './faults.mjs';
import { MarketCache } from './markets.mjs';
import { presetOf } from './presets.mjs';
import { keepSecret } from './secrets.mjs';

/**
 * One ccxt object: public market data of an exchange, or one account at it. Accounts have objects of their own; all of one exchange share
 * its budget of requests.
 */
export class Instance {
  #settings;
  #cacheFolder;
  #shared;
  #ready = null;
  #markets = null;
  ex = null;

  /**
   * @param settings urls, options, credentials, sandbox, timeoutMs, rateLimit, poll, pollMs: as in a configure frame
   * @param {Instance|null} shared the public instance whose markets an account uses
   */
  constructor(exchange, account, settings, cacheFolder, shared) {
    this.exchange = exchange;
    this.account = account;
    this.#cacheFolder = cacheFolder;
    this.#shared = shared;
    this.#take(settings);
  }

  /** Whether nothing is to be pushed although the exchange offers it. */
  get polls() {
    return this.#settings.poll === true;
  }

  get pollMs() {
    return this.#settings.pollMs;
  }

  /** Takes other settings; what is open is closed, and opened with them when it is next needed. */
  async configure(settings) {
    if (JSON.stringify(settings) === JSON.stringify(this.#settings))
      return;
    this.#take(settings);
    await this.close();
  }

  /** The ccxt object with its markets loaded. */
  async open() {
    this.#ready ??= this.#create().catch((error) => {
      this.#ready = null;
      throw error;
    });
    await this.#ready;
    // Whoever comes first: without markets nothing can be sent, by nobody.
    this.#markets ??= ranked({ rank: Rank.exit }, () => this.#loadMarkets()).catch((error) => {
      this.#markets = null;
      throw error;
    });
    await this.#markets;
    return this.ex;
  }

  /** The ccxt object, perhaps without markets. */
  async openBare() {
    this.#ready ??= this.#create().catch((error) => {
      this.#ready = null;
      throw error;
    });
    await this.#ready;
    return this.ex;
  }

  /** Fetches the markets again. */
  async reload() {
    if (this.#shared)
      return this.#shared.reload();
    const ex = await this.openBare();
    await ex.loadMarkets(true);
    await this.cache.save(ex, this.budget.told);
    return ex;
  }

  async close() {
    const ex = this.ex;
    this.ex = this.#ready = this.#markets = null;
    await ex?.close().catch((error) => console.error(`${this.exchange}: sockets did not close cleanly:`, error.message));
  }

  #take(settings) {
    this.#settings = settings;
    for (const value of Object.values(settings.credentials ?? {}))
      keepSecret(value);
  }

  async #create() {
    if (!isKnown(this.exchange))
      throw new BridgeRefusal('UnknownExchange', `ccxt knows no exchange called '${this.exchange}'.`);
    const Exchange = await classOf(this.exchange);
    const preset = presetOf(this.exchange);
    const { urls, options, credentials, sandbox, timeoutMs, rateLimit } = this.#settings;
    const ex = new Exchange({
      // Numbers stay the text that the exchange sent: nothing is lost to floating point.
      number: String,
      newUpdates: true,
      timeout: timeoutMs ?? 10_000,
      ...(urls ? { urls } : {}),
      options: { ...preset.options, ...options },
      ...credentials,
    });
    if (sandbox && !urls)
      ex.setSandboxMode(true);
    // Without this ccxt refuses every ws:// address.
    await ex.loadHttpProxyAgent();
    this.budget = keepWithin(ex, this.exchange, this.account, Boolean(sandbox && !urls), rateLimit ?? true);
    this.cache = new MarketCache(this.#cacheFolder, this.exchange, sandbox ? { sandbox, ...urls } : urls);
    this.ex = ex;
    this.onOpen?.(ex);
  }

  async #loadMarkets() {
    const ex = this.ex;
    if (this.#shared) {
      const open = await this.#shared.open();
      ex.setMarkets(open.markets, open.currencies);
      return;
    }
    if (!await this.cache.restore(ex)) {
      await this.reload();
      return;
    }
    this.budget.learn(this.cache.limits);
    if (this.cache.isOld) {
      this.reload().catch((error) => console.error(`${this.exchange}: the kept markets are old and could not be renewed:`, error.message));
    }
  }
}
