namespace CryptoDashboard.Core.Bots;

/// <summary>
/// An entry was not kept, or it is not known whether it was: the database failed. The writer reads its state anew and decides again;
/// nothing was sent on the strength of it.
/// </summary>
public sealed class JournalFault(string message, Exception? inner) : Exception(message, inner)
{
    /// <summary>The database answered and said no: trying again will not help.</summary>
    public bool IsRefusal { get; } = inner is not null && !IsOutage(inner);

    /// <summary>Whether an error means that the database could not be reached or asked, rather than that it refused what it was asked.</summary>
    public static bool IsOutage(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException!)
        {
            if (cause is TimeoutException or IOException or System.Net.Sockets.SocketException or OperationCanceledException or ObjectDisposedException
                or System.Data.Common.DbException { IsTransient: true })
            {
                return true;
            }
        }
        return false;
    }
}
