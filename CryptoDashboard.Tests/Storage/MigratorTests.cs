using CryptoDashboard.Core.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CryptoDashboard.Tests.Storage;

public sealed class MigratorTests(Database database)
{
    [Fact]
    public async Task Up_applies_everything_once_and_down_takes_it_back()
    {
        await using var services = new ServiceCollection().AddStorage(DatabaseProvider.PostgreSql, await database.Make(migrated: false)).BuildServiceProvider();
        var migrator = services.GetRequiredService<Migrator>();

        Assert.NotEmpty(await migrator.Up(TestContext.Current.CancellationToken));
        Assert.Empty(await migrator.Up(TestContext.Current.CancellationToken));
        Assert.All(await migrator.Status(TestContext.Current.CancellationToken), m => Assert.True(m.Applied, m.Name));
        while (await migrator.Down(TestContext.Current.CancellationToken) is not null)
        {
            // Down to nothing.
        }
        Assert.All(await migrator.Status(TestContext.Current.CancellationToken), m => Assert.False(m.Applied, m.Name));
        Assert.NotEmpty(await migrator.Up(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Two_programs_that_start_at_once_migrate_once()
    {
        var connection = await database.Make(migrated: false);
        await using var one = new ServiceCollection().AddStorage(DatabaseProvider.PostgreSql, connection).BuildServiceProvider();
        await using var other = new ServiceCollection().AddStorage(DatabaseProvider.PostgreSql, connection).BuildServiceProvider();

        await Task.WhenAll(
            one.GetRequiredService<Migrator>().Up(TestContext.Current.CancellationToken),
            other.GetRequiredService<Migrator>().Up(TestContext.Current.CancellationToken));

        Assert.All(await one.GetRequiredService<Migrator>().Status(TestContext.Current.CancellationToken), m => Assert.True(m.Applied, m.Name));
    }
}
