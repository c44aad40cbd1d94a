// What each exchange needs to be told so that spot markets work without keys and without calls to hosts that are not ours to call.
// ccxt would wait up to a minute between dials: a desk that trades must be back sooner, and exchanges allow far more.
const COMMON = { defaultType: 'spot', ws: { backoff: { base: 250, factor: 2, max: 10_000, stableAfter: 10_000 } } };
const SPOT_ONLY = { ...COMMON, fetchMarkets: { types: ['spot'] } };

const presets = {
  binance: {
    options: {
      ...SPOT_ONLY,
      // With keys, ccxt would ask the wallet API for currencies and margin pairs: nothing here needs them.
      fetchCurrencies: false,
      fetchMargins: false,
      // Sockets are shared: 8 with 1,000 streams each instead of 50 with 200 (the exchange allows 1,024 streams on one).
      streamLimits: { spot: 8 },
      subscriptionLimitByStream: { spot: 1000 },
      // The default of 1,000 levels costs a fifth of a minute's request weight per book.
      watchOrderBookLimit: 100,
      watchTickers: { name: 'ticker' },
    },
  },
  okx: { options: SPOT_ONLY },
  bybit: { options: SPOT_ONLY },
};

/** Constructor arguments of ccxt for an exchange. */
export const presetOf = (exchange) => presets[exchange] ?? { options: COMMON };
