using CryptoDashboard.Core.Orders;

namespace CryptoDashboard.Core.Drills;

/// <summary>How a bot came through one scenario. All but <paramref name="Lived"/>, <paramref name="Kills"/> and <paramref name="Fills"/> is to be zero.</summary>
/// <param name="Lived">Orders that were made.</param>
/// <param name="Fills">Fills at the exchange.</param>
/// <param name="Lost">Orders whose end the books do not know, or that only the exchange knows.</param>
/// <param name="Doubled">Orders sent a second time, two of one decision, and fills that are booked and never were.</param>
/// <param name="Orphaned">Orders that are open at the exchange and over in the books, or were sent before they were durable.</param>
/// <param name="FillsMissed">Fills at the exchange that are not booked.</param>
/// <param name="IsBalanced">Whether the ledger sums to zero and cash and position are what the account holds.</param>
/// <param name="Halted">Why the bot halted, or null.</param>
/// <param name="HaltedRightly">Whether it halted where it must, and only there.</param>
/// <param name="Kills">How many times the process was killed.</param>
/// <param name="Sentence">What to know about it.</param>
public sealed record ScenarioScore(
    string Name, string Title, string Does, int Lived, int Fills, int Lost, int Doubled, int Orphaned, int FillsMissed, bool IsBalanced, string? Halted, bool HaltedRightly, int Kills, string Sentence)
{
    public bool IsPassed => Lost == 0 && Doubled == 0 && Orphaned == 0 && FillsMissed == 0 && IsBalanced && HaltedRightly;

    /// <summary>Holds what the desk believes against what truly was.</summary>
    public static ScenarioScore Of(Scenario scenario, ExchangeTruth truth, DrilledBooks books, int kills)
    {
        var here = books.Orders.ToDictionary(o => o.Id);
        var there = truth.Orders.SelectMany(o => o.Fills).ToDictionary(f => (f.OrderId, f.FillId));
        var booked = books.Fills.Select(f => (f.OrderId, f.FillId)).ToHashSet();
        var lost = books.Orders.Count(o => !o.Status.IsFinal()) + truth.Orders.Count(o => !here.ContainsKey(o.Order.Id));
        var twice = truth.SentTwice + books.Fills.Count(f => !there.TryGetValue((f.OrderId, f.FillId), out var real) || real.Quantity != f.Quantity)
            + books.Orders.Where(IsOfSignal).GroupBy(o => (o.CandleTime, o.Purpose)).Sum(g => g.Count() - 1);
        var orphaned = truth.Orders.Count(o => o.IsOpen && (!here.TryGetValue(o.Order.Id, out var known) || known.Status.IsFinal())) + books.SentTooEarly;
        var missed = there.Keys.Count(key => !booked.Contains(key));
        var isBalanced = books.Sums.Values.All(sum => sum == 0) && books.Bot.Position.Quantity.Value == truth.Held && books.Bot.Progress.Cash == truth.Cash;
        var isRight = scenario.MustHalt is not { } must || must == books.Halted is not null;
        var score = new ScenarioScore(
            scenario.Name, scenario.Title, scenario.Does, books.Orders.Count, there.Count, lost, twice, orphaned, missed, isBalanced, books.Halted, isRight, kills, "");
        return score with { Sentence = score.Say(truth, books) };
    }

    private static bool IsOfSignal(Order order) => !order.IsProtective && !ClientOrderId.IsCounted(order.Id);

    private string Say(ExchangeTruth truth, DrilledBooks books)
    {
        var symbol = truth.Market.Symbol;
        var wrong = new List<string>();
        if (Lost > 0)
            wrong.Add($"{Lost} orders were lost sight of ({string.Join(", ", books.Orders.Where(o => !o.Status.IsFinal()).Select(o => $"{o.Id} is {o.Status}").Take(3))})");
        if (Doubled > 0)
            wrong.Add($"{Doubled} orders or fills count twice");
        if (Orphaned > 0)
            wrong.Add($"{Orphaned} orders are open at the exchange and over here");
        if (FillsMissed > 0)
            wrong.Add($"{FillsMissed} fills were never booked");
        if (!IsBalanced)
            wrong.Add($"the books say {books.Bot.Position.Quantity} {symbol.Base} and {books.Bot.Progress.Cash} {symbol.Quote}, the exchange {truth.Held} and {truth.Cash}");
        if (!HaltedRightly)
            wrong.Add(Halted is null ? "it went on where nobody can know what is right" : $"it halted: {Halted}");
        if (wrong.Count > 0)
            return $"{char.ToUpperInvariant(wrong[0][0])}{string.Join("; ", wrong)[1..]}.";
        if (Lived == 0)
            return "It made no order, so nothing could go wrong.";
        var held = books.Bot.OpenTrade is not null && truth.IsDelisted ? $" {truth.Held} {symbol.Base} are left that nobody can sell here." : "";
        return Halted is null ? $"It came through: every order ended once, every fill is booked.{held}" : $"It halted as it should, and the books are right: {Halted}{held}";
    }
}
