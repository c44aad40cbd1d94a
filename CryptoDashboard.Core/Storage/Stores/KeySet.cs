using System.Linq.Expressions;
using CryptoDashboard.Core.Listing;

namespace CryptoDashboard.Core.Storage.Stores;

/// <summary>Paging by the last row seen: as fast on the last page as on the first, and no row is skipped when others come between.</summary>
internal static class KeySet
{
    /// <summary>The coins behind the row with this key and id, ordered by both.</summary>
    /// <param name="afterId">Null for the start.</param>
    public static IQueryable<Coin> After<TKey>(IQueryable<Coin> coins, Expression<Func<Coin, TKey>> key, TKey after, string? afterId, bool descending)
    {
        if (afterId is not null)
            coins = coins.Where(Behind(key, after, afterId, descending));
        return descending ? coins.OrderByDescending(key).ThenByDescending(c => c.Id) : coins.OrderBy(key).ThenBy(c => c.Id);
    }

    private static Expression<Func<Coin, bool>> Behind<TKey>(Expression<Func<Coin, TKey>> key, TKey after, string afterId, bool descending)
    {
        var coin = key.Parameters[0];
        // As fields of an object they become parameters of the query, so that its plan is kept.
        var held = Expression.Constant(new Held<TKey>(after, afterId));
        var value = Expression.Property(held, "Key");
        var id = Expression.Property(held, "Id");
        var isBehind = typeof(TKey) == typeof(string) ? Compare(key.Body, value, descending) : descending ? Expression.LessThan(key.Body, value) : Expression.GreaterThan(key.Body, value);
        var isBehindById = Compare(Expression.Property(coin, nameof(Coin.Id)), id, descending);
        return Expression.Lambda<Func<Coin, bool>>(Expression.OrElse(isBehind, Expression.AndAlso(Expression.Equal(key.Body, value), isBehindById)), coin);
    }

    private static BinaryExpression Compare(Expression left, Expression right, bool descending)
    {
        var compared = Expression.Call(typeof(string), nameof(string.Compare), null, left, right);
        return descending ? Expression.LessThan(compared, Expression.Constant(0)) : Expression.GreaterThan(compared, Expression.Constant(0));
    }

    private sealed record Held<TKey>(TKey Key, string Id);
}
