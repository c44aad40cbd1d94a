namespace CryptoDashboard.Core.Storage.Embedded;

/// <summary>Where the embedded database lives.</summary>
/// <param name="DataFolder">The program's data folder; the cluster lies in <c>postgres</c> below it.</param>
/// <param name="BinariesFolder">The <c>native</c> folder of the npm package, or null to look for it upwards from the program and the current folder.</param>
public sealed record EmbeddedPostgresOptions(string DataFolder, string? BinariesFolder = null);
