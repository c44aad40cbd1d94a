using System.Collections.Concurrent;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;
using CryptoDashboard.Core.Positions;
using CryptoDashboard.Core.Risk;

namespace CryptoDashboard.Core.Bots;

/// <summary>
/// What each bot has at stake at the moment, for the limits that look over all of them: what it holds, what its open buys may still spend, and
/// what it was just allowed. Paper and real money are held apart.
/// </summary>
public sealed class Stakes(MarketHub hub, Valuation values, DeskLimits limits)
{
    private readonly ConcurrentDictionary<int, Stake> _stakes = new();
    private readonly ConcurrentDictionary<int, (Func<Bot> Bot, Func<OpenOrders> Count)> _orders = new();
    private readonly ConcurrentDictionary<int, decimal> _allowed = new();
    private readonly Lock _judging = new();
    private readonly ConcurrentDictionary<(Asset, Asset), double> _correlations = new();

    /// <summary>Notes what a bot holds now.</summary>
    public void Note(Bot bot, decimal cash, Quantity quantity, decimal lastPrice) =>
        _stakes[bot.Id] = new Stake(bot.Market, bot.IsLive, cash, quantity, lastPrice);

    public void Forget(int botId)
    {
        _stakes.TryRemove(botId, out _);
        _orders.TryRemove(botId, out _);
        _allowed.TryRemove(botId, out _);
    }

    /// <summary>
    /// Has the gate asked while it is asked by no other bot, where there are limits over all of them: several that decide on the same close must not
    /// all be allowed what is left for one. What is allowed counts until <see cref="Ordered"/> or the next judgement of the same bot.
    /// </summary>
    public T Judge<T>(int botId, RiskProfile profile, Func<T> judge, Func<T, ApprovedTrade?> allowed)
    {
        if (!IsAsked(profile.LessWhenCorrelated))
            return judge();
        lock (_judging)
        {
            _allowed.TryRemove(botId, out _);
            var judgement = judge();
            if (allowed(judgement) is { Request.Side: Side.Buy, Value: > 0 and var value })
                _allowed[botId] = value;
            return judgement;
        }
    }

    /// <summary>What a bot was allowed is among its open orders now.</summary>
    public void Ordered(int botId) => _allowed.TryRemove(botId, out _);

    /// <summary>Has a bot's open orders counted whenever somebody asks for those of its account.</summary>
    /// <param name="bot">The bot as it is at the time.</param>
    /// <param name="count">Its open orders at that time.</param>
    public void CountOrders(int botId, Func<Bot> bot, Func<OpenOrders> count) => _orders[botId] = (bot, count);

    /// <summary>The orders that a bot's account has open on its market, whichever of its bots placed them.</summary>
    public (int Open, int Stops) OrdersBeside(Bot bot)
    {
        // On paper every bot is alone.
        if (!bot.IsLive)
            return _orders.TryGetValue(bot.Id, out var own) && own.Count() is var counted ? (counted.AtExchange, counted.Stops) : default;
        var (open, stops) = (0, 0);
        foreach (var (_, (its, count)) in _orders)
        {
            if (its() is not { IsLive: true } other || other.Account != bot.Account || other.Market != bot.Market)
                continue;
            var (waiting, sleeping, _) = count();
            (open, stops) = (open + waiting, stops + sleeping);
        }
        return (open, stops);
    }

    /// <summary>Notes how two assets move together, −1 to 1; what is not noted counts as moving wholly together.</summary>
    public void NoteCorrelation(Asset one, Asset other, double correlation) =>
        _correlations[(one, other)] = _correlations[(other, one)] = correlation;

    /// <summary>What all bots hold, seen from one of them; null while no limit is set and nobody asks for correlations.</summary>
    public DeskExposure? SeenFrom(Bot bot, bool wantsCorrelation) => IsAsked(wantsCorrelation) ? Seen(bot.Id, bot.Market.Symbol, bot.IsLive) : null;

    private bool IsAsked(bool wantsCorrelation) => wantsCorrelation || limits is not { MaxInMarket: null, MaxInSymbol: null, MaxCorrelated: null };

    /// <summary>How much of the limits over all bots is used, real money first; nothing of a kind of money that no bot at work has.</summary>
    public IReadOnlyList<DeskUse> Use() => [.. new List<DeskUse?> { UseOf(isLive: true), UseOf(isLive: false) }.OfType<DeskUse>()];

    private DeskUse? UseOf(bool isLive)
    {
        var stakes = _stakes.Where(s => s.Value.IsLive == isLive).ToList();
        if (stakes.Count == 0)
            return null;
        var quote = stakes.GroupBy(s => s.Value.Market.Symbol.Quote).MaxBy(g => g.Count())!.Key;
        var seen = stakes.DistinctBy(s => s.Value.Market.Symbol.Base).Select(s => (s.Value.Market.Symbol.Base, Exposure: Seen(s.Key, new Symbol(s.Value.Market.Symbol.Base, quote), isLive))).ToList();
        var (symbol, correlated) = (seen.MaxBy(s => s.Exposure.InSymbol), seen.MaxBy(s => s.Exposure.Correlated));
        return new DeskUse(isLive, quote, symbol.Exposure, symbol.Base, correlated.Exposure.Correlated, correlated.Base);
    }

    private DeskExposure Seen(int botId, Symbol symbol, bool isLive)
    {
        var (equity, inMarket, inSymbol, correlated) = (0m, 0m, 0m, 0m);
        foreach (var (id, stake) in _stakes)
        {
            if (stake.IsLive != isLive)
                continue;
            var rate = Rate(stake.Market.Symbol.Quote, symbol.Quote);
            var value = stake.Value(hub) * rate;
            equity += (stake.Cash * rate) + value;
            value += BuyingOf(id) * rate;
            inMarket += value;
            if (stake.Market.Symbol.Base == symbol.Base)
                inSymbol += value;
            if (id != botId)
                correlated += value * Weight(stake.Market.Symbol.Base, symbol.Base);
        }
        return new DeskExposure(equity, inMarket, inSymbol, correlated, limits);
    }

    /// <summary>What a bot's open buys may still spend, and what it was just allowed; its quote units.</summary>
    private decimal BuyingOf(int botId) =>
        (_orders.TryGetValue(botId, out var known) ? known.Count().Buying : 0) + _allowed.GetValueOrDefault(botId);

    private decimal Weight(Asset one, Asset other) => one == other ? 1
        : _correlations.TryGetValue((one, other), out var known) ? (decimal)Math.Clamp(known, 0, 1) : 1;

    /// <summary>Dollars of any kind are alike here; others are converted by a market of the desk, or counted as they are where there is none.</summary>
    private decimal Rate(Asset from, Asset to) => values.Rate(from, to) ?? 1;

    private sealed record Stake(MarketId Market, bool IsLive, decimal Cash, Quantity Quantity, decimal LastPrice)
    {
        public decimal Value(MarketHub hub) => Quantity.Value * (hub.TryGet(Market, out var open) && open.Ticker is { } ticker ? ticker.Last.Value : LastPrice);
    }
}
