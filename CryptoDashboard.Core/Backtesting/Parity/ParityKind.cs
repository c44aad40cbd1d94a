namespace CryptoDashboard.Core.Backtesting.Parity;

/// <summary>What of a day differs between life and backtest. Stored by name.</summary>
public enum ParityKind
{
    /// <summary>A candle, or whether it was handled.</summary>
    Candle,

    /// <summary>What the strategy said.</summary>
    Signal,

    /// <summary>What became of a signal, or the size and terms of an order.</summary>
    Order,

    /// <summary>Whether, when and at what price an order was filled, and what it cost.</summary>
    Fill,
}
