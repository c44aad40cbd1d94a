using System.Security.Cryptography;
using System.Text;
using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Signals;
using CryptoDashboard.Core.Strategies.BuiltIn;

namespace CryptoDashboard.Core.Hooks;

/// <summary>
/// Calls from outside: checks that one is genuine, of now and new, and hands it to its bot. What is turned down is told as an event of the bot,
/// without any of what the call said.
/// </summary>
public sealed class HookDesk(IHookStore hooks, IBotStore bots, BotEngine engine, IEventLog log, EventFeed feed, HookSecret secrets, HookOptions options, TimeProvider time)
{
    /// <summary>What the events of calls that were turned down are called.</summary>
    public const string TurnedDown = "hook-refused";

    /// <summary>Events of refusals in a minute, over all addresses; a flood of forgeries must not fill the log.</summary>
    private const int ToldPerMinute = 60;

    private readonly HookRate _calls = new(options.CallsPerMinute, time);
    private readonly HookRate _told = new(ToldPerMinute, time);

    /// <summary>Largest body that is worth reading; bytes.</summary>
    public int MaxBytes => options.MaxBytes;

    /// <summary>Makes the address of a bot, or a new secret for the one it has: the old secret counts no more.</summary>
    /// <returns>The hook and its secret, which is to be shown this once.</returns>
    /// <exception cref="ArgumentException">The bot is gone or follows another strategy.</exception>
    public async Task<(Hook Hook, string Secret)> Make(int botId, string by, CancellationToken cancel)
    {
        if (await bots.Load(botId, cancel) is not { Bot: { Strategy: FromOutside.Name } bot })
            throw new ArgumentException("Only a bot with the strategy \"Signals from outside\" has an address.", nameof(botId));
        var known = await hooks.Of(botId, cancel);
        var hook = new Hook { BotId = botId, PublicId = known?.PublicId ?? HookSecret.Fresh(), Salt = HookSecret.Fresh(), MadeAt = time.GetUtcNow() };
        await hooks.Keep(hook, Told(bot, "hook-made", $"{bot.Name} has {(known is null ? "an address" : "a new secret")} for signals from outside, made by {by}."), cancel);
        feed.Committed();
        return (hook, secrets.Of(hook));
    }

    /// <summary>Takes a call; whatever is answered is durable before.</summary>
    public async Task<HookAnswer> Take(HookCall call, CancellationToken cancel)
    {
        if (_calls.Excess(call.From) is { } excess)
            return await TurnDown(null, HookRefusal.TooMany, call, cancel, isTold: excess == 1);
        if (await hooks.Find(call.PublicId, cancel) is not { } hook || await bots.Load(hook.BotId, cancel) is not { Bot: var bot })
            return await TurnDown(null, HookRefusal.Unknown, call, cancel);
        var (signal, refused) = Check(call, hook, bot);
        if (signal is null)
            return await TurnDown(bot, refused!, call, cancel);
        try
        {
            var (taken, isReplay) = await engine.TakeOutside(signal, cancel);
            if (isReplay)
                return await TurnDown(bot, HookRefusal.Replay, call, cancel);
            // Told by the bot itself: it keeps the message, so that it cannot be sent again once the bot runs.
            return new HookAnswer(taken, taken.RefusalCode is OutsideSignal.BotStopped or "other-strategy" ? HookRefusal.NotRunning(taken) : null);
        }
        catch (KeyNotFoundException)
        {
            return await TurnDown(null, HookRefusal.Unknown, call, cancel);
        }
    }

    private (OutsideSignal? Signal, HookRefusal? Refused) Check(HookCall call, Hook hook, Bot bot)
    {
        if (call.Body is not { } body)
            return (null, HookRefusal.TooLarge(options.MaxBytes));
        var isSigned = call.Signature is not null && call.Timestamp is not null;
        if (isSigned && !secrets.HasSigned(hook, call.Timestamp!, body.Span, call.Signature!))
            return (null, HookRefusal.Forged);
        var (message, fault) = HookMessage.Read(body);
        if (message is null)
            return (null, HookRefusal.Malformed(fault!));
        if (!isSigned && message.Secret is null)
            return (null, HookRefusal.Unsigned);
        if (!isSigned && !secrets.Fits(hook, message.Secret!))
            return (null, HookRefusal.Forged);
        var signed = isSigned ? HookMessage.TimeOf(call.Timestamp) : null;
        if (isSigned && signed is null)
            return (null, HookRefusal.Malformed("X-Desk-Timestamp must be Unix seconds."));
        if ((message.Time ?? signed) is not { } sent)
            return (null, HookRefusal.Untimed);
        var now = time.GetUtcNow();
        foreach (var at in new[] { sent, signed ?? sent })
        {
            if ((now - at).Duration() > TimeSpan.FromMinutes(options.WindowMinutes))
                return (null, HookRefusal.Stale(now - at, options.WindowMinutes));
        }
        if (!message.IsFor(bot.Market))
            return (null, HookRefusal.WrongSymbol(bot.Market.Symbol));
        return (new OutsideSignal
        {
            BotId = bot.Id,
            MessageId = message.Id ?? Digest(call.Timestamp, isSigned, body.Span),
            // To the millisecond, which every database keeps: an own second attempt is known again by it.
            ReceivedAt = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds()),
            SentAt = sent,
            Action = message.Action,
            Size = message.Size,
            Adds = message.Adds,
            Price = message.Price,
        }, null);
    }

    // A message without a name is named after all of it: to be said again it has to be of another moment.
    private static string Digest(string? timestamp, bool isSigned, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        if (isSigned)
            hash.AppendData(Encoding.UTF8.GetBytes($"{timestamp}."));
        hash.AppendData(body);
        return $"sha256-{Convert.ToHexStringLower(hash.GetHashAndReset())[..40]}";
    }

    private async Task<HookAnswer> TurnDown(Bot? bot, HookRefusal refused, HookCall call, CancellationToken cancel, bool isTold = true)
    {
        if (isTold && _told.Excess("") is null)
        {
            var text = $"A call from {call.From} {(bot is null ? "" : $"to {bot.Name} ")}was turned down ({refused.Code}). {refused.Sentence}";
            await log.Tell([bot is null ? new DomainEvent { At = time.GetUtcNow(), Topic = EventTopic.Access, Kind = TurnedDown, Text = text } : Told(bot, TurnedDown, text)], cancel);
            feed.Committed();
        }
        return new HookAnswer(null, refused);
    }

    private DomainEvent Told(Bot bot, string kind, string text) => new()
    {
        At = time.GetUtcNow(),
        Topic = EventTopic.Signals,
        Kind = kind,
        BotId = bot.Id,
        Market = bot.Market.ToString(),
        Text = text,
    };
}
