using CryptoDashboard.Core.Indicators;

namespace CryptoDashboard.Core.Backtesting.Optimisation;

/// <summary>One parameter that varies, and over what.</summary>
public sealed record SearchAxis(Parameter Parameter, ParameterRange Range);
