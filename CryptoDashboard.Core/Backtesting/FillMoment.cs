namespace CryptoDashboard.Core.Backtesting;

/// <summary>At which price an order is met that was decided on a closed candle.</summary>
public enum FillMoment
{
    /// <summary>The next candle's opening price: the first that could be known to be there.</summary>
    NextOpen = 0,

    /// <summary>The close of the candle it was decided on, as some backtests do it: a little too good to be true.</summary>
    Close = 1,
}
