using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;
using CryptoDashboard.Core.Time;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CryptoDashboard.Core.Storage;

/// <summary>How the domain's value types are kept in columns.</summary>
internal static class ValueConversions
{
    internal sealed class OfMarketId() : ValueConverter<MarketId, string>(market => market.ToString(), text => MarketId.Parse(text));

    internal sealed class OfAsset() : ValueConverter<Asset, string>(asset => asset.Code, text => new Asset(text));

    internal sealed class OfTimeframe() : ValueConverter<Timeframe, short>(timeframe => timeframe.Minutes, minutes => Timeframe.FromMinutes(minutes));

    internal sealed class OfPrice() : ValueConverter<Price, decimal>(price => price.Value, value => new Price(value));

    internal sealed class OfQuantity() : ValueConverter<Quantity, decimal>(quantity => quantity.Value, value => new Quantity(value));
}
