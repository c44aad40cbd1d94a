using System.Threading.Channels;
using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Drills;

/// <summary>
/// The desk that is drilled: the real engine, journal and recorder on a scratch database, with an exchange and a market that come in as
/// lines, and answers that leave as lines. It lives in a process of its own, to be killed at any moment, and ends with its input.
/// </summary>
public sealed class DrilledDesk(BotEngine engine, BotJournal journal, CandleRecorder recorder, MarketHub hub, WireExchange exchange, FullDisk disk, DrillTime time)
{
    private readonly Channel<Timeframe> _due = Channel.CreateUnbounded<Timeframe>();
    private readonly Lock _writing = new();
    private Market? _market;

    /// <summary>Serves until the input ends.</summary>
    public async Task Serve(TextReader from, TextWriter to)
    {
        using var ending = new CancellationTokenSource();
        void Send(DrillFrame frame)
        {
            lock (_writing)
            {
                to.WriteLine(DrillJson.Write(frame));
                to.Flush();
            }
        }
        exchange.Connect(Send);
        engine.CandleDue += timeframe => _due.Writer.TryWrite(timeframe);
        var loops = Task.WhenAll(
            Task.Run(() => recorder.Run(ending.Token), CancellationToken.None),
            Task.Run(() => journal.Run(ending.Token), CancellationToken.None),
            Task.Run(() => engine.RunReports(ending.Token), CancellationToken.None),
            Task.Run(() => engine.RunChores(ending.Token), CancellationToken.None),
            Task.Run(() => HandleDue(ending.Token), CancellationToken.None));
        while (await from.ReadLineAsync(CancellationToken.None) is { } line)
        {
            var frame = DrillJson.Read(line);
            if (frame.Answer is { } answer)
                exchange.Take(answer);
            else if (frame.News is { } news && _market is { } market)
                exchange.Take(news, market.Id);
            else if (frame.Do is { } command)
                _ = Task.Run(async () => Send(new DrillFrame { Done = new CommandDone(command.Number, await Try(command, ending.Token)) }), CancellationToken.None);
        }
        await ending.CancelAsync();
        await loops.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<string?> Try(DeskCommand command, CancellationToken cancel)
    {
        try
        {
            time.MoveTo(command.Now);
            await Do(command, cancel);
            return null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return exception.Message;
        }
    }

    private Task Do(DeskCommand command, CancellationToken cancel) => command.Deed switch
    {
        DeskDeed.Open => Open(command, cancel),
        DeskDeed.StartBot => engine.Start(command.Bot, cancel),
        DeskDeed.Price => Price(command, cancel),
        DeskDeed.CloseCandle => Close(command, cancel),
        DeskDeed.Order => Order(command, cancel),
        DeskDeed.CancelOrders => CancelWaiting(command.Bot, cancel),
        DeskDeed.Compare => engine.CompareOrders(cancel),
        DeskDeed.StopBot => engine.Stop(command.Bot, StopChoice.Close, cancel),
        DeskDeed.FillDisk => Fill(command.Seconds),
        _ => throw new ArgumentException($"{command.Deed} is not known."),
    };

    private async Task HandleDue(CancellationToken cancel)
    {
        await foreach (var timeframe in _due.Reader.ReadAllAsync(cancel))
            await engine.HandleDue(timeframe, cancel);
    }

    private async Task Open(DeskCommand command, CancellationToken cancel)
    {
        // First the bots, then the market, as the program starts: an order of an earlier life meets no rules yet.
        await engine.TakeUp(cancel);
        _market = hub.Open(command.Market!.Value, command.Rules!, MarketClock.Wall(time));
        Publish(command.Price);
    }

    private async Task Price(DeskCommand command, CancellationToken cancel)
    {
        Publish(command.Price);
        await _market!.WhenSettled(cancel);
    }

    private void Publish(decimal price)
    {
        var last = new Price(price);
        hub.Publish(_market!, new Ticker(_market!.Id, time.GetUtcNow(), time.GetUtcNow(), last, last, last));
    }

    private async Task Close(DeskCommand command, CancellationToken cancel)
    {
        hub.PublishClosed(_market!, Timeframe.FromMinutes(command.TimeframeMinutes), command.Candle!.Value);
        await _market!.WhenSettled(cancel);
    }

    private async Task Order(DeskCommand command, CancellationToken cancel)
    {
        var side = command.Side!.Value;
        var terms = command.Limit is { } limit ? OrderTerms.AtLimit(new Price(limit)) : OrderTerms.Market;
        var request = new TradeRequest(_market!.Id, side, side == Side.Buy ? TradePurpose.Entry : TradePurpose.Exit, new Price(command.Price), Late: false)
        {
            Terms = terms,
            Quantity = command.Quantity is { } quantity ? new Quantity(quantity) : null,
        };
        await engine.Submit(command.Bot, request, "Placed by the drill, because the strategy was quiet.", null, cancel);
        await _market.WhenSettled(cancel);
    }

    private async Task CancelWaiting(int bot, CancellationToken cancel)
    {
        foreach (var order in engine.OpenOrdersOf(bot).Where(o => o is { IsProtective: false, Kind: OrderKind.Limit }))
            await engine.Cancel(bot, order.Id, cancel);
    }

    private Task Fill(double seconds)
    {
        disk.FillUntil(time.GetUtcNow() + TimeSpan.FromSeconds(seconds));
        return Task.CompletedTask;
    }
}
