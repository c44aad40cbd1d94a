import { AsyncLocalStorage } from 'node:async_hooks';
import { errors } from './ccxt.mjs';

// Exchanges count two things: the weight of requests per address, and the orders of an account. Both are shared by everything that this
// process asks for, and whoever exceeds them is locked out. ccxt spaces the requests of each of its objects in the order of their coming; here
// they pass one queue per exchange, the most urgent first.

/** The smaller, the sooner. */
export const Rank = { cancel: 0, exit: 1, entry: 2, own: 3, market: 4 };

// Up to which share of a limit each rank may go. Four fifths are never exceeded by plan; what is left belongs to cancellations, which no flood
// of anything else can keep waiting.
const CEILING = [1, 0.8, 0.75, 0.7, 0.6];
const ORDER_CEILING = [1, 0.95, 0.8, 0.8, 0.8];

// How long a request may wait for its turn before its caller is told to come again. A cancellation waits as long as it takes. The caller waits
// longer than any of these: what he has given up on must not be sent.
const PATIENCE_MS = [Infinity, 20_000, 5_000, 15_000, 15_000];

const LONGEST_NAP_MS = 250;
const UNTOLD_WAIT_MS = 10_000;
const UNITS = { S: 1_000, M: 60_000, H: 3_600_000, D: 86_400_000 };
const INTERVALS = { SECOND: 'S', MINUTE: 'M', HOUR: 'H', DAY: 'D' };

// ccxt reckons in costs of its own; what one of them weighs at the exchange.
const WEIGHT_OF_COST = { binance: 5 };

const asking = new AsyncLocalStorage();

/** Runs `work`; whatever it sends has this rank. @param {{rank: number, orders?: number, isGone?: () => boolean}} asked */
export const ranked = (asked, work) => asking.run(asked, work);

/** What was spent within the last `everyMs`: at any moment the sum over a sliding window, so that no fixed one can hold more. */
class Window {
  #entries = [];
  #sum = 0;

  constructor(everyMs, limit) {
    this.everyMs = everyMs;
    this.limit = limit;
  }

  used(now) {
    while (this.#entries.length > 0 && this.#entries[0].at <= now - this.everyMs)
      this.#sum -= this.#entries.shift().count;
    return this.#sum;
  }

  spend(count, now) {
    // In grains of a six-hundredth of the window, so that a day of orders is no long list; rounded up, which forgets late rather than early.
    const grain = this.everyMs / 600;
    const at = Math.ceil(now / grain) * grain;
    const last = this.#entries.at(-1);
    if (last?.at === at)
      last.count += count;
    else
      this.#entries.push({ at, count });
    this.#sum += count;
  }

  /** The exchange counts more than we do: somebody else spends from the same purse. */
  correct(told, now) {
    const used = this.used(now);
    if (told > used)
      this.spend(told - used, now);
  }

  /** Milliseconds until `count` fits under a share of the limit. */
  wait(count, share, now) {
    const room = Math.max(this.limit * share, count);
    let used = this.used(now);
    for (let i = 0; used + count > room && i < this.#entries.length; i++) {
      used -= this.#entries[i].count;
      if (used + count <= room)
        return Math.max(1, this.#entries[i].at + this.everyMs - now);
    }
    return 0;
  }
}

class Budget {
  #queues = CEILING.map(() => []);
  #weights = [];
  #orderLimits = [];
  #orders = new Map();
  #timer = null;
  #freeAt = 0;
  #pausedUntil = 0;
  #costMs;
  #weightOfCost;
  shed = 0;
  /** Whether requests are held back at all; counted they are always. */
  isKept = true;
  /** As the exchange told them. */
  told = null;

  constructor(exchange, isTestNet, costMs) {
    this.exchange = exchange;
    this.isTestNet = isTestNet;
    this.#costMs = costMs;
    this.#weightOfCost = WEIGHT_OF_COST[exchange] ?? 1;
  }

  /** Limits in the words of Binance's exchangeInfo. */
  learn(rateLimits) {
    if (!Array.isArray(rateLimits))
      return;
    const of = (type) => rateLimits
      .filter((l) => l.rateLimitType === type && UNITS[INTERVALS[l.interval]])
      .map((l) => ({ everyMs: UNITS[INTERVALS[l.interval]] * l.intervalNum, limit: Number(l.limit) }));
    if (JSON.stringify(rateLimits) === JSON.stringify(this.told))
      return;
    this.told = rateLimits;
    this.#orderLimits = of('ORDERS');
    this.#orders.clear();
    for (const { everyMs, limit } of of('REQUEST_WEIGHT')) {
      const known = this.#weights.find((w) => w.everyMs === everyMs);
      if (known)
        known.limit = limit;
      else
        this.#weights.push(new Window(everyMs, limit));
    }
  }

  /** Returns when it is the request's turn. */
  take(cost, orders, account, asked) {
    const waiter = { weight: cost * this.#weightOfCost, cost, orders, account, asked, since: Date.now() };
    if (!this.isKept) {
      this.#spend(waiter, Date.now());
      return Promise.resolve();
    }
    if (this.#pausedUntil - waiter.since > PATIENCE_MS[asked.rank]) {
      this.shed++;
      return Promise.reject(this.#late(this.#pausedUntil - waiter.since));
    }
    return new Promise((resolve, reject) => {
      this.#queues[asked.rank].push(Object.assign(waiter, { resolve, reject }));
      this.#pump();
    });
  }

  /** What the headers of an answer say was used. */
  heard(headers, account, now = Date.now()) {
    for (const [name, value] of Object.entries(headers)) {
      const found = /^x-mbx-(used-weight|order-count)-(\d+)([smhd])$/i.exec(name);
      if (!found)
        continue;
      const everyMs = Number(found[2]) * UNITS[found[3].toUpperCase()];
      const windows = found[1].toLowerCase() === 'used-weight' ? this.#weights : this.#ordersOf(account);
      windows.find((w) => w.everyMs === everyMs)?.correct(Number(value), now);
    }
  }

  /** The exchange asked to be left alone. */
  refused(waitMs) {
    this.#pausedUntil = Math.max(this.#pausedUntil, Date.now() + (waitMs ?? UNTOLD_WAIT_MS));
    this.#pump();
  }

  state(now = Date.now()) {
    const row = (w) => ({ everyMs: w.everyMs, limit: w.limit, used: Math.round(w.used(now)) });
    return {
      exchange: this.exchange, testNet: this.isTestNet, weights: this.#weights.map(row),
      orders: [...this.#orders].flatMap(([account, windows]) => windows.map((w) => ({ account, ...row(w) }))),
      waiting: this.#queues.reduce((sum, q) => sum + q.length, 0), shed: this.shed, pausedUntil: this.#pausedUntil > now ? this.#pausedUntil : null,
    };
  }

  #ordersOf(account) {
    if (!account)
      return [];
    if (!this.#orders.has(account))
      this.#orders.set(account, this.#orderLimits.map((l) => new Window(l.everyMs, l.limit)));
    return this.#orders.get(account);
  }

  #pump() {
    const now = Date.now();
    let nap = this.#pausedUntil > now ? this.#pausedUntil - now : 0;
    for (const [rank, queue] of this.#queues.entries()) {
      while (queue.length > 0) {
        const next = queue[0];
        const isOverdue = now - next.since > PATIENCE_MS[rank];
        // A cancellation is sent although nobody waits for its answer any more: it does no harm twice.
        if (isOverdue || (rank !== Rank.cancel && next.asked.isGone?.())) {
          this.shed++;
          queue.shift().reject(this.#late(nap || LONGEST_NAP_MS));
          continue;
        }
        const wait = nap || this.#wait(next, rank, now);
        if (wait > 0) {
          nap ||= next.orders > 0 && this.#weightWait(next, rank, now) === 0 ? 0 : wait;
          this.#wakeIn(Math.min(wait, LONGEST_NAP_MS));
          break;
        }
        queue.shift();
        this.#spend(next, now);
        next.resolve();
      }
    }
  }

  #wakeIn(ms) {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#pump();
    }, ms);
  }

  #wait(next, rank, now) {
    return Math.max(this.#weightWait(next, rank, now), ...this.#ordersOf(next.orders > 0 ? next.account : null).map((w) => w.wait(next.orders, ORDER_CEILING[rank], now)));
  }

  #weightWait(next, rank, now) {
    if (this.#weights.length > 0)
      return Math.max(...this.#weights.map((w) => w.wait(next.weight, CEILING[rank], now)));
    // Of this exchange no limit is known: its requests are spaced as ccxt says, and a cancellation goes before all of them.
    return rank === Rank.cancel ? 0 : Math.max(0, this.#freeAt - now);
  }

  #spend(next, now) {
    for (const window of this.#weights)
      window.spend(next.weight, now);
    this.#freeAt = Math.max(now, this.#freeAt) + ((next.cost * this.#costMs) / CEILING[Rank.exit]);
    if (next.orders > 0) {
      for (const window of this.#ordersOf(next.account))
        window.spend(next.orders, now);
    }
  }

  #late(retryAfterMs) {
    const error = new errors.RateLimitExceeded(`${this.exchange} has had as many requests as it may get; this one was not sent.`);
    error.retryAfterMs = Math.ceil(retryAfterMs);
    return error;
  }
}

const budgets = new Map();

/** All budgets of this process, as plain values. */
export const states = () => [...budgets.values()].map((b) => b.state());

/** Makes everything that `ex` sends pass the budget of its exchange. */
export function keepWithin(ex, exchange, account, isTestNet, isKept) {
  const key = `${exchange}${isTestNet ? '~test' : ''}`;
  if (!budgets.has(key))
    budgets.set(key, new Budget(exchange, isTestNet, Number(ex.rateLimit) || 1_000));
  const budget = budgets.get(key);
  budget.isKept = isKept;
  // ccxt's own limiter is first come, first served; sockets have another one, which stays.
  ex.throttle = async () => {};
  const fetch2 = ex.fetch2.bind(ex);
  ex.fetch2 = async (path, api = 'public', method = 'GET', params = {}, headers = undefined, body = undefined, config = {}) => {
    const asked = asking.getStore() ?? { rank: account ? Rank.own : Rank.market };
    await budget.take(Number(ex.calculateRateLimiterCost(api, method, path, params, config)) || 1, method === 'POST' ? asked.orders ?? 0 : 0, account, asked);
    return fetch2(path, api, method, params, headers, body, config);
  };
  const handle = ex.handleRestResponse.bind(ex);
  ex.handleRestResponse = async (response, ...rest) => {
    const told = ex.getResponseHeaders(response);
    budget.heard(told, account);
    const wait = waitOf(told['Retry-After'] ?? told['retry-after']);
    if (response.status === 429 || response.status === 418)
      budget.refused(wait);
    try {
      const parsed = await handle(response, ...rest);
      budget.learn(parsed?.rateLimits);
      return parsed;
    } catch (error) {
      if (wait !== undefined)
        error.retryAfterMs = wait;
      throw error;
    }
  };
  return budget;
}

/** Seconds or an HTTP date. */
function waitOf(header) {
  if (header === undefined)
    return undefined;
  const seconds = Number(header);
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(wait) ? Math.max(0, Math.round(wait)) : undefined;
}
