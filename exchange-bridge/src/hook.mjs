import { bookSides, caches } from './ccxt.mjs';

// A loop around ccxt's watch methods sees one result per wake-up and loses the rest when many symbols share a socket. Everything
// passes client.resolve(), so that is where values are taken; the loops only keep the subscriptions armed.

const FRESH = Symbol('fresh');
const MOST_FRESH = 5_000;

// ccxt's caches say how many items are new, not which: each append is noted on the cache until the hook takes it.
for (const type of [caches.ArrayCache, caches.ArrayCacheByTimestamp, caches.ArrayCacheBySymbolById]) {
  if (!type)
    continue;
  const append = type.prototype.append;
  type.prototype.append = function (item) {
    append.call(this, item);
    let fresh = this[FRESH];
    if (!fresh)
      Object.defineProperty(this, FRESH, { value: fresh = [], enumerable: false });
    // Nobody watches this cache: it must not grow.
    if (fresh.length >= MOST_FRESH)
      fresh.shift();
    // Caches merge updates into older objects, so what is new now is copied now.
    fresh.push(Array.isArray(item) ? item.slice() : { ...item });
  };
}

// Books compare and remove by number, but some exchanges (Kraken) hand them the text that our instances ask for: then "0" would remove
// nothing and "61000" replace nothing, and the book would rot.
const numeric = (value) => (typeof value === 'string' ? Number(value) : value);
for (const type of Object.values(bookSides)) {
  if (!Object.hasOwn(type.prototype ?? {}, 'storeArray'))
    continue;
  const storeArray = type.prototype.storeArray;
  type.prototype.storeArray = function (delta) {
    if (typeof delta[0] === 'string' || typeof delta[1] === 'string')
      delta = [numeric(delta[0]), numeric(delta[1]), ...delta.slice(2)];
    return storeArray.call(this, delta);
  };
}

/** The items appended to a cache since the last call. */
function take(cache) {
  const fresh = cache[FRESH];
  return fresh && fresh.length > 0 ? fresh.splice(0) : [];
}

/**
 * Hands every value that ccxt resolves on any socket of `ex` to `sink`: ticker(t), trade(t), candle(symbol, timeframe, row), book(b),
 * order(o), fill(t), balance(b).
 */
export function hook(ex, sink) {
  const owners = new WeakMap();
  const open = ex.client.bind(ex);
  ex.client = (url) => {
    const client = open(url);
    if (!client.isHooked) {
      client.isHooked = true;
      const resolve = client.resolve.bind(client);
      client.resolve = (result, hash) => {
        try {
          sort(ex, owners, sink, result);
        } catch (error) {
          console.error(`${ex.id}: a message could not be read:`, error?.message);
        }
        return resolve(result, hash);
      };
    }
    return client;
  };
}

function sort(ex, owners, sink, result) {
  if (result === null || typeof result !== 'object')
    return;
  if (Array.isArray(result)) {
    sortArray(ex, owners, sink, result);
  } else if (Array.isArray(result.bids) && Array.isArray(result.asks)) {
    if (result.symbol !== undefined)
      sink.book(result);
  } else if (isTicker(result)) {
    sink.ticker(result);
  } else if (ex.balance && (result === ex.balance || Object.values(ex.balance).includes(result))) {
    sink.balance(result);
  } else {
    sortMany(sink, result);
  }
}

const isTicker = (value) => value !== null && typeof value === 'object' && value.symbol !== undefined && 'last' in value && 'baseVolume' in value;

// Some exchanges resolve a batch: an array or a dictionary by symbol.
function sortMany(sink, values) {
  for (const key in values) {
    if (!isTicker(values[key]))
      return;
    sink.ticker(values[key]);
  }
}

function sortArray(ex, owners, sink, result) {
  if (result === ex.orders) {
    for (const item of take(result))
      sink.order(item);
  } else if (result === ex.myTrades) {
    for (const item of take(result))
      sink.fill(item);
  } else if (result.length === 3 && typeof result[0] === 'string' && Array.isArray(result[2])) {
    for (const row of take(result[2]))
      sink.candle(result[0], result[1], row);
  } else if (Array.isArray(result.at(-1))) {
    const owner = ownerOf(ex, owners, result);
    for (const row of take(result)) {
      if (owner)
        sink.candle(owner.symbol, owner.timeframe, row);
    }
  } else if (isTicker(result[0])) {
    sortMany(sink, result);
  } else {
    for (const item of take(result)) {
      if (item.symbol !== undefined && item.price !== undefined)
        sink.trade(item);
    }
  }
}

/** Whose candles a cache holds: ccxt hands out the cache alone, its owner is found once by identity. */
function ownerOf(ex, owners, cache) {
  const known = owners.get(cache);
  if (known)
    return known;
  for (const symbol in ex.ohlcvs) {
    for (const timeframe in ex.ohlcvs[symbol]) {
      if (ex.ohlcvs[symbol][timeframe] === cache) {
        const owner = { symbol, timeframe };
        owners.set(cache, owner);
        return owner;
      }
    }
  }
  return null;
}
