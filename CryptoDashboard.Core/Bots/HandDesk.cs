using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Strategies.BuiltIn;

namespace CryptoDashboard.Core.Bots;

/// <summary>What an order by hand would come to, before it is sent.</summary>
/// <param name="Quantity">Base units, as they would be sent.</param>
/// <param name="Value">Quote units at the price it would trade at.</param>
/// <param name="Fee">Quote units, at the taker's rate unless it waits in the book.</param>
/// <param name="Exposure">Share of the bot's equity in the market afterwards.</param>
/// <param name="Refused">Why it would not be sent, or null.</param>
public sealed record OrderPreview(Quantity Quantity, decimal Value, decimal Fee, decimal Exposure, string? Refused);

/// <summary>Orders by hand. Each market has a bot of its own that keeps their books and guards; it is made with the first order.</summary>
public sealed class HandDesk(IBotStore bots, BotDesk desk, BotEngine engine, MarketHub hub)
{
    /// <summary>Play money that a bot for trading by hand begins with; quote units.</summary>
    public const decimal FirstCapital = 10_000;

    /// <summary>The bots that orders on a market can be given to.</summary>
    public async Task<IReadOnlyList<Bot>> On(MarketId market, CancellationToken cancel) => [.. (await bots.All(cancel)).Where(b => b.Market == market)];

    /// <summary>The bot that trades this market by hand on paper, made when there is none.</summary>
    public async Task<int> PaperBot(MarketId market, CancellationToken cancel)
    {
        var known = (await On(market, cancel)).FirstOrDefault(b => b is { Strategy: ByHand.Name, Mode: BotMode.Paper });
        if (known is not null)
            return known.Id;
        return await desk.Create(
            new Bot
            {
                Name = $"By hand {market}",
                Market = market,
                Timeframe = Time.Timeframe.M1,
                Strategy = ByHand.Name,
                Parameters = "{}",
                Capital = FirstCapital,
                TradeShare = 1,
                MaxExposure = 1,
                CreatedAt = default,
            },
            cancel);
    }

    /// <summary>What the gate would say to the first order of a bot that is not made yet.</summary>
    public static RiskVerdict FirstVerdict(TradeRequest request, TradingRules rules) =>
        RiskGate.Check(request, new Exposure(FirstCapital, FirstCapital, default, 0), new RiskProfile(1, 1), rules);

    /// <summary>What an order would come to at this moment.</summary>
    public async Task<OrderPreview> Preview(int botId, TradeRequest request, CancellationToken cancel)
    {
        var rules = hub.TryGet(request.Market, out var market) ? market.Rules : TradingRules.Default;
        var verdict = await engine.Preview(botId, request, cancel);
        var terms = request.Terms.RoundedFor(request.Side, rules);
        var price = (terms.Limit ?? terms.Trigger ?? request.ReferencePrice).Value;
        var quantity = verdict.Verdict.Approved?.Quantity ?? rules.FloorQuantity(request.Quantity?.Value ?? 0);
        var value = quantity.Value * price;
        var fee = value * (terms.PostOnly ? rules.MakerFee : rules.TakerFee);
        var held = (verdict.Held * price) + (request.Side == Side.Buy ? value : -value);
        var fault = request.Terms.Faults(request.Side, request.ReferencePrice.Value, market?.Clock.Now ?? default).FirstOrDefault();
        return new OrderPreview(quantity, value, fee, verdict.Equity > 0 ? Math.Max(0, held) / verdict.Equity : 0, fault ?? verdict.Verdict.Refused?.Sentence);
    }

    /// <summary>Sends an order.</summary>
    /// <exception cref="ArgumentException">Its terms have a fault, or the risk gate refused it; the message says why.</exception>
    public async Task<Order> Send(int botId, TradeRequest request, string by, CancellationToken cancel)
    {
        if (!hub.TryGet(request.Market, out var market) || market.Ticker is null)
            throw new ArgumentException("There is no price of this market at the moment, so no order is sent.");
        if (request.Terms.Faults(request.Side, request.ReferencePrice.Value, market.Clock.Now).FirstOrDefault() is { } fault)
            throw new ArgumentException(fault);
        var (order, refused) = await engine.Submit(botId, request, $"By hand ({by}).", null, cancel);
        return order ?? throw new ArgumentException(refused!.Sentence);
    }

    /// <summary>
    /// Sends a stop and a take-profit for the same coins: whichever trades first ends the other. Both rest with the exchange where it keeps them
    /// as one. Elsewhere the stop rests there if it can, since it must not miss its moment, and the take-profit is held by this server, because
    /// the coins can be bound once only.
    /// </summary>
    /// <param name="stop">Sells at a stop or stop-limit, with its quantity.</param>
    /// <exception cref="ArgumentException">A leg has a fault or was refused; the message says why, and neither is there.</exception>
    public async Task<(Order Stop, Order TakeProfit)> SendPair(int botId, TradeRequest stop, Price takeProfit, string by, CancellationToken cancel)
    {
        if (!hub.TryGet(stop.Market, out var market) || market.Ticker is null)
            throw new ArgumentException("There is no price of this market at the moment, so no order is sent.");
        if (stop.Side != Side.Sell || stop.Terms.Kind is not (OrderKind.Stop or OrderKind.StopLimit))
            throw new ArgumentException("A pair is a stop and a take-profit that sell the same coins.");
        var other = stop with { Terms = OrderTerms.TakeProfitAt(takeProfit) };
        foreach (var leg in new[] { stop, other })
        {
            if (leg.Terms.Faults(leg.Side, leg.ReferencePrice.Value, market.Clock.Now).FirstOrDefault() is { } fault)
                throw new ArgumentException(fault);
        }
        var group = $"pair-{botId:x}-{market.Clock.Now.ToUnixTimeMilliseconds():x}";
        var reasons = (Stop: $"By hand ({by}), or a take-profit at {takeProfit}.", Target: $"By hand ({by}), or a stop at {stop.Terms.Trigger}.");
        var kept = await engine.SubmitPair(botId, stop, other, reasons, group, cancel);
        if (kept.Refused is { } against)
            throw new ArgumentException(against.Sentence);
        // Turned down as one, each is tried by itself.
        if (kept is { Stop: { Status: not OrderStatus.Rejected } one, Target: { } two })
            return (one, two);
        var (first, refused) = await engine.Submit(botId, stop, reasons.Stop, group, cancel);
        if (first is null or { Status: OrderStatus.Rejected })
            throw new ArgumentException(first?.Rejection ?? refused!.Sentence);
        try
        {
            var (second, why) = await engine.Submit(botId, other, reasons.Target, group, cancel);
            return second is not null ? (first, second) : throw new ArgumentException(why!.Sentence);
        }
        catch
        {
            // Half a pair is not what was asked for, whatever went wrong.
            await engine.Cancel(botId, first.Id, CancellationToken.None);
            throw;
        }
    }
}
