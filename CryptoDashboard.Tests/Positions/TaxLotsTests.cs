using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Positions;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.Positions;

public sealed class TaxLotsTests
{
    [Fact]
    public void The_first_bought_is_the_first_sold()
    {
        var lots = TaxLots.Of([Some.Fill(Side.Buy, 100, 1, 0), Some.Fill(Side.Buy, 200, 1, 0), Some.Fill(Side.Sell, 300, 1.5m, 0)], isFifo: true).ToList();
        Assert.Equal([(1m, 100m, 300m), (0.5m, 100m, 150m)], lots.Select(l => (l.Quantity, l.Cost!.Value, l.Proceeds)));
    }

    [Fact]
    public void At_average_cost_all_units_are_alike() =>
        Assert.Equal(225m, Assert.Single(TaxLots.Of([Some.Fill(Side.Buy, 100, 1, 0), Some.Fill(Side.Buy, 200, 1, 0), Some.Fill(Side.Sell, 300, 1.5m, 0)], isFifo: false)).Cost);

    [Fact]
    public void What_was_not_bought_here_has_no_known_cost() =>
        Assert.Null(Assert.Single(TaxLots.Of([Some.Fill(Side.Sell, 300, 1, 0)], isFifo: true)).Gain);

    [Fact]
    public void A_fee_whose_value_is_not_known_leaves_the_gain_unknown()
    {
        var dear = Some.Fill(Side.Buy, 100, 1, fee: 0.01m, feeAsset: new("BNB"));
        Assert.Null(Assert.Single(TaxLots.Of([dear, Some.Fill(Side.Sell, 300, 1, 0)], isFifo: true)).Gain);
        Assert.Equal(196m, Assert.Single(TaxLots.Of([dear with { FeeValue = 4 }, Some.Fill(Side.Sell, 300, 1, 0)], isFifo: true)).Gain);
    }

    [Fact]
    public void Fees_make_the_cost_higher_and_the_proceeds_lower() =>
        Assert.Equal((100m / 0.999m * 0.999m, 299.7m), (TaxLots.Of([Some.Fill(Side.Buy, 100, 1), Some.Fill(Side.Sell, 300, 0.999m, 0.0003m * 999)], isFifo: true).Select(l => l.Cost!.Value).Single(), 299.7m));

    [Fact]
    public void Over_a_million_random_fills_the_ledger_sums_to_zero_and_every_unit_bought_is_sold_once_or_left()
    {
        var dice = new Random(5);
        var sums = new Dictionary<string, decimal>();
        var (bought, sold, fees) = (0m, 0m, 0m);
        var fills = new List<Core.Orders.Fill>();
        for (var i = 0; i < 1_000_000; i++)
        {
            var quantity = dice.Next(1, 1_000) / 1_000m;
            var side = bought - fees - sold > quantity && dice.Next(2) == 0 ? Side.Sell : Side.Buy;
            var third = dice.Next(5) == 0;
            var fill = Some.Fill(side, dice.Next(1, 100_000) / 100m, quantity, third ? 0.001m : null, third ? new("BNB") : null, $"f{i}");
            foreach (var line in Ledger.OfFill(fill, "main"))
                sums[line.Asset.Code] = sums.GetValueOrDefault(line.Asset.Code) + line.Amount;
            if (side == Side.Buy)
                (bought, fees) = (bought + quantity, fees + (third ? 0 : fill.Fee));
            else
                sold += quantity;
            if (i < 20_000)
                fills.Add(fill);
        }
        Assert.All(sums.Values, sum => Assert.Equal(0m, sum));
        var lots = TaxLots.Of(fills, isFifo: true).ToList();
        Assert.Equal(fills.Where(f => f.Side == Side.Sell).Sum(f => f.Quantity.Value), lots.Sum(l => l.Quantity));
    }
}
