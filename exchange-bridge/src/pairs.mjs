// A stop and a take-profit that bind the same coins once and end each other at the exchange, so that both outlive this machine. ccxt has no
// unified name for it: by exchange, in its own words. Both legs are orders like any other there, found and cancelled by their own names;
// cancelling one ends the other.
export const pairsOf = {
  // https://developers.binance.com: POST /api/v3/orderList/oco. Above the price waits the target, below it the stop.
  async binance(ex, { symbol, amount, stop, target, name }) {
    const market = ex.market(symbol);
    const told = await ex.privatePostOrderListOco({
      symbol: market.id,
      side: 'SELL',
      quantity: ex.amountToPrecision(symbol, amount),
      listClientOrderId: name,
      aboveType: 'LIMIT_MAKER',
      aboveClientOrderId: target.clientOrderId,
      abovePrice: ex.priceToPrecision(symbol, target.price),
      belowType: 'STOP_LOSS_LIMIT',
      belowClientOrderId: stop.clientOrderId,
      belowStopPrice: ex.priceToPrecision(symbol, stop.trigger),
      belowPrice: ex.priceToPrecision(symbol, stop.price),
      belowTimeInForce: 'GTC',
      newOrderRespType: 'RESULT',
    });
    return told.orderReports.map((report) => ex.parseOrder(report, market));
  },
};
