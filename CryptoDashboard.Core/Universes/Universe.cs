using System.Text.Json;
using System.Text.Json.Serialization;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;

namespace CryptoDashboard.Core.Universes;

/// <summary>
/// Which symbols of an exchange are traded, decided anew at each look: a list gives them in an order, filters leave some out, the first
/// ones of the rest are the members. A pure function of <see cref="UniverseFacts"/>, so that it says the same live and in a backtest.
/// </summary>
public sealed record Universe
{
    public const int MostMembers = 200;
    public const int MostLookedAt = 500;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public required string Name { get; init; }

    /// <summary>The exchange whose markets are members, such as binance.</summary>
    public required string Exchange { get; init; }

    /// <summary>The currency that all members are traded for, such as USDT.</summary>
    public required string Quote { get; init; }

    public ListKind List { get; init; }

    /// <summary>The symbols of a fixed list, as BASE/QUOTE.</summary>
    public IReadOnlyList<string> Symbols { get; init; } = [];

    /// <summary>How many of the list are looked at, from its top.</summary>
    public int Among { get; init; } = 50;

    /// <summary>Days that performance is taken over.</summary>
    public int Days { get; init; } = 30;

    /// <summary>Whether the worst performance comes first.</summary>
    public bool WorstFirst { get; init; }

    public UniverseFilters Filters { get; init; } = new();

    /// <summary>Most members.</summary>
    public int Size { get; init; } = 20;

    public LookEvery Every { get; init; } = LookEvery.Day;

    /// <summary>What must be known to judge by it.</summary>
    [JsonIgnore]
    public FactKinds Needs => Filters.Needs | List switch
    {
        ListKind.Volume => FactKinds.Volume,
        ListKind.MarketCap => FactKinds.MarketCap,
        ListKind.StoredVolume or ListKind.Performance => FactKinds.Prices,
        _ => FactKinds.None,
    };

    /// <summary>How far back prices matter.</summary>
    [JsonIgnore]
    public TimeSpan LooksBack => TimeSpan.FromDays(2 + Math.Max(Filters.UsesVolatility ? Filters.VolatilityDays : 0, List == ListKind.Performance ? Days : 1));

    /// <exception cref="ArgumentException">It is no universe, or has faults; the message says which.</exception>
    public static Universe Parse(string json)
    {
        try
        {
            var universe = JsonSerializer.Deserialize<Universe>(json, Json) ?? throw new ArgumentException("It is no universe: it is empty.");
            return universe.Faults().ToList() is { Count: > 0 } faults ? throw new ArgumentException(string.Join(" ", faults)) : universe;
        }
        catch (JsonException exception)
        {
            throw new ArgumentException($"It is no universe: {exception.Message}", exception);
        }
    }

    /// <summary>As it is stored, sent and read again.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Everything wrong with it, as sentences.</summary>
    public IEnumerable<string> Faults()
    {
        if (string.IsNullOrWhiteSpace(Name) || Name.Length > 80)
            yield return "Give the universe a name of 1 to 80 characters.";
        if (!Asset.TryParse(Quote, out _))
            yield return $"'{Quote}' is not a currency: use one such as USDT.";
        else if (!MarketId.TryParse($"{Exchange}:X/{(Quote == "X" ? "Y" : Quote)}", out _))
            yield return $"'{Exchange}' is not an exchange: use its id, such as binance.";
        if (!Enum.IsDefined(List))
            yield return "There is no such list.";
        if (!Enum.IsDefined(Every))
            yield return "A universe is looked at each hour, each four hours or each day.";
        if (Size is < 1 or > MostMembers)
            yield return $"A universe has 1 to {MostMembers} members; {Size} are asked for.";
        if (Among is < 1 or > MostLookedAt)
            yield return $"Of a list 1 to {MostLookedAt} symbols are looked at; {Among} are asked for.";
        else if (List != ListKind.Fixed && Among < Size)
            yield return $"{Size} members cannot come from the first {Among} of the list: look at as many or more.";
        if (List == ListKind.Performance && Days is < 1 or > UniverseFilters.MostDays)
            yield return $"Performance is taken over 1 to {UniverseFilters.MostDays} days; it is {Days}.";
        if (List is ListKind.Volume or ListKind.MarketCap && Exchange is MarketId.SimulatedExchange)
            yield return "Nobody records volumes or market caps of simulated markets: rank them by stored volume or performance.";
        if (List == ListKind.Fixed && Symbols.Count is 0 or > MostLookedAt)
            yield return $"A fixed list has 1 to {MostLookedAt} symbols.";
        foreach (var text in List == ListKind.Fixed ? Symbols : [])
        {
            if (!Symbol.TryParse(text, out var symbol))
                yield return $"'{text}' is not a symbol: use BASE/QUOTE, such as BTC/USDT.";
            else if (symbol.Quote.Code != Quote)
                yield return $"{text} is not traded for {Quote}.";
        }
        foreach (var fault in Filters.Faults())
            yield return fault;
    }

    /// <summary>Judges it by facts.</summary>
    /// <param name="also">Symbols whose reason is told even where they are far down the list.</param>
    public UniverseLook Look(UniverseFacts facts, IReadOnlyCollection<Symbol>? also = null)
    {
        if (facts.Unknown.Where(u => (Needs & u.Key) != FactKinds.None).OrderBy(u => u.Key).Select(u => u.Value).FirstOrDefault() is { } unknown)
            return new UniverseLook(facts.At, [], []) { Refusal = unknown };
        var ranked = UniverseList.Ranked(this, facts);
        var (members, leftOut) = (new List<UniverseMember>(), new List<LeftOut>());
        for (var i = 0; i < ranked.Count; i++)
        {
            var (symbol, why) = (ranked[i].Facts.Symbol, ranked[i].Why);
            var isListed = List == ListKind.Fixed || i < Among;
            if (!isListed && (also is null || !also.Contains(symbol)))
                continue;
            var reason = !isListed ? $"{why}; the first {Among} are looked at"
                : Filters.WhyNot(ranked[i].Facts, facts.At) ?? (members.Count >= Size ? $"{why}; {Size} others come before it" : null);
            if (reason is null)
                members.Add(new UniverseMember(symbol, why));
            else
                leftOut.Add(new LeftOut(symbol, reason));
        }
        return new UniverseLook(facts.At, members, leftOut);
    }

    /// <summary>The moment of the next look after one; UTC.</summary>
    public DateTimeOffset LookAfter(DateTimeOffset moment)
    {
        var step = TimeSpan.FromHours((int)Every).Ticks;
        return new DateTimeOffset(((moment.UtcTicks / step) + 1) * step, TimeSpan.Zero);
    }

    /// <summary>What it takes, in one sentence.</summary>
    public string Sentence()
    {
        var list = List switch
        {
            ListKind.Fixed => $"of {Symbols.Count} chosen symbols of {Exchange}",
            ListKind.Volume => $"of the {Among} most traded {Quote} symbols of {Exchange}",
            ListKind.StoredVolume => $"of the {Among} most traded {Quote} symbols of {Exchange} that candles are stored of",
            ListKind.MarketCap => $"of the {Among} coins with the largest market cap that {Exchange} trades for {Quote}",
            _ => $"of the {Among} {Quote} symbols of {Exchange} with the {(WorstFirst ? "worst" : "best")} performance over {Days} days",
        };
        string?[] filters =
        [
            Filters.ListedOnly ? "listed" : null,
            Filters.MinAgeDays is { } age ? $"known for {age} days or more" : null,
            Filters.MaxSpread is { } spread ? $"a spread up to {spread * 10_000:0.#} bp" : null,
            Filters.MinPrice is { } low ? $"a price from {low:0.########}" : null,
            Filters.MaxPrice is { } high ? $"a price up to {high:0.########}" : null,
            Filters.MinVolatility is { } calm ? $"a volatility from {calm:0.##%} a day" : null,
            Filters.MaxVolatility is { } wild ? $"a volatility up to {wild:0.##%} a day" : null,
            Filters.Never.Count > 0 ? $"not {string.Join(", ", Filters.Never)}" : null,
        ];
        var set = filters.OfType<string>().ToList();
        var every = Every switch { LookEvery.Hour => "each hour", LookEvery.FourHours => "each four hours", _ => "each day at 00:00" };
        return $"Up to {Size} {list}{(set.Count > 0 ? $": {string.Join(", ", set)}" : "")}. Looked at {every} UTC.";
    }
}
