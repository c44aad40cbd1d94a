import { Rank } from './budget.mjs';
import { errors } from './ccxt.mjs';
import { BridgeRefusal } from './faults.mjs';
import { pairsOf } from './pairs.mjs';
import * as shape from './shapes.mjs';

// Every call that the other side may make, by name. `account`: needs keys. `changes`: does something at the exchange that must not be
// done twice. `bare`: needs no markets. `rank`: how urgent; `orders`: how many orders it sends.
export const calls = {
  describe: { bare: true, run: (ex) => shape.exchange(ex) },

  markets: {
    async run(ex, { reload }, instance) {
      const open = reload ? await instance.reload() : ex;
      return {
        savedAt: instance.cache.savedAt,
        markets: Object.values(open.markets).filter((m) => m.spot).map((m) => shape.market(m, open.precisionMode)),
      };
    },
  },

  time: {
    bare: true,
    async run(ex, _, instance) {
      if (!ex.has.fetchTime)
        throw new BridgeRefusal('NotSupported', `${ex.id} does not tell its time.`);
      const sentMs = Date.now();
      const serverMs = await ex.fetchTime();
      const receivedMs = Date.now();
      // Some tell whole seconds only (Kraken): half a second later is what they mean on average.
      instance.tellsMilliseconds ||= serverMs % 1000 !== 0;
      return { serverMs: instance.tellsMilliseconds ? serverMs : serverMs + 500, sentMs, receivedMs };
    },
  },

  ticker: { run: async (ex, { symbol }) => shape.tickerRow(await ex.fetchTicker(symbol)) },

  tickers: {
    async run(ex, { symbols }) {
      const tickers = await ex.fetchTickers(symbols?.length > 0 ? symbols : undefined);
      return Object.values(tickers).filter((t) => ex.markets[t.symbol]?.spot).map((t) => [t.symbol, shape.tickerRow(t)]);
    },
  },

  candles: {
    async run(ex, { symbol, timeframe, since, limit, until }) {
      const rows = await ex.fetchOHLCV(symbol, timeframe, since, limit, until === undefined ? {} : { until });
      return rows.map((row) => shape.candleRow(row, null));
    },
  },

  book: { run: async (ex, { symbol, depth }) => shape.bookRow(await ex.fetchOrderBook(symbol, depth), depth ?? 100) },

  trades: { run: async (ex, { symbol, since, limit }) => (await ex.fetchTrades(symbol, since, limit)).map(shape.tradeRow) },

  createOrder: {
    account: true,
    changes: true,
    rank: ({ exit }) => (exit ? Rank.exit : Rank.entry),
    orders: () => 1,
    async run(ex, { symbol, type, side, amount, price, clientOrderId, params }) {
      // Without one ccxt sends an id of its own making, under which the order could never be found again.
      if (typeof clientOrderId !== 'string' || clientOrderId.length === 0)
        throw new BridgeRefusal('ArgumentsRequired', 'An order needs a client order id.');
      refuseRounding(ex, symbol, amount, price, params);
      const sent = await once(() => ex.createOrder(symbol, type, side, amount, price, { ...params, clientOrderId }));
      return { ...shape.order(sent), clientOrderId: sent.clientOrderId ?? clientOrderId };
    },
  },

  createPair: {
    account: true,
    changes: true,
    rank: () => Rank.exit,
    orders: () => 2,
    async run(ex, pair) {
      const send = pairsOf[ex.id];
      if (!send)
        throw new BridgeRefusal('NotSupported', `${ex.id} keeps no pairs of orders.`);
      refuseRounding(ex, pair.symbol, pair.amount, pair.stop.price, { stopLossPrice: pair.stop.trigger });
      refuseRounding(ex, pair.symbol, pair.amount, pair.target.price, {});
      return (await once(() => send(ex, pair))).map(shape.order);
    },
  },

  cancelOrder: {
    account: true,
    changes: true,
    rank: () => Rank.cancel,
    run: async (ex, { symbol, id, clientOrderId, params }) =>
      shape.order(await ex.cancelOrder(id, symbol, { ...params, ...byClientId(ex, id, clientOrderId) })),
  },

  // Said twice it is said once, so it changes nothing that must not be done twice.
  cancelAllAfter: {
    account: true,
    async run(ex, { seconds }) {
      if (!ex.has.cancelAllOrdersAfter)
        throw new BridgeRefusal('NotSupported', `${ex.id} has no countdown that cancels orders.`);
      await ex.cancelAllOrdersAfter(seconds * 1_000);
      return null;
    },
  },

  order: {
    account: true,
    async run(ex, { symbol, id, clientOrderId }) {
      const found = await findOrder(ex, symbol, id, clientOrderId);
      return found ? shape.order(found) : null;
    },
  },

  openOrders: { account: true, run: async (ex, { symbol }) => (await allOpen(ex, symbol)).map(shape.order) },

  myTrades: { account: true, run: async (ex, { symbol, since, limit, params }) => (await ex.fetchMyTrades(symbol, since, limit, params)).map(shape.fill) },

  balance: { account: true, run: async (ex) => shape.balance(await ex.fetchBalance()) },

  // What came into the account and what left it, by ways that are no trade; null where the exchange tells neither.
  transfers: {
    account: true,
    async run(ex, { since }) {
      const ways = [['fetchDeposits', 'deposit'], ['fetchWithdrawals', 'withdrawal']].filter(([name]) => ex.has[name] === true);
      if (ways.length === 0)
        return null;
      const told = await Promise.all(ways.map(async ([name, kind]) => (await ex[name](undefined, since, undefined)).map((t) => shape.transfer(t, kind))));
      return told.flat();
    },
  },

  permissions: { account: true, run: (ex) => permissionsOf[ex.id]?.(ex) ?? null },

  fees: {
    account: true,
    async run(ex, { symbol }) {
      const fee = await ex.fetchTradingFee(symbol);
      return { symbol, maker: fee.maker ?? null, taker: fee.taker ?? null };
    },
  },
};

// ccxt would round to the market's steps by itself, a price to the nearer one whichever way that is. What is rounded here was rounded
// towards less risk before; anything else is a mistake, and no order.
function refuseRounding(ex, symbol, amount, price, params) {
  const steps = [['quantity', amount, 'amountToPrecision'], ['price', price, 'priceToPrecision'], ['trigger', params?.stopLossPrice ?? params?.takeProfitPrice ?? params?.triggerPrice, 'priceToPrecision']];
  for (const [what, value, round] of steps) {
    if (value !== undefined && value !== null && Number(ex[round](symbol, value)) !== Number(value))
      throw new BridgeRefusal('InvalidOrder', `The ${what} ${value} is off the steps of ${symbol}.`);
  }
}

// "We have that one already" is no refusal of the order: it must be told apart, and ccxt's classes do not everywhere. Binance says it in
// words, OKX, Bybit and Kraken by number or by name.
const DUPLICATE = /duplicate|"?(51016|170141|110072)"?\b|client.?order.?id.+(exist|used)/i;

async function once(send) {
  try {
    return await send();
  } catch (error) {
    if (error instanceof errors.ExchangeError && DUPLICATE.test(error.message))
      throw new BridgeRefusal('DuplicateOrderId', 'An order under this client order id was sent before.');
    throw error;
  }
}

// What keys may do, at the exchanges that tell. ccxt has no unified call for it.
const permissionsOf = {
  async binance(ex) {
    // The test net has no wallet API and no withdrawals.
    if (ex.isSandboxModeEnabled)
      return null;
    const told = await ex.sapiGetAccountApiRestrictions();
    return { canTrade: told.enableSpotAndMarginTrading === true, canWithdraw: told.enableWithdrawals === true };
  },
  async okx(ex) {
    const [account] = (await ex.privateGetAccountConfig()).data;
    const granted = String(account?.perm ?? '').split(',');
    return { canTrade: granted.includes('trade'), canWithdraw: granted.includes('withdraw') };
  },
  async bybit(ex) {
    const { result } = await ex.privateGetV5UserQueryApi();
    return { canTrade: result.readOnly === 0 || result.readOnly === '0', canWithdraw: (result.permissions?.Wallet ?? []).includes('Withdraw') };
  },
};

// How the exchanges themselves call a client's own order id, where ccxt's unified name is not enough.
const CLIENT_ID_NAMES = { bybit: 'orderLinkId', kraken: 'cl_ord_id', coinbase: 'client_order_id' };

function byClientId(ex, id, clientOrderId) {
  if (id !== undefined || clientOrderId === undefined)
    return {};
  const own = CLIENT_ID_NAMES[ex.id];
  return own ? { clientOrderId, [own]: clientOrderId } : { clientOrderId };
}

// Where the exchange gives one page of open orders at a time: how many are in one, and what the next one is asked for by. ccxt's own ways of
// turning over want a time to begin with.
const OPEN_PAGES = {
  okx: { size: 100, next: (page) => ({ after: page.map((o) => o.id).reduce((oldest, id) => (BigInt(id) < BigInt(oldest) ? id : oldest)) }) },
  bybit: { size: 50, next: (page) => told(page, 'nextPageCursor', 'cursor') },
  coinbase: { size: 100, next: (page) => told(page, 'cursor', 'cursor') },
};
const MOST_PAGES = 200;

function told(page, from, to) {
  const cursor = page.map((o) => o.info?.[from]).find(Boolean);
  return cursor ? { [to]: cursor } : null;
}

async function allOpen(ex, symbol) {
  const pages = OPEN_PAGES[ex.id];
  if (!pages)
    return await ex.fetchOpenOrders(symbol);
  const all = new Map();
  let from = {};
  for (let i = 0; i < MOST_PAGES && from; i++) {
    const page = await ex.fetchOpenOrders(symbol, undefined, pages.size, from);
    for (const order of page)
      all.set(order.id, order);
    from = page.length < pages.size ? null : pages.next(page);
  }
  return [...all.values()];
}

// Exchanges that answer a query by client id at once; at the others the recent orders are searched.
const ASKS_BY_CLIENT_ID = new Set(['binance', 'okx', 'bybit']);

/** The order, or null where the exchange knows none: after a time-out that is the difference between "sent" and "never arrived". */
async function findOrder(ex, symbol, id, clientOrderId) {
  try {
    if (id !== undefined || ASKS_BY_CLIENT_ID.has(ex.id))
      return await ex.fetchOrder(id, symbol, byClientId(ex, id, clientOrderId));
  } catch (error) {
    if (error instanceof errors.OrderNotFound)
      return null;
    throw error;
  }
  const searches = [['fetchOpenOrders', symbol], ['fetchClosedOrders', symbol], ['fetchCanceledOrders', symbol], ['fetchOrders', symbol]];
  for (const [name, argument] of searches) {
    if (!ex.has[name])
      continue;
    const found = (await ex[name](argument)).find((candidate) => candidate.clientOrderId === clientOrderId);
    if (found)
      return found;
  }
  return null;
}
