using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Npgsql;

namespace CryptoDashboard.Core.Storage.Stores;

/// <summary>
/// Many rows of one table at once, in the transaction of their context: inserted by COPY, updated by one statement over arrays. Columns and
/// conversions are those of the model. For the one place where a statement per row is too slow.
/// </summary>
internal static class PostgreSqlRows
{
    private static readonly ConcurrentDictionary<Type, Plan> Plans = new();

    public static async Task Insert<T>(DashboardDbContext db, IEnumerable<T> rows, CancellationToken cancel)
        where T : class
    {
        using var all = rows.GetEnumerator();
        if (!all.MoveNext())
            return;
        var plan = PlanOf<T>(db);
        await using var writer = await ((NpgsqlConnection)db.Database.GetDbConnection()).BeginBinaryImportAsync(plan.Copy, cancel);
        do
        {
            await writer.StartRowAsync(cancel);
            foreach (var column in plan.Given)
            {
                if (column.Read(all.Current) is { } value)
                    await writer.WriteAsync(value, column.StoreType, cancel);
                else
                    await writer.WriteNullAsync(cancel);
            }
        }
        while (all.MoveNext());
        await writer.CompleteAsync(cancel);
    }

    /// <exception cref="DbUpdateConcurrencyException">A row is not there any more; nothing may be committed then.</exception>
    public static async Task Update<T>(DashboardDbContext db, IReadOnlyList<T> rows, CancellationToken cancel)
        where T : class
    {
        if (rows.Count == 0)
            return;
        var plan = PlanOf<T>(db);
        await using var command = new NpgsqlCommand(plan.Update, (NpgsqlConnection)db.Database.GetDbConnection(), (NpgsqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction());
        foreach (var column in plan.Columns)
        {
            var values = Array.CreateInstance(column.ArrayOf, rows.Count);
            for (var i = 0; i < rows.Count; i++)
                values.SetValue(column.Read(rows[i]), i);
            command.Parameters.Add(new NpgsqlParameter { Value = values, DataTypeName = $"{column.StoreType}[]" });
        }
        var updated = await command.ExecuteNonQueryAsync(cancel);
        if (updated != rows.Count)
            throw new DbUpdateConcurrencyException($"{rows.Count - updated} of {rows.Count} rows of {typeof(T).Name} were to be changed and are not there any more.");
    }

    private static Plan PlanOf<T>(DashboardDbContext db) => Plans.GetOrAdd(typeof(T), static (type, context) => Plan.Of(context.Model.FindEntityType(type)!), db);

    private sealed record Plan(string Copy, string Update, IReadOnlyList<Column> Columns, IReadOnlyList<Column> Given)
    {
        public static Plan Of(IEntityType entity)
        {
            var columns = entity.GetProperties().Where(p => p.ValueGenerated == ValueGenerated.Never || p.IsPrimaryKey()).Select(Column.Of).ToList();
            // What the database numbers itself it numbers in the order of the rows.
            var given = columns.Where(c => !c.IsNumbered).ToList();
            var values = string.Join(", ", columns.Select((_, i) => $"${i + 1}"));
            var update = $"update {entity.GetTableName()} as t set {Joined(columns.Where(c => !c.IsKey), ", ")} from unnest({values}) as v({string.Join(", ", columns.Select(c => c.Name))}) where {Joined(columns.Where(c => c.IsKey), " and ", "t.")}";
            return new Plan($"copy {entity.GetTableName()} ({string.Join(", ", given.Select(c => c.Name))}) from stdin (format binary)", update, columns, given);
        }

        private static string Joined(IEnumerable<Column> columns, string between, string left = "") => string.Join(between, columns.Select(c => $"{left}{c.Name} = v.{c.Name}"));
    }

    private sealed record Column(IProperty Property, ValueConverter? Converter, string Name, string StoreType, Type ArrayOf, bool IsKey, bool IsNumbered)
    {
        public static Column Of(IProperty property)
        {
            var mapping = property.GetRelationalTypeMapping();
            var type = mapping.Converter?.ProviderClrType ?? property.ClrType;
            type = Nullable.GetUnderlyingType(type) ?? type;
            return new Column(
                property, mapping.Converter, $"\"{property.GetColumnName()}\"", mapping.StoreTypeNameBase,
                type.IsValueType && property.IsNullable ? typeof(Nullable<>).MakeGenericType(type) : type,
                property.IsPrimaryKey(), property.ValueGenerated != ValueGenerated.Never);
        }

        public object? Read(object row)
        {
            var value = Property.GetGetter().GetClrValue(row);
            return value is null || Converter is null ? value : Converter.ConvertToProvider(value);
        }
    }
}
