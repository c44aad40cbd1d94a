using CryptoDashboard.Core.Outside;
using Microsoft.Extensions.DependencyInjection;

namespace CryptoDashboard.Core.Listing;

/// <summary>Registers the listing of all coins.</summary>
public static class ListingSetup
{
    public static IServiceCollection AddListing(this IServiceCollection services, ListingOptions options) => services
        .AddSingleton(options)
        .AddSingleton<OutsideDoor>()
        .AddSingleton(p => new CoinGecko(p.GetRequiredService<OutsideDoor>().Open("CoinGecko"), options))
        .AddSingleton(p => new CoinMarketCap(p.GetRequiredService<OutsideDoor>().Open("CoinMarketCap"), options))
        .AddSingleton<IReadOnlyList<IListingSource>>(p => [p.GetRequiredService<CoinGecko>(), p.GetRequiredService<CoinMarketCap>()])
        .AddSingleton<ListingSync>();
}
