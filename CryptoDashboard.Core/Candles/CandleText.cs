namespace CryptoDashboard.Core.Candles;

/// <summary>One text of candles in a file.</summary>
/// <param name="Name">For reports: the file, and what it is called inside of an archive.</param>
/// <param name="Open">Opens it, once; damage is told while it is read, as <see cref="InvalidDataException"/>.</param>
/// <param name="BytesRead">How far into the file the reading is.</param>
internal sealed record CandleText(string Name, Func<Stream> Open, Func<long> BytesRead);
