using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace CryptoDashboard.Core.Storage;

/// <summary>For <c>dotnet ef migrations add NAME --context PostgreSqlContext</c>: never connects.</summary>
internal sealed class PostgreSqlDesignTime : IDesignTimeDbContextFactory<PostgreSqlContext>
{
    public PostgreSqlContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<PostgreSqlContext>();
        StorageSetup.UsePostgreSql(options, "Host=nowhere");
        return new PostgreSqlContext(options.Options);
    }
}

/// <summary>For <c>dotnet ef migrations add NAME --context SqlServerContext</c>: never connects.</summary>
internal sealed class SqlServerDesignTime : IDesignTimeDbContextFactory<SqlServerContext>
{
    public SqlServerContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<SqlServerContext>();
        StorageSetup.UseSqlServer(options, "Server=nowhere");
        return new SqlServerContext(options.Options);
    }
}
