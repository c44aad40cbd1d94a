using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using CryptoDashboard.Core.Listing;
using CryptoDashboard.Core.Outside;

namespace CryptoDashboard.Core.MarketContext;

/// <summary>Reads RSS, RDF, Atom, and JSON lists of articles. Whatever an item lacks or gets wrong costs only that item.</summary>
public static partial class NewsReader
{
    private const int MostItems = 100;
    private const int LongestTitle = 300;
    private const int LongestLink = 1_000;

    /// <param name="now">Items from the future are dated so.</param>
    /// <exception cref="OutsideFault">The answer is neither; the message names the source.</exception>
    public static IReadOnlyList<NewsItem> Read(HttpAnswer answer, string source, DateTimeOffset now)
    {
        var start = answer.Text.AsSpan().TrimStart("\uFEFF \r\n\t");
        var rows = start is ['<', ..] ? ReadXml(answer, source) : ReadJson(answer, source);
        return [.. rows.Take(MostItems).Select(row => Item(row, source, now)).OfType<NewsItem>().DistinctBy(i => i.Id).DistinctBy(i => i.LinkKey)];
    }

    private static IEnumerable<(string? Title, string? Link, DateTimeOffset? At)> ReadXml(HttpAnswer answer, string source)
    {
        XDocument document;
        try
        {
            // No entity and no reference leads out of the document.
            using var reader = XmlReader.Create(new MemoryStream(answer.Bytes.ToArray()), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, MaxCharactersInDocument = 8_000_000 });
            document = XDocument.Load(reader);
        }
        catch (XmlException exception)
        {
            throw new OutsideFault(OutsideFaultKind.Transient, source, "BadAnswer", $"{source} answered something that is no feed.", exception);
        }
        var items = document.Descendants().Where(e => e.Name.LocalName is "item" or "entry").ToList();
        if (items.Count == 0 && document.Root?.Name.LocalName is not ("rss" or "feed" or "RDF"))
            throw new OutsideFault(OutsideFaultKind.Transient, source, "BadAnswer", $"{source} answered something that is no feed.");
        return items.Select(item => (
            Child(item, "title")?.Value,
            item.Elements().Where(e => e.Name.LocalName == "link").OrderBy(e => (string?)e.Attribute("rel") is null or "alternate" ? 0 : 1).Select(e => (string?)e.Attribute("href") ?? e.Value).FirstOrDefault(l => l.Length > 0) ?? Child(item, "guid")?.Value,
            Date(Child(item, "pubDate")?.Value ?? Child(item, "published")?.Value ?? Child(item, "updated")?.Value ?? Child(item, "date")?.Value)));
    }

    private static List<(string? Title, string? Link, DateTimeOffset? At)> ReadJson(HttpAnswer answer, string source)
    {
        using var document = Json.Parse(answer, source);
        var list = document.RootElement;
        foreach (var name in (string[])["results", "articles", "items", "posts", "data", "Data"])
        {
            if (list.ValueKind == JsonValueKind.Object && list.TryGetProperty(name, out var inner) && inner.ValueKind == JsonValueKind.Array)
                list = inner;
        }
        if (list.ValueKind != JsonValueKind.Array)
            throw new OutsideFault(OutsideFaultKind.Transient, source, "BadAnswer", $"{source} answered JSON in which no list of articles was found.");
        return [.. list.EnumerateArray().Take(MostItems).Select(row => (Text(row, "title"), Text(row, "url") ?? Text(row, "link"), DateOf(row)))];
    }

    private static DateTimeOffset? DateOf(JsonElement row)
    {
        foreach (var name in (string[])["published_at", "publishedAt", "date_published", "created_at", "pubDate"])
        {
            if (Date(Text(row, name)) is { } date)
                return date;
        }
        return row.Money("published_on") is { } seconds and > 0 and < 32_503_680_000 ? DateTimeOffset.FromUnixTimeSeconds((long)seconds) : null;
    }

    private static string? Text(JsonElement row, string name) =>
        row.ValueKind == JsonValueKind.Object && row.TryGetProperty(name, out var field) && field.ValueKind == JsonValueKind.String ? field.GetString() : null;

    private static XElement? Child(XElement item, string name) => item.Elements().FirstOrDefault(e => e.Name.LocalName == name);

    private static DateTimeOffset? Date(string? text)
    {
        if (text is null)
            return null;
        // RFC 822 names of zones that .NET does not read.
        var known = Zone().Replace(text.Trim(), m => m.Value is "EST" ? "-0500" : m.Value is "EDT" ? "-0400" : m.Value is "PST" ? "-0800" : m.Value is "PDT" ? "-0700" : "+0000");
        return DateTimeOffset.TryParse(known, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date) ? date : null;
    }

    private static NewsItem? Item((string? Title, string? Link, DateTimeOffset? At) row, string source, DateTimeOffset now)
    {
        var title = Space().Replace(WebUtility.HtmlDecode(Tag().Replace(row.Title ?? "", " ")), " ").Trim();
        if (title.Length == 0 || !Uri.TryCreate(row.Link?.Trim(), UriKind.Absolute, out var link) || link.Scheme is not ("http" or "https") || link.AbsoluteUri.Length > LongestLink)
            return null;
        title = title.Length > LongestTitle ? title[..LongestTitle] + "…" : title;
        return new NewsItem
        {
            Id = Key(new string([.. title.ToLowerInvariant().Where(char.IsLetterOrDigit)])),
            LinkKey = Key(link.GetLeftPart(UriPartial.Path).TrimEnd('/').ToLowerInvariant()),
            At = row.At is { } at && at < now ? at : now,
            Source = source,
            Title = title,
            Link = link.AbsoluteUri,
            Sentiment = Sentiment.Of(title),
            Assets = NewsAssets.Of(title),
        };
    }

    private static string Key(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];

    [GeneratedRegex("<[^>]*>", RegexOptions.NonBacktracking)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Space();

    [GeneratedRegex("(UT|GMT|UTC|EST|EDT|PST|PDT)$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Zone();
}
