namespace CryptoDashboard.Core.Bots.Plans;

/// <summary>Which part of a plan an order carries out; the letter stands in the order's name.</summary>
public enum PlanLeg
{
    Entry = 'e',
    Stop = 's',
    Target = 't',

    /// <summary>Sells what is left because a person ended the plan.</summary>
    Close = 'x',
}
