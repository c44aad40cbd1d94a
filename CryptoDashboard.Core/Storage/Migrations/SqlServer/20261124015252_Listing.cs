using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CryptoDashboard.Core.Storage.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Listing : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "coin_prices",
                columns: table => new
                {
                    coin_id = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    price = table.Column<decimal>(type: "decimal(38,12)", precision: 38, scale: 12, nullable: false),
                    volume24h = table.Column<decimal>(type: "decimal(38,12)", precision: 38, scale: 12, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_coin_prices", x => new { x.coin_id, x.at });
                });

            migrationBuilder.CreateTable(
                name: "coins",
                columns: table => new
                {
                    id = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    symbol = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    name = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    search = table.Column<string>(type: "nvarchar(201)", maxLength: 201, nullable: false),
                    rank = table.Column<int>(type: "int", nullable: false),
                    price = table.Column<decimal>(type: "decimal(38,12)", precision: 38, scale: 12, nullable: false),
                    market_cap = table.Column<decimal>(type: "decimal(38,12)", precision: 38, scale: 12, nullable: true),
                    volume24h = table.Column<decimal>(type: "decimal(38,12)", precision: 38, scale: 12, nullable: true),
                    change1h = table.Column<double>(type: "float", nullable: true),
                    change24h = table.Column<double>(type: "float", nullable: true),
                    change7d = table.Column<double>(type: "float", nullable: true),
                    circulating = table.Column<decimal>(type: "decimal(38,12)", precision: 38, scale: 12, nullable: true),
                    total_supply = table.Column<decimal>(type: "decimal(38,12)", precision: 38, scale: 12, nullable: true),
                    max_supply = table.Column<decimal>(type: "decimal(38,12)", precision: 38, scale: 12, nullable: true),
                    quoted_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    source = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    dispute = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    week = table.Column<string>(type: "nvarchar(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_coins", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_coin_prices_at",
                table: "coin_prices",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_coins_change1h_id",
                table: "coins",
                columns: new[] { "change1h", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_coins_change24h_id",
                table: "coins",
                columns: new[] { "change24h", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_coins_change7d_id",
                table: "coins",
                columns: new[] { "change7d", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_coins_market_cap_id",
                table: "coins",
                columns: new[] { "market_cap", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_coins_price_id",
                table: "coins",
                columns: new[] { "price", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_coins_rank_id",
                table: "coins",
                columns: new[] { "rank", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_coins_symbol_id",
                table: "coins",
                columns: new[] { "symbol", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_coins_volume24h_id",
                table: "coins",
                columns: new[] { "volume24h", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "coin_prices");

            migrationBuilder.DropTable(
                name: "coins");
        }
    }
}
