// How each kind of stream is armed, disarmed and polled. A kind that the exchange does not push is polled by REST.

const BATCH = 200;
const ticker = (ex) => (ex.id === 'binance' ? { name: 'ticker' } : {});

/** keyOf: the key under which the hook finds the stream again. batch: how many routes one watch call may carry. */
export const kinds = {
  ticker: {
    keyOf: ({ symbol }) => symbol,
    batch: (ex) => (ex.has.watchTickers ? BATCH : 1),
    isPushed: (ex) => Boolean(ex.has.watchTicker || ex.has.watchTickers),
    arm: (ex, routes) => (ex.has.watchTickers && (routes.length > 1 || !ex.has.watchTicker)
      ? ex.watchTickers(symbols(routes), ticker(ex))
      : ex.watchTicker(routes[0].args.symbol, ticker(ex))),
    disarm: (ex, routes) => (ex.has.unWatchTickers && (routes.length > 1 || !ex.has.unWatchTicker)
      ? ex.unWatchTickers(symbols(routes), ticker(ex))
      : ex.has.unWatchTicker && ex.unWatchTicker(routes[0].args.symbol, ticker(ex))),
    pollMs: 5_000,
    poll: async (ex, routes, sink) => {
      if (routes.length > 1 && ex.has.fetchTickers) {
        for (const value of Object.values(await ex.fetchTickers(symbols(routes))))
          sink.ticker(value);
        return;
      }
      for (const route of routes)
        sink.ticker(await ex.fetchTicker(route.args.symbol));
    },
  },

  trades: {
    keyOf: ({ symbol }) => symbol,
    batch: (ex) => (ex.has.watchTradesForSymbols ? BATCH : 1),
    isPushed: (ex) => Boolean(ex.has.watchTrades),
    arm: (ex, routes) => (ex.has.watchTradesForSymbols ? ex.watchTradesForSymbols(symbols(routes)) : ex.watchTrades(routes[0].args.symbol)),
    disarm: (ex, routes) => (ex.has.unWatchTradesForSymbols ? ex.unWatchTradesForSymbols(symbols(routes)) : ex.has.unWatchTrades && ex.unWatchTrades(routes[0].args.symbol)),
    pollMs: 5_000,
    poll: async (ex, routes, sink) => {
      for (const route of routes) {
        for (const trade of unseen(route, await ex.fetchTrades(route.args.symbol, route.polledTo)))
          sink.trade(trade);
      }
    },
  },

  candles: {
    keyOf: ({ symbol, timeframe }) => `${symbol}|${timeframe}`,
    batch: (ex) => (ex.has.watchOHLCVForSymbols ? BATCH : 1),
    isPushed: (ex) => Boolean(ex.has.watchOHLCV),
    arm: (ex, routes) => (ex.has.watchOHLCVForSymbols ? ex.watchOHLCVForSymbols(pairs(routes)) : ex.watchOHLCV(routes[0].args.symbol, routes[0].args.timeframe)),
    disarm: (ex, routes) => (ex.has.unWatchOHLCVForSymbols ? ex.unWatchOHLCVForSymbols(pairs(routes))
      : ex.has.unWatchOHLCV && ex.unWatchOHLCV(routes[0].args.symbol, routes[0].args.timeframe)),
    pollMs: 10_000,
    poll: async (ex, routes, sink) => {
      for (const { args: { symbol, timeframe } } of routes) {
        const rows = await ex.fetchOHLCV(symbol, timeframe, undefined, 3);
        for (const row of rows)
          sink.candle(symbol, timeframe, row);
      }
    },
  },

  book: {
    keyOf: ({ symbol }) => symbol,
    batch: () => 1,
    isPushed: (ex) => Boolean(ex.has.watchOrderBook),
    arm: (ex, routes) => ex.watchOrderBook(routes[0].args.symbol),
    disarm: (ex, routes) => ex.has.unWatchOrderBook && ex.unWatchOrderBook(routes[0].args.symbol),
    pollMs: 5_000,
    poll: async (ex, routes, sink) => {
      for (const route of routes)
        sink.book(await ex.fetchOrderBook(route.args.symbol));
    },
  },

  orders: {
    keyOf: () => '',
    isPrivate: true,
    batch: () => 1,
    isPushed: (ex) => Boolean(ex.has.watchOrders),
    arm: (ex) => ex.watchOrders(),
    disarm: () => undefined,
    pollMs: 5_000,
    poll: async (ex, _, sink) => {
      for (const item of await ex.fetchOpenOrders())
        sink.order(item);
    },
  },

  myTrades: {
    keyOf: () => '',
    isPrivate: true,
    batch: () => 1,
    isPushed: (ex) => Boolean(ex.has.watchMyTrades),
    arm: (ex) => ex.watchMyTrades(),
    disarm: () => undefined,
    pollMs: 5_000,
    poll: async (ex, [route], sink) => {
      for (const item of unseen(route, await ex.fetchMyTrades(undefined, route.polledTo)))
        sink.fill(item);
    },
  },

  balance: {
    keyOf: () => '',
    isPrivate: true,
    batch: () => 1,
    isPushed: (ex) => Boolean(ex.has.watchBalance),
    arm: (ex) => ex.watchBalance(),
    disarm: () => undefined,
    pollMs: 15_000,
    poll: async (ex, _, sink) => sink.balance(await ex.fetchBalance()),
  },
};

const symbols = (routes) => routes.map((route) => route.args.symbol);
const pairs = (routes) => routes.map((route) => [route.args.symbol, route.args.timeframe]);

/** What a poll brought that the one before did not. */
function unseen(route, items) {
  const fresh = items.filter((item) => item.timestamp >= (route.polledTo ?? 0) && !route.polledIds?.has(item.id));
  // More of the same millisecond may come: the next poll asks for it again and knows these ids.
  route.polledTo = items.at(-1)?.timestamp ?? route.polledTo;
  route.polledIds = new Set(items.filter((item) => item.timestamp === route.polledTo).map((item) => item.id));
  return fresh;
}
