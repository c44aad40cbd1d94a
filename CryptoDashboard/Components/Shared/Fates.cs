using CryptoDashboard.Core.Signals;

namespace CryptoDashboard.Components.Shared;

/// <summary>What became of a signal, in words.</summary>
internal static class Fates
{
    public static string Words(SignalRecord signal) => signal.FateReason ?? signal.Fate switch
    {
        SignalFate.Ordered => "An order was made.",
        SignalFate.Refused => "It was refused.",
        SignalFate.NothingToDo => signal.Action == SignalAction.Sell ? "Nothing was held to sell." : "It was in position already.",
        _ => "",
    };
}
