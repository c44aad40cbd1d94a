using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Drills;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Outside;
using CryptoDashboard.Core.Positions;
using CryptoDashboard.Core.Storage;
using CryptoDashboard.Core.Storage.Stores;

namespace CryptoDashboard.Drills;

/// <summary>
/// Leads a drill: makes a scratch database, starts the desk in a process of its own upon it, plays a market to it, is its exchange, and kills
/// it where the scenario says so. What the exchange truly did lives here and outlives every kill; afterwards the books are held against it.
/// </summary>
internal sealed class DrillConductor(ScratchDatabases scratch) : IAsyncDisposable
{
    /// <summary>Seconds of the drill in one of the wall's.</summary>
    private const int Speed = 50;

    /// <summary>Candles that go on after a delisting: prices do not stop at once.</summary>
    private const int AfterDelisting = 8;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private ScratchDatabase? _database;
    private ServiceProvider? _services;
    private DrillTime _time = null!;
    private DrillChild? _child;
    private FaultExchange _exchange = null!;
    private Scenario _scenario = null!;
    private TradingRules _rules = null!;
    private decimal _price;
    private int _tooEarly;
    private int _kills;
    private string? _halted;

    private IBotStore Bots => _services!.GetRequiredService<IBotStore>();

    private ICandleStore Candles => _services!.GetRequiredService<ICandleStore>();

    /// <summary>Puts a copy of the bot through every scenario.</summary>
    /// <param name="told">Told of each score as it is known.</param>
    /// <exception cref="InvalidOperationException">The drill itself could not go on; the message says why.</exception>
    public async Task Run(Bot bot, DrillMarket market, TradingRules rules, IReadOnlyList<Scenario> scenarios, Action<Scenario, ScenarioScore?> told, CancellationToken cancel)
    {
        _rules = rules;
        _database = await scratch.Make("drill", cancel);
        _services = new ServiceCollection().AddStorage(_database.Provider, _database.ConnectionString).BuildServiceProvider();
        await _services.GetRequiredService<Migrator>().Up(cancel);
        _time = new DrillTime(bot.Timeframe.OpenOf(TimeProvider.System.GetUtcNow()), Speed);
        foreach (var scenario in scenarios)
        {
            told(scenario, null);
            told(scenario, await Play(bot, market, scenario, cancel));
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_child is not null)
            await _child.DisposeAsync();
        if (_services is not null)
            await _services.DisposeAsync();
        if (_database is not null)
            await _database.DisposeAsync();
    }

    private async Task<ScenarioScore> Play(Bot bot, DrillMarket market, Scenario scenario, CancellationToken cancel)
    {
        (_scenario, _tooEarly, _kills) = (scenario, 0, 0);
        var timeframe = bot.Timeframe;
        var first = timeframe.OpenOf(_time.GetUtcNow()) + (timeframe.Duration * 2);
        await Candles.Delete(bot.Market, timeframe, DateTimeOffset.MaxValue, cancel);
        await Keep(bot, Moved(market.WarmUp, first - (timeframe.Duration * market.WarmUp.Count), timeframe.Milliseconds), cancel);
        var drilled = await Make(bot, scenario, cancel);
        var exchange = new FaultExchange(new ExchangeTruth(bot.Market, _rules, bot.Capital), scenario, _time);
        _exchange = exchange;
        exchange.Reported += news => _child?.Send(new DrillFrame { News = new ExchangeNews(news.BotId, news.OrderId, news.Happened) });
        _price = (decimal)market.WarmUp[^1].Close;
        await Open(bot.Market, cancel);
        await Tell(DeskDeed.StartBot, c => c with { Bot = drilled }, cancel);
        var candles = Moved(market.Played, first, timeframe.Milliseconds);
        var left = candles.Count;
        for (var i = 0; i < candles.Count && left > 0; i++, left--)
        {
            await PlayCandle(drilled, bot, candles[i], i, candles.Count, cancel);
            if (exchange.Truth.IsDelisted && left > AfterDelisting)
                left = AfterDelisting;
            if (scenario.MustHalt == true && (await Bots.Load(drilled, cancel))!.Bot.Status == BotStatus.Halted)
                break;
        }
        exchange.CalmDown();
        await Settle(drilled, bot, cancel);
        return ScenarioScore.Of(scenario, exchange.Truth, await ReadBooks(drilled, cancel), _kills);
    }

    private async Task PlayCandle(int drilled, Bot bot, Candle candle, int number, int of, CancellationToken cancel)
    {
        var (open, duration) = (candle.OpenTime, bot.Timeframe.Duration);
        await Price(bot.Market, candle.Open, open, cancel);
        await OrderByHand(drilled, number, cancel);
        await Befall(bot.Market, _scenario.MishapAt(number, of, _exchange.Truth), cancel);
        var (second, third) = candle.Close >= candle.Open ? (candle.Low, candle.High) : (candle.High, candle.Low);
        await Price(bot.Market, second, open + (duration * 0.3), cancel);
        await Price(bot.Market, third, open + (duration * 0.6), cancel);
        await Price(bot.Market, candle.Close, open + duration - TimeSpan.FromMilliseconds(1), cancel);
        _time.MoveTo(open + duration);
        // As a feed that catches up would: what a killed desk did not hear of is in the store when it comes back.
        await Keep(bot, [candle], cancel);
        await Tell(DeskDeed.CloseCandle, c => c with { Candle = candle, TimeframeMinutes = bot.Timeframe.Minutes }, cancel);
        await Tell(DeskDeed.Compare, c => c, cancel);
    }

    /// <summary>A strategy that is quiet is helped: every scenario needs orders to happen to, and some that wait and are cancelled.</summary>
    private async Task OrderByHand(int drilled, int number, CancellationToken cancel)
    {
        var truth = _exchange.Truth;
        var isQuiet = !truth.Orders.Any(o => o.IsOpen) && truth.Orders.Count <= number / 6;
        if (number % 10 == 3)
            await Tell(DeskDeed.Order, c => c with { Bot = drilled, Side = Side.Buy, Price = _price, Limit = _rules.RoundPrice(_price * 0.97m).Value, Quantity = Part(truth.Cash * 0.1m / _price) }, cancel);
        else if (number % 10 == 6)
            await Tell(DeskDeed.CancelOrders, c => c with { Bot = drilled }, cancel);
        else if (isQuiet && number % 5 == 0 && truth.Held == 0)
            await Tell(DeskDeed.Order, c => c with { Bot = drilled, Side = Side.Buy, Price = _price }, cancel);
        else if (isQuiet && number % 5 == 2 && truth.Held > 0)
            await Tell(DeskDeed.Order, c => c with { Bot = drilled, Side = Side.Sell, Price = _price }, cancel);
    }

    private decimal Part(decimal quantity) => _rules.FloorQuantity(quantity).Value;

    private async Task Befall(MarketId market, Mishap mishap, CancellationToken cancel)
    {
        switch (mishap)
        {
            case Mishap.Kill:
                _kills++;
                _child!.Kill();
                await Open(market, cancel);
                break;
            case Mishap.Delist:
                _exchange.Delist();
                break;
            case Mishap.DiskFull:
                await Tell(DeskDeed.FillDisk, c => c with { Seconds = 10 }, cancel);
                break;
        }
    }

    private async Task Price(MarketId market, double price, DateTimeOffset at, CancellationToken cancel)
    {
        _time.MoveTo(at);
        _price = (decimal)price;
        var last = new Core.Money.Price(_price);
        _exchange.Meet(new Ticker(market, _time.GetUtcNow(), _time.GetUtcNow(), last, last, last));
        await Tell(DeskDeed.Price, c => c with { Price = _price }, cancel);
    }

    /// <summary>The line is good again: doubts are settled, the bot is stopped and its position closed; nothing may stay open.</summary>
    private async Task Settle(int drilled, Bot bot, CancellationToken cancel)
    {
        await Tell(DeskDeed.Compare, c => c, cancel);
        await Price(bot.Market, (double)_price, _time.GetUtcNow(), cancel);
        await Until(async () => (await Bots.Load(drilled, cancel))!.OpenOrders.All(o => o.Status is OrderStatus.Accepted or OrderStatus.PartiallyFilled or OrderStatus.Held), bot, cancel);
        _halted = (await Bots.Load(drilled, cancel))!.Bot is { Status: BotStatus.Halted, StatusReason: { } why } ? why : null;
        await Tell(DeskDeed.StopBot, c => c with { Bot = drilled }, cancel);
        await Until(async () => (await Bots.Load(drilled, cancel))!.OpenOrders.Count == 0, bot, cancel);
    }

    /// <summary>Asks until something holds, or for so long that it is a result that it does not.</summary>
    private async Task Until(Func<Task<bool>> holds, Bot bot, CancellationToken cancel)
    {
        var until = TimeProvider.System.GetUtcNow() + (Patience / 4);
        while (!await holds() && TimeProvider.System.GetUtcNow() < until)
        {
            await Tell(DeskDeed.Compare, c => c, cancel);
            await Price(bot.Market, (double)_price, _time.GetUtcNow(), cancel);
            await Task.Delay(20, cancel);
        }
    }

    /// <summary>Has the desk do something; a desk that dies of it is started again and goes on with what comes next.</summary>
    private async Task Tell(DeskDeed deed, Func<DeskCommand, DeskCommand> with, CancellationToken cancel)
    {
        try
        {
            await Within(_child!.Do(number => with(new DeskCommand(number, deed, _time.GetUtcNow())), cancel), deed);
        }
        catch (DeskGoneException)
        {
            await Open(_exchange.Truth.Market, cancel);
        }
    }

    private async Task Open(MarketId market, CancellationToken cancel)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                if (_child is null || tries > 0 || !await _child.IsAlive())
                {
                    if (_child is not null)
                        await _child.DisposeAsync();
                    _child = DrillChild.Start(new DrillPlan(_database!.Provider.ToString(), _database.ConnectionString, Speed, _time.GetUtcNow()), Answer);
                }
                await Within(_child.Do(number => new DeskCommand(number, DeskDeed.Open, _time.GetUtcNow()) { Market = market, Rules = _rules, Price = _price }, cancel), DeskDeed.Open);
                return;
            }
            catch (DeskGoneException) when (tries < 20)
            {
                continue; // killed again while it took up its orders, as the scenario wants it
            }
            catch (DeskGoneException exception)
            {
                throw new InvalidOperationException($"The drilled desk does not start: {_child?.LastWords ?? "it says nothing"}", exception);
            }
        }
    }

    private static async Task Within(Task task, DeskDeed deed)
    {
        try
        {
            await task.WaitAsync(Patience);
        }
        catch (TimeoutException exception)
        {
            throw new InvalidOperationException($"The drilled desk hangs: {deed} was not done within {Patience.TotalSeconds:0} seconds.", exception);
        }
    }

    /// <summary>The exchange is asked. Only what is durable over there may have been sent.</summary>
    private async Task Answer(ExchangeCall call, DrillChild child)
    {
        var moment = _exchange.IsCalm ? KillMoment.Never : _scenario.KillAt(call.Kind);
        if (moment != KillMoment.Never)
            _kills++;
        if (moment == KillMoment.BeforeItArrives)
        {
            child.Kill();
            return;
        }
        var answer = await Carry(call);
        if (moment == KillMoment.BeforeTheAnswer)
        {
            child.Kill();
            return;
        }
        child.Send(new DrillFrame { Answer = answer });
        if (moment == KillMoment.AfterTheAnswer)
            child.Kill();
    }

    private async Task<ExchangeAnswer> Carry(ExchangeCall call)
    {
        if (await Bots.LoadOrder(call.OrderId, CancellationToken.None) is not { } stored)
        {
            _tooEarly++;
            return new ExchangeAnswer(call.Number, new OrderEvent.Rejected(_time.GetUtcNow(), "It was sent before it was durable."), null, null, null);
        }
        try
        {
            return call.Kind switch
            {
                ExchangeCallKind.Place => new ExchangeAnswer(call.Number, await _exchange.Place(stored.Order, CancellationToken.None), null, null, null),
                ExchangeCallKind.Cancel => new ExchangeAnswer(call.Number, await _exchange.Cancel(stored.Order, CancellationToken.None), null, null, null),
                _ => new ExchangeAnswer(call.Number, null, await _exchange.Find(stored.Order, CancellationToken.None), null, null),
            };
        }
        catch (OutsideFault fault)
        {
            return new ExchangeAnswer(call.Number, null, null, fault.Code, fault.Message);
        }
    }

    private async Task<int> Make(Bot bot, Scenario scenario, CancellationToken cancel)
    {
        var now = _time.GetUtcNow();
        var copy = bot with
        {
            Id = 0,
            Name = $"Drill: {scenario.Title}",
            Mode = BotMode.Live,
            IsDryRun = false,
            Account = "drill",
            ArmedAt = now,
            ArmedBy = "drill",
            ArmedLimit = bot.ArmedLimit ?? BotDesk.MaxCapital,
            Status = BotStatus.Stopped,
            StatusReason = null,
            CreatedAt = now,
            StatusChangedAt = now,
        };
        var told = new DomainEvent { At = now, Topic = EventTopic.Bots, Kind = "bot-created", Text = $"{copy.Name} was made." };
        return await Bots.Create(copy, id => (Ledger.OfCapital(id, new Amount(bot.Capital, bot.Market.Symbol.Quote), now), told), cancel);
    }

    private async Task<DrilledBooks> ReadBooks(int drilled, CancellationToken cancel) => new(
        (await Bots.Load(drilled, cancel))!,
        (await _services!.GetRequiredService<OrderStore>().List(new HistoryFilter(drilled), 0, 100_000, cancel)).Items,
        await _services!.GetRequiredService<OrderStore>().Fills(drilled, DateTimeOffset.UnixEpoch, 100_000, cancel),
        await _services!.GetRequiredService<TradeStore>().LedgerSums(cancel),
        _halted,
        _tooEarly);

    private Task Keep(Bot bot, IReadOnlyList<Candle> candles, CancellationToken cancel) =>
        Candles.Save([.. candles.Select(c => new RecordedCandle(bot.Market, bot.Timeframe, c))], cancel);

    private static List<Candle> Moved(IReadOnlyList<Candle> candles, DateTimeOffset to, long step) =>
        [.. candles.Select((candle, i) => candle with { OpenMs = to.ToUnixTimeMilliseconds() + (i * step) })];
}
