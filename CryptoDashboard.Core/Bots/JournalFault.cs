namespace CryptoDashboard.Core.Bots;

/// <summary>
/// An entry was not kept, or it is not known whether it was: the database failed. The writer reads its state anew and decides again;
/// nothing was sent on the strength of it.
/// </summary>
public sealed class JournalFault : Exception
{
    public JournalFault(string message, Exception? inner)
        : base(message, inner)
    {
    }
}
