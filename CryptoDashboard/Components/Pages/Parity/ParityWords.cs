using CryptoDashboard.Core.Backtesting.Parity;

namespace CryptoDashboard.Components.Pages.Parity;

/// <summary>Causes in a word or two.</summary>
internal static class ParityWords
{
    public static string Of(ParityCause cause) => cause switch
    {
        ParityCause.LateCandle => "late candle",
        ParityCause.CandleMissing => "candle came later",
        ParityCause.CandleChanged => "candle differs",
        ParityCause.SourceSwitch => "source switch",
        ParityCause.SettingsChanged => "settings changed",
        ParityCause.MissedFill => "not filled",
        ParityCause.PartialFill => "partly filled",
        ParityCause.ByHand => "by hand",
        _ => cause.ToString().ToLowerInvariant(),
    };
}
