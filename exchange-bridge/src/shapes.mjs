import { pairsOf } from './pairs.mjs';

// Slim rows: arrays in a fixed order, numbers as ccxt gives them (strings where they are money). README.md lists the columns.
const plain = (value) => (value === undefined ? null : value);

export const tickerRow = (t) =>
  [plain(t.timestamp), plain(t.last), plain(t.bid), plain(t.ask), plain(t.open), plain(t.high), plain(t.low), plain(t.baseVolume), plain(t.quoteVolume)];

export const tradeRow = (t) => [plain(t.id), plain(t.timestamp), plain(t.price), plain(t.amount), plain(t.side)];

/** @param isClosed whether nothing more will be added to the candle; null where that is not known. */
export const candleRow = (c, isClosed) => [c[0], plain(c[1]), plain(c[2]), plain(c[3]), plain(c[4]), plain(c[5]), isClosed === null ? null : isClosed ? 1 : 0];

export const bookRow = (book, depth) => [plain(book.timestamp), plain(book.nonce), side(book.bids, depth), side(book.asks, depth)];

const side = (levels, depth) => {
  const rows = [];
  for (let i = 0; i < levels.length && i < depth; i++)
    rows.push([levels[i][0], levels[i][1]]);
  return rows;
};

const feeOf = (f) => (f && f.cost !== undefined && f.cost !== null ? { cost: String(f.cost), currency: plain(f.currency) } : null);

const feesOf = (item) => {
  const many = Array.isArray(item.fees) && item.fees.length > 0 ? item.fees : [item.fee];
  return many.map(feeOf).filter((fee) => fee !== null);
};

export const order = (o) => ({
  id: plain(o.id), clientOrderId: plain(o.clientOrderId), symbol: plain(o.symbol), type: plain(o.type), side: plain(o.side),
  timeInForce: plain(o.timeInForce), price: plain(o.price), stopPrice: plain(o.triggerPrice ?? o.stopPrice), amount: plain(o.amount),
  filled: plain(o.filled), remaining: plain(o.remaining), average: plain(o.average), cost: plain(o.cost), status: plain(o.status),
  timestamp: plain(o.timestamp), updated: plain(o.lastUpdateTimestamp ?? o.lastTradeTimestamp), fees: feesOf(o),
  fills: Array.isArray(o.trades) ? o.trades.map(fill) : [],
});

export const fill = (t) => ({
  id: plain(t.id), order: plain(t.order), symbol: plain(t.symbol), side: plain(t.side), role: plain(t.takerOrMaker),
  price: plain(t.price), amount: plain(t.amount), cost: plain(t.cost), timestamp: plain(t.timestamp), fees: feesOf(t),
});

export const transfer = (t, kind) => ({
  id: plain(t.id ?? t.txid), kind, asset: plain(t.currency), amount: plain(t.amount), fee: feeOf(t.fee), status: plain(t.status), timestamp: plain(t.timestamp),
});

export const balance = (b) => {
  const assets = {};
  for (const [asset, account] of Object.entries(b)) {
    if (account && typeof account === 'object' && !Array.isArray(account) && 'total' in account && asset === asset.toUpperCase())
      assets[asset] = [plain(account.free), plain(account.used), plain(account.total)];
  }
  return { timestamp: plain(b.timestamp), assets };
};

const DECIMAL_PLACES = 2;
const TICK_SIZE = 4;

/** The step that a precision stands for, or null where it is a number of significant digits. */
const stepOf = (precision, mode) => {
  if (precision === undefined || precision === null)
    return null;
  if (mode === TICK_SIZE)
    return String(precision);
  return mode === DECIMAL_PLACES ? `1e-${Number(precision)}` : null;
};

// Filters of which ccxt has no words of its own, in Binance's.
const filterOf = (m, ...types) => (Array.isArray(m.info?.filters) ? m.info.filters.find((f) => types.includes(f.filterType)) : undefined);
const positive = (value) => (Number(value) > 0 ? value : null);

/** [buy from, buy to, sell from, sell to], as multiples of the average price; null without such a filter. */
const bandOf = (m) => {
  const f = filterOf(m, 'PERCENT_PRICE_BY_SIDE', 'PERCENT_PRICE');
  const band = f && [f.bidMultiplierDown ?? f.multiplierDown, f.bidMultiplierUp ?? f.multiplierUp, f.askMultiplierDown ?? f.multiplierDown, f.askMultiplierUp ?? f.multiplierUp];
  return band?.every((x) => Number(x) > 0) ? band : null;
};

export const market = (m, mode) => ({
  symbol: m.symbol, id: m.id, base: m.base, quote: m.quote, active: m.active ?? null,
  tick: stepOf(m.precision?.price, mode), lot: stepOf(m.precision?.amount, mode),
  minAmount: plain(m.limits?.amount?.min), maxAmount: plain(m.limits?.amount?.max),
  minPrice: plain(m.limits?.price?.min), maxPrice: plain(m.limits?.price?.max),
  minCost: plain(m.limits?.cost?.min), maxCost: plain(m.limits?.cost?.max),
  maker: plain(m.maker), taker: plain(m.taker),
  marketMin: positive(m.limits?.market?.min), marketMax: positive(m.limits?.market?.max), marketLot: positive(filterOf(m, 'MARKET_LOT_SIZE')?.stepSize),
  band: bandOf(m), maxOrders: plain(filterOf(m, 'MAX_NUM_ORDERS')?.maxNumOrders), maxStops: plain(filterOf(m, 'MAX_NUM_ALGO_ORDERS')?.maxNumAlgoOrders),
});

// Stops that an exchange keeps and that can be asked for and cancelled as any order. Where ccxt's features say that they live in a list of their
// own (OKX, Bybit), they are not used: a stop that cannot be found again is none.
const keepsOf = (ex) => {
  const { createOrder, fetchOrder } = ex.features?.spot ?? {};
  if (createOrder?.stopLossPrice !== true || !fetchOrder || fetchOrder.trigger === true)
    return [];
  return pairsOf[ex.id] ? ['stop-limit', 'pair'] : ['stop-limit'];
};

export const exchange = (ex) => ({
  id: ex.id, name: ex.name, countries: ex.countries ?? [], hasSockets: Boolean(ex.pro),
  timeframes: Object.keys(ex.timeframes ?? {}),
  has: Object.fromEntries(Object.entries(ex.has).filter(([, value]) => value)),
  credentials: Object.entries(ex.requiredCredentials ?? {}).filter(([, needed]) => needed).map(([name]) => name),
  keeps: keepsOf(ex),
  hasTestNet: Boolean(ex.urls?.test), rateLimitMs: Number(ex.rateLimit), website: plain(ex.urls?.www),
});
