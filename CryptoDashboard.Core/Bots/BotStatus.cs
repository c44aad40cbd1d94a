namespace CryptoDashboard.Core.Bots;

/// <summary>What a bot is doing. Stored by number.</summary>
public enum BotStatus
{
    /// <summary>Handles no candle. Its open orders still run their course.</summary>
    Stopped = 0,

    /// <summary>Handles each closed candle once, after a restart too.</summary>
    Running = 1,

    /// <summary>Stopped itself because going on would be wrong; the reason says what to do.</summary>
    Halted = 2,
}
