using CryptoDashboard.Core.Markets;

namespace CryptoDashboard;

/// <summary>Every address of the desk.</summary>
internal static class Urls
{
    public const string Overview = "/";
    public const string SignIn = "/sign-in";
    public const string SetUp = "/set-up";
    public const string SignOut = "/sign-out";
    public const string SignOutEverywhere = "/sign-out-everywhere";
    public const string Markets = "/markets";
    public const string Strategies = "/strategies";
    public const string Signals = "/signals";
    public const string NewRules = "/strategies/builder";
    public const string RulesSchema = "/rules.schema.json";
    public const string Coins = "/coins";
    public const string Context = "/context";
    public const string Bots = "/bots";
    public const string AbTests = "/ab";
    public const string Hooks = "/hooks";
    public const string NewBot = "/bots/new";
    public const string History = "/trades";
    public const string Risk = "/risk";
    public const string DeadMan = "/risk/dead-man";
    public const string Accounts = "/accounts";
    public const string Portfolio = "/portfolio";
    public const string LotsCsv = "/lots.csv";
    public const string Replays = "/replays";
    public const string Optimiser = "/optimiser";
    public const string NewOptimisation = "/optimiser/new";
    public const string Backtests = "/backtests";
    public const string Universes = "/universes";
    public const string Fleets = "/fleets";
    public const string NewFleet = "/fleets/new";
    public const string NewUniverse = "/universes/new";
    public const string NewBacktest = "/backtests/new";
    public const string Fills = "/fills";
    public const string Exchanges = "/exchanges";
    public const string TradesCsv = "/trades.csv";
    public const string OrdersCsv = "/orders.csv";

    public static string Market(MarketId market) => $"/markets/{market.Exchange}/{market.Symbol.Base}-{market.Symbol.Quote}";

    public static string Coin(string id) => $"{Coins}/{Uri.EscapeDataString(id)}";

    public static string Bot(int id) => $"/bots/{id}";

    public static string Backtest(int id) => $"{Backtests}/{id}";

    public static string Universe(int id) => $"{Universes}/{id}";

    public static string Fleet(int id) => $"{Fleets}/{id}";

    public static string FleetOfUniverse(int id) => $"{NewFleet}?universe={id}";

    public static string BacktestOfUniverse(int id) => $"{NewBacktest}?universe={id}";

    public static string NewBacktestLike(int id) => $"{NewBacktest}?like={id}";

    public static string CompareBacktests(IEnumerable<int> ids) => $"{Backtests}/compare?ids={string.Join(',', ids)}";

    public static string Drill(int botId) => $"/bots/{botId}/drill";

    /// <summary>A bot's life against backtests of it, on a day (UTC) or the newest that was compared.</summary>
    public static string Parity(int id, DateOnly? day = null) => $"/bots/{id}/parity{(day is { } given ? $"?day={given:yyyy-MM-dd}" : "")}";

    public static string AbTest(int id) => $"{AbTests}/{id}";

    public static string AbBacktests(int a, int b) => $"{AbTests}/backtests/{a}/{b}";

    public static string Optimisation(int id) => $"{Optimiser}/{id}";

    public static string NewOptimisationLike(int id) => $"{NewOptimisation}?like={id}";

    /// <summary>A bot with the best parameters of an optimisation.</summary>
    public static string NewBotFrom(int optimisation) => $"{NewBot}?optimisation={optimisation}";

    public static string EditBot(int id) => $"/bots/{id}/edit";

    public static string NewBotWith(string strategy) => $"{NewBot}?strategy={Uri.EscapeDataString(strategy)}";

    public static string BacktestOf(string strategy) => $"/backtests/new?strategy={Uri.EscapeDataString(strategy)}";

    public static string OptimiseOf(string strategy) => $"{NewOptimisation}?strategy={Uri.EscapeDataString(strategy)}";

    public static string Rules(int id) => $"{NewRules}/{id}";

    public static string RulesFrom(int template) => $"{NewRules}?template={template}";

    public static string NewBotOn(MarketId market) => $"{NewBot}?market={Uri.EscapeDataString(market.ToString())}";

    /// <summary>Where to go after signing in: only a path on this site, and none that leads out again.</summary>
    public static string SafeReturn(string? returnUrl) =>
        returnUrl is ['/', ..] && !returnUrl.StartsWith("//", StringComparison.Ordinal) && !returnUrl.Contains('\\') && !returnUrl.Any(char.IsControl)
        && !returnUrl.StartsWith(SignOut, StringComparison.Ordinal) && !returnUrl.StartsWith(SignIn, StringComparison.Ordinal) ? returnUrl : Overview;
}
