import { Rank, ranked, states } from './budget.mjs';
import { calls } from './calls.mjs';
import { catalogue } from './catalogue.mjs';
import { errors, version } from './ccxt.mjs';
import { BridgeRefusal, describe } from './faults.mjs';
import { Instance } from './instance.mjs';
import { Output } from './output.mjs';
import { Streams } from './streams.mjs';

/** Grows with every change that an older reader would misunderstand. */
const PROTOCOL = 1;

/** Takes request frames and answers them. */
export class Bridge {
  #output;
  #places = new Map();
  #settings = new Map();
  #cancelled = new Set();
  #running = new Set();
  #cacheFolder;

  constructor(stdout) {
    this.#output = new Output(stdout);
  }

  hello() {
    this.#output.send({ hello: { protocol: PROTOCOL, ccxt: version, node: process.versions.node, pid: process.pid } });
  }

  receive(line) {
    if (line.length === 0)
      return;
    let frame;
    try {
      frame = JSON.parse(line);
    } catch {
      // Never with the line itself: it may hold credentials.
      console.error('a line that is not JSON was ignored');
      return;
    }
    if (frame.unsubscribe !== undefined)
      this.#unsubscribe(frame.unsubscribe);
    else if (frame.cancel)
      this.#cancel(frame.id);
    else
      this.#answer(frame);
  }

  #cancel(id) {
    if (this.#running.has(id))
      this.#cancelled.add(id);
  }

  async #answer(frame) {
    const { id } = frame;
    this.#running.add(id);
    const progress = { changes: false };
    try {
      const result = await this.#run(frame, progress);
      if (!frame.subscribe && !this.#cancelled.has(id))
        this.#output.send({ id, result: result === undefined ? null : result });
    } catch (error) {
      if (frame.subscribe)
        this.#output.send({ stream: id, state: 'ended', reason: describe(error).message, error: describe(error) });
      else if (!this.#cancelled.has(id))
        this.#output.send({ id, error: describe(error, progress.changes) });
    } finally {
      this.#running.delete(id);
      this.#cancelled.delete(id);
    }
  }

  async #run(frame, progress) {
    if (version === null)
      throw new BridgeRefusal('NotInstalled', 'ccxt is not installed beside the bridge: run npm ci in the folder of the program.');
    if (frame.configure)
      return this.#configure(frame.configure);
    if (frame.call === 'ping')
      return 'pong';
    if (frame.call === 'budgets')
      return states();
    if (frame.call === 'exchanges')
      return catalogue(this.#cacheFolder);
    const { instance, streams } = this.#place(frame.exchange, frame.account);
    if (frame.subscribe) {
      await streams.subscribe(frame.id, frame.subscribe, frame.args ?? {});
      // Unsubscribed before it was subscribed.
      if (this.#cancelled.has(frame.id))
        streams.unsubscribe(frame.id);
      return null;
    }
    if (frame.call === 'reconnect')
      return streams.reconnect();
    const call = Object.hasOwn(calls, frame.call ?? '') ? calls[frame.call] : undefined;
    if (!call)
      throw new BridgeRefusal('BadRequest', `There is no call named '${frame.call}'.`);
    if (call.account && !frame.account)
      throw new BridgeRefusal('NoCredentials', `The call '${frame.call}' needs an account.`);
    const args = frame.args ?? {};
    const rank = call.rank?.(args) ?? (call.account ? Rank.own : Rank.market);
    return ranked({ rank, orders: call.orders?.(args) ?? 0, isGone: () => this.#cancelled.has(frame.id) }, () => this.#ask(call, args, instance, progress));
  }

  async #ask(call, args, instance, progress) {
    const ex = call.bare ? await instance.openBare() : await instance.open();
    // From here on the request may have reached the exchange.
    progress.changes = Boolean(call.changes);
    try {
      return await call.run(ex, args, instance);
    } catch (error) {
      // The exchange refused our clock: nothing was done. Its time is taken once and the request signed anew; a second refusal is told.
      if (!call.account || !(error instanceof errors.InvalidNonce) || !ex.has.fetchTime)
        throw error;
      await ex.loadTimeDifference();
      ex.options.adjustForTimeDifference = true;
      return call.run(ex, args, instance);
    }
  }

  async #configure({ cache, exchange, account, remove, ...settings }) {
    if (cache !== undefined)
      this.#cacheFolder = cache;
    if (exchange === undefined)
      return;
    const key = keyOf(exchange, account);
    const place = this.#places.get(key);
    if (remove) {
      this.#settings.delete(key);
      this.#places.delete(key);
      place?.streams.end();
      await place?.instance.close();
      return;
    }
    this.#settings.set(key, settings);
    await place?.instance.configure(this.#settingsOf(exchange, account));
  }

  /** An account speaks to the same addresses as the public side, unless told otherwise. */
  #settingsOf(exchange, account) {
    return { ...this.#settings.get(exchange), ...this.#settings.get(keyOf(exchange, account)) };
  }

  #place(exchange, account) {
    if (typeof exchange !== 'string')
      throw new BridgeRefusal('BadRequest', 'The request names no exchange.');
    const key = keyOf(exchange, account);
    let place = this.#places.get(key);
    if (place)
      return place;
    if (account && !this.#settings.has(key))
      throw new BridgeRefusal('NoCredentials', `The account '${account}' at ${exchange} is not configured.`);
    const shared = account ? this.#place(exchange).instance : null;
    const instance = new Instance(exchange, account, this.#settingsOf(exchange, account), this.#cacheFolder, shared);
    place = { instance, streams: new Streams(instance, this.#output) };
    this.#places.set(key, place);
    return place;
  }

  #unsubscribe(id) {
    for (const { streams } of this.#places.values()) {
      if (streams.unsubscribe(id))
        return;
    }
    this.#cancel(id);
  }
}

const keyOf = (exchange, account) => (account ? `${exchange}@${account}` : exchange);
