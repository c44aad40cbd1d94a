namespace CryptoDashboard.Core.Strategies.Checks;

/// <summary>What <see cref="LookAheadCheck"/> found.</summary>
/// <param name="Cuts">Histories cut short that were compared; 0 when there are too few candles.</param>
/// <param name="Compared">Signals compared.</param>
/// <param name="Departures">The first one of each history that had any.</param>
public sealed record LookAheadReport(int Candles, int WarmUp, int Cuts, long Compared, IReadOnlyList<LookAheadDeparture> Departures)
{
    /// <summary>Null when there was nothing to compare.</summary>
    public bool? LooksAhead => Cuts == 0 ? null : Departures.Count > 0;

    public string Sentence => LooksAhead switch
    {
        null => $"There are {Candles:N0} candles and it warms up for {WarmUp:N0}: too few to check.",
        false => $"It does not look ahead: {Cuts} histories cut short gave the same signals as the whole one, {Compared:N0} in all.",
        true => $"It looks ahead. {Departures[0].Sentence} {Departures.Count} of {Cuts} histories cut short gave other signals: a backtest of it shows what nobody could have traded.",
    };
}

/// <summary>A signal that needed the future.</summary>
/// <param name="At">Open time of the candle it belongs to.</param>
/// <param name="KnownUntil">Open time of the last candle that was known.</param>
/// <param name="Then">What was said with those candles.</param>
/// <param name="Later">What was said with all.</param>
public sealed record LookAheadDeparture(DateTimeOffset At, DateTimeOffset KnownUntil, string Then, string Later)
{
    public string Sentence => $"At {At:yyyy-MM-dd HH:mm} UTC, with candles known until {KnownUntil:yyyy-MM-dd HH:mm}, it was {Then}; with all candles it is {Later}.";
}
