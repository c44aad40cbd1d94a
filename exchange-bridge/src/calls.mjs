import { errors } from './ccxt.mjs';
import { BridgeRefusal } from './faults.mjs';
import * as shape from './shapes.mjs';

// Every call that the other side may make, by name. `account`: needs keys. `changes`: does something at the exchange that must not be
// done twice. `bare`: needs no markets.
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
    async run(ex) {
      if (!ex.has.fetchTime)
        throw new BridgeRefusal('NotSupported', `${ex.id} does not tell its time.`);
      const sentMs = Date.now();
      const serverMs = await ex.fetchTime();
      return { serverMs, sentMs, receivedMs: Date.now() };
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
    async run(ex, { symbol, type, side, amount, price, clientOrderId, params }) {
      // Without one ccxt sends an id of its own making, under which the order could never be found again.
      if (typeof clientOrderId !== 'string' || clientOrderId.length === 0)
        throw new BridgeRefusal('ArgumentsRequired', 'An order needs a client order id.');
      const sent = await ex.createOrder(symbol, type, side, amount, price, { ...params, clientOrderId });
      return { ...shape.order(sent), clientOrderId: sent.clientOrderId ?? clientOrderId };
    },
  },

  cancelOrder: {
    account: true,
    changes: true,
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

  openOrders: { account: true, run: async (ex, { symbol, since, limit }) => (await ex.fetchOpenOrders(symbol, since, limit)).map(shape.order) },

  myTrades: { account: true, run: async (ex, { symbol, since, limit, params }) => (await ex.fetchMyTrades(symbol, since, limit, params)).map(shape.fill) },

  balance: { account: true, run: async (ex) => shape.balance(await ex.fetchBalance()) },

  permissions: { account: true, run: (ex) => permissionsOf[ex.id]?.(ex) ?? null },

  fees: {
    account: true,
    async run(ex, { symbol }) {
      const fee = await ex.fetchTradingFee(symbol);
      return { symbol, maker: fee.maker ?? null, taker: fee.taker ?? null };
    },
  },
};

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
