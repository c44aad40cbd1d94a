using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Npgsql;

namespace CryptoDashboard.Core.Storage.Stores;

/// <summary>Inserts entities by COPY, in the transaction of their context. Columns and conversions are those of the model.</summary>
internal static class PostgreSqlCopy
{
    private static readonly ConcurrentDictionary<Type, Plan> Plans = new();

    public static async Task Insert<T>(DashboardDbContext db, IEnumerable<T> rows, CancellationToken cancel)
        where T : class
    {
        using var all = rows.GetEnumerator();
        if (!all.MoveNext())
            return;
        var plan = Plans.GetOrAdd(typeof(T), static (type, context) => Plan.Of(context.Model.FindEntityType(type)!), db);
        await using var writer = await ((NpgsqlConnection)db.Database.GetDbConnection()).BeginBinaryImportAsync(plan.Command, cancel);
        do
        {
            await writer.StartRowAsync(cancel);
            foreach (var (property, converter, type) in plan.Columns)
            {
                var value = property.GetGetter().GetClrValue(all.Current);
                if (value is null)
                    await writer.WriteNullAsync(cancel);
                else
                    await writer.WriteAsync(converter is null ? value : converter.ConvertToProvider(value)!, type, cancel);
            }
        }
        while (all.MoveNext());
        await writer.CompleteAsync(cancel);
    }

    private sealed record Plan(string Command, IReadOnlyList<(IProperty Property, ValueConverter? Converter, string Type)> Columns)
    {
        public static Plan Of(IEntityType entity)
        {
            // What the database numbers itself it numbers in the order of the rows.
            var properties = entity.GetProperties().Where(p => p.ValueGenerated == ValueGenerated.Never).ToList();
            return new Plan(
                $"copy {entity.GetTableName()} ({string.Join(", ", properties.Select(p => $"\"{p.GetColumnName()}\""))}) from stdin (format binary)",
                [.. properties.Select(p => (p, p.GetRelationalTypeMapping().Converter, p.GetRelationalTypeMapping().StoreTypeNameBase))]);
        }
    }
}
