namespace CryptoDashboard.Core.Risk;

/// <summary>One limit. It looks at a proposed trade and refuses it with its numbers, or lets it pass; it has no state of its own.</summary>
public interface IRiskLimit
{
    RiskRefusal? Check(ProposedTrade trade);
}
