namespace CryptoDashboard.Core.Bots;

/// <summary>Whose money a bot trades. Stored by number.</summary>
public enum BotMode
{
    /// <summary>Play money at an exchange that exists here only.</summary>
    Paper = 0,

    /// <summary>Real money with an exchange, or its test net; only after an Admin has armed the bot.</summary>
    Live = 1,
}
