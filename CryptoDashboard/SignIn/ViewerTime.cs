namespace CryptoDashboard.SignIn;

/// <summary>Times as the person at this browser reads them; UTC until the browser has told its zone.</summary>
internal sealed class ViewerTime
{
    private TimeZoneInfo _zone = TimeZoneInfo.Utc;

    /// <summary>The browser has told its zone: what shows times draws them anew.</summary>
    public event Action? Changed;

    public string ZoneName { get; private set; } = "UTC";

    /// <summary>Takes the browser's zone, an IANA name; one that is not known here leaves UTC.</summary>
    /// <returns>Whether anything changed.</returns>
    public bool Use(string zone)
    {
        if (zone == ZoneName || !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found))
            return false;
        (_zone, ZoneName) = (found, zone);
        Changed?.Invoke();
        return true;
    }

    public DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, _zone);

    public string Minute(DateTimeOffset at) => Local(at).ToString("yyyy-MM-dd HH:mm");

    /// <summary>The second of today, the minute of any other day.</summary>
    public string When(DateTimeOffset at, DateTimeOffset now) => Local(at).Date == Local(now).Date ? Second(at) : Minute(at);

    public string Second(DateTimeOffset at) => Local(at).ToString("HH:mm:ss");

    /// <summary>The moment the viewer's day began.</summary>
    public DateTimeOffset StartOfDay(DateTimeOffset now)
    {
        var midnight = Local(now).Date;
        return new DateTimeOffset(midnight, _zone.GetUtcOffset(midnight));
    }
}
