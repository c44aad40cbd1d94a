import { ClosedCandles } from './closedCandles.mjs';
import { BridgeRefusal, describe } from './faults.mjs';
import { hook } from './hook.mjs';
import * as shape from './shapes.mjs';
import { kinds } from './watching.mjs';

// Subscriptions that arrive together share a watch call, and with it a socket.
const GATHER_MS = 15;
// A subscribed stream on an open socket that says nothing for this long counts as live: not every market trades every second.
const QUIET_MS = 1_500;
const LONGEST_PAUSE_MS = 10_000;
const DEFAULT_DEPTH = 20;

/** The subscriptions of one instance. */
export class Streams {
  #instance;
  #output;
  #routes = new Map(Object.keys(kinds).map((kind) => [kind, new Map()]));
  #gathering = new Map();
  #closed = null;
  #idle = null;

  constructor(instance, output) {
    this.#instance = instance;
    this.#output = output;
    instance.onOpen = (ex) => {
      this.#closed = new ClosedCandles(ex);
      hook(ex, this.#sink());
    };
  }

  async subscribe(id, kind, args) {
    const watching = kinds[kind];
    if (!watching)
      throw new BridgeRefusal('BadRequest', `There is no stream called '${kind}'.`);
    if (watching.isPrivate && !this.#instance.account)
      throw new BridgeRefusal('NoCredentials', `The stream '${kind}' needs an account.`);
    const ex = await this.#instance.open();
    if (!watching.isPrivate && !ex.markets[args.symbol])
      throw new BridgeRefusal('BadSymbol', `${ex.id} has no market ${args.symbol}.`);
    if (kind === 'candles' && ex.timeframes && !ex.timeframes[args.timeframe])
      throw new BridgeRefusal('BadRequest', `${ex.id} has no candles of ${args.timeframe}.`);
    clearTimeout(this.#idle);
    const key = watching.keyOf(args);
    const routes = this.#routes.get(kind);
    let route = routes.get(key);
    if (!route) {
      routes.set(key, route = { kind, key, args, ids: new Set(), state: null, last: null });
      this.#gather(kind, route);
    }
    route.ids.add(id);
    this.#tell(route, route.state ?? 'connecting', null, [id]);
    return route;
  }

  unsubscribe(id) {
    for (const routes of this.#routes.values()) {
      for (const route of routes.values()) {
        if (!route.ids.delete(id))
          continue;
        this.#output.forget(id);
        if (route.ids.size === 0)
          this.#drop(route);
        return true;
      }
    }
    return false;
  }

  /** The account is no longer ours to use. */
  end() {
    const fault = describe(new BridgeRefusal('NoCredentials', 'The account was removed.'));
    for (const routes of this.#routes.values()) {
      for (const route of [...routes.values()])
        this.#endRoute(route, fault);
    }
  }

  /** Closes the sockets; every subscription connects anew. For a feed that sees a stall before ccxt's own ping does. */
  async reconnect() {
    await this.#instance.ex?.close();
  }

  #gather(kind, route) {
    let gathered = this.#gathering.get(kind);
    if (!gathered) {
      this.#gathering.set(kind, gathered = []);
      setTimeout(() => {
        this.#gathering.delete(kind);
        this.#start(kind, gathered.filter((r) => r.ids.size > 0));
      }, GATHER_MS);
    }
    gathered.push(route);
  }

  #start(kind, routes) {
    const watching = kinds[kind];
    const ex = this.#instance.ex;
    const isPushed = !this.#instance.polls && watching.isPushed(ex);
    const size = isPushed ? watching.batch(ex) : Math.max(1, routes.length);
    for (let i = 0; i < routes.length; i += size) {
      const group = { kind, all: routes.slice(i, i + size), isStopped: false, via: isPushed ? 'socket' : 'poll' };
      for (const route of group.all)
        route.group = group;
      const work = isPushed ? this.#watch(group, watching) : this.#poll(group, watching);
      work.catch((error) => console.error(`${ex.id}: a ${kind} loop ended:`, error?.stack));
    }
  }

  /** The routes of a group that someone still wants. */
  #wanted(group) {
    return group.all.filter((route) => route.group === group);
  }

  async #watch(group, watching) {
    let failures = 0;
    while (!group.isStopped) {
      const quiet = setTimeout(() => this.#quiet(group), QUIET_MS);
      try {
        const ex = await this.#instance.open();
        await watching.arm(ex, group.all);
        failures = 0;
      } catch (error) {
        if (group.isStopped)
          return;
        const fault = describe(error);
        if (fault.kind !== 'transient' && !/limit of subscriptions/.test(fault.message)) {
          this.#end(group, fault);
          return;
        }
        // ccxt counts what was ever subscribed on a socket and never forgets.
        if (this.#instance.ex?.options?.numSubscriptionsByStream)
          this.#instance.ex.options.numSubscriptionsByStream = {};
        this.#interrupt(group, fault.name === 'ExchangeClosedByUser' ? 'the connection is being renewed' : fault.message);
        await pause(failures++);
      } finally {
        clearTimeout(quiet);
      }
    }
  }

  async #poll(group, watching) {
    let failures = 0;
    while (!group.isStopped) {
      try {
        await watching.poll(await this.#instance.open(), this.#wanted(group), this.#sink());
        failures = 0;
        this.#alive(this.#wanted(group));
        await new Promise((resolve) => setTimeout(resolve, this.#instance.pollMs ?? watching.pollMs));
      } catch (error) {
        if (group.isStopped)
          return;
        const fault = describe(error);
        if (fault.kind !== 'transient') {
          this.#end(group, fault);
          return;
        }
        this.#interrupt(group, fault.message);
        await pause(failures++, fault.retryAfterMs);
      }
    }
  }

  #sink() {
    const at = (kind, key) => this.#routes.get(kind).get(key);
    const latest = (route, read) => {
      this.#alive([route]);
      for (const id of route.ids)
        this.#output.latest(id, read);
    };
    const every = (route, row) => {
      this.#alive([route]);
      for (const id of route.ids)
        this.#output.append(id, row);
    };
    return {
      ticker: (t) => {
        const route = at('ticker', t.symbol);
        if (route)
          latest(route, () => shape.tickerRow(t));
      },
      book: (b) => {
        const route = at('book', b.symbol);
        // Read when the frame leaves: the book is the newest then.
        if (route)
          latest(route, () => shape.bookRow(b, route.args.depth ?? DEFAULT_DEPTH));
      },
      trade: (t) => {
        const route = at('trades', t.symbol);
        if (route)
          every(route, shape.tradeRow(t));
      },
      candle: (symbol, timeframe, row) => {
        const route = at('candles', `${symbol}|${timeframe}`);
        if (route)
          this.#candle(route, row, every);
      },
      order: (o) => this.#private('orders', shape.order(o), every),
      fill: (t) => this.#private('myTrades', shape.fill(t), every),
      balance: (b) => this.#private('balance', shape.balance(b), every),
    };
  }

  #private(kind, value, every) {
    const route = this.#routes.get(kind).get('');
    if (route)
      every(route, value);
  }

  #candle(route, row, every) {
    const mark = this.#closed?.of(row[0]) ?? null;
    const last = route.last;
    // Where the exchange does not say so, the next candle says that the one before is closed. Not across an interruption: then the
    // last one seen may lack its end, and whoever needs it asks by REST.
    if (mark === null && last && row[0] > last.row[0] && last.isWhole)
      every(route, shape.candleRow(last.row, true));
    if (last && row[0] < last.row[0] && mark === null)
      return;
    route.last = { row, isWhole: true };
    every(route, shape.candleRow(row, mark ?? false));
  }

  /** Data came: what was interrupted is live again. */
  #alive(routes) {
    for (const route of routes) {
      if (route.state !== 'live' && route.group)
        this.#tell(route, 'live', null);
    }
  }

  #quiet(group) {
    const clients = Object.values(this.#instance.ex?.clients ?? {});
    if (group.isStopped || !clients.some((client) => client.isConnected && client.isOpen() && Object.keys(client.subscriptions).length > 0))
      return;
    this.#alive(this.#wanted(group));
  }

  #interrupt(group, reason) {
    for (const route of this.#wanted(group)) {
      if (route.last)
        route.last.isWhole = false;
      this.#tell(route, 'reconnecting', reason);
    }
  }

  #end(group, fault) {
    group.isStopped = true;
    for (const route of this.#wanted(group))
      this.#endRoute(route, fault);
  }

  #endRoute(route, fault) {
    this.#routes.get(route.kind).delete(route.key);
    if (route.group)
      route.group.isStopped = this.#wanted(route.group).every((other) => !this.#routes.get(other.kind).has(other.key));
    for (const id of route.ids)
      this.#output.send({ stream: id, state: 'ended', reason: fault.message, error: fault });
  }

  #tell(route, state, reason, ids = route.ids) {
    route.state = state;
    for (const id of ids)
      this.#output.send({ stream: id, state, via: route.group?.via ?? null, ...(reason ? { reason } : {}) });
  }

  #drop(route) {
    this.#routes.get(route.kind).delete(route.key);
    const group = route.group;
    route.group = null;
    if (!group || this.#wanted(group).length > 0)
      return;
    group.isStopped = true;
    const ex = this.#instance.ex;
    if (group.via === 'socket' && ex) {
      // Told in the words in which it was asked for: ccxt finds the socket by the list of symbols.
      Promise.resolve().then(() => kinds[group.kind].disarm(ex, group.all))
        .catch((error) => console.debug(`${ex.id}: could not unsubscribe:`, error?.message));
    }
    this.#closeWhenIdle();
  }

  #closeWhenIdle() {
    if ([...this.#routes.values()].some((routes) => routes.size > 0))
      return;
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#instance.ex?.close().catch((error) => console.debug('closing idle sockets:', error?.message)), 5_000);
  }
}

function pause(failures, atLeast = 0) {
  const longest = Math.min(LONGEST_PAUSE_MS, 100 * 2 ** Math.min(failures, 10));
  return new Promise((resolve) => setTimeout(resolve, Math.max(atLeast, longest * (0.5 + Math.random() / 2))));
}
