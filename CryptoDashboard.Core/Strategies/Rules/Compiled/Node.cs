namespace CryptoDashboard.Core.Strategies.Rules.Compiled;

/// <summary>
/// A condition ready to be asked: it holds no state, so that all strategies of one document share it. NOT is not among them: it is carried
/// down to the comparisons, which is what keeps an undefined number (NaN) from making anything true, or its opposite.
/// </summary>
internal abstract class Node
{
    /// <param name="memory">The strategy's rings of numbers.</param>
    /// <param name="at">Place of the candle that closed last.</param>
    public abstract bool Test(double[] memory, int at);

    public sealed class Never : Node
    {
        public override bool Test(double[] memory, int at) => false;
    }

    public sealed class Every(Node[] parts) : Node
    {
        public override bool Test(double[] memory, int at)
        {
            foreach (var part in parts)
            {
                if (!part.Test(memory, at))
                    return false;
            }
            return true;
        }
    }

    public sealed class Some(Node[] parts) : Node
    {
        public override bool Test(double[] memory, int at)
        {
            foreach (var part in parts)
            {
                if (part.Test(memory, at))
                    return true;
            }
            return false;
        }
    }

    public sealed class Below(Term left, Term right) : Node
    {
        public override bool Test(double[] memory, int at) => left.Now(memory, at) < right.Now(memory, at);
    }

    public sealed class AtMost(Term left, Term right) : Node
    {
        public override bool Test(double[] memory, int at) => left.Now(memory, at) <= right.Now(memory, at);
    }

    public sealed class CrossesAbove(Term left, Term right) : Node
    {
        public override bool Test(double[] memory, int at) =>
            left.Ago(memory, at, 1) < right.Ago(memory, at, 1) && left.Now(memory, at) >= right.Now(memory, at);
    }

    public sealed class CrossesNotAbove(Term left, Term right) : Node
    {
        public override bool Test(double[] memory, int at) =>
            left.Ago(memory, at, 1) >= right.Ago(memory, at, 1) || left.Now(memory, at) < right.Now(memory, at);
    }

    public sealed class Rises(Term term, int steps) : Node
    {
        public override bool Test(double[] memory, int at)
        {
            for (var ago = 0; ago < steps; ago++)
            {
                if (!(term.Ago(memory, at, ago) > term.Ago(memory, at, ago + 1)))
                    return false;
            }
            return true;
        }
    }

    public sealed class RisesNot(Term term, int steps) : Node
    {
        public override bool Test(double[] memory, int at)
        {
            for (var ago = 0; ago < steps; ago++)
            {
                if (term.Ago(memory, at, ago) <= term.Ago(memory, at, ago + 1))
                    return true;
            }
            return false;
        }
    }
}
