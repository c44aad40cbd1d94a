using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CryptoDashboard.Core.Storage.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class MarketContext : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "market_moods",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    bitcoin = table.Column<decimal>(type: "decimal(38,12)", precision: 38, scale: 12, nullable: true),
                    ether = table.Column<decimal>(type: "decimal(38,12)", precision: 38, scale: 12, nullable: true),
                    bitcoin_dominance = table.Column<double>(type: "float", nullable: true),
                    ether_dominance = table.Column<double>(type: "float", nullable: true),
                    total_cap = table.Column<decimal>(type: "decimal(38,12)", precision: 38, scale: 12, nullable: true),
                    fear_greed = table.Column<int>(type: "int", nullable: true),
                    trend = table.Column<int>(type: "int", nullable: false),
                    volatility = table.Column<double>(type: "float", nullable: true),
                    regime = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_moods", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "news",
                columns: table => new
                {
                    id = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    link_key = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    source = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    title = table.Column<string>(type: "nvarchar(310)", maxLength: 310, nullable: false),
                    link = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    sentiment = table.Column<double>(type: "float", nullable: false),
                    assets = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_news", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_events_kind_id",
                table: "events",
                columns: new[] { "kind", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_market_moods_at",
                table: "market_moods",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_news_at",
                table: "news",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_news_link_key",
                table: "news",
                column: "link_key",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "market_moods");

            migrationBuilder.DropTable(
                name: "news");

            migrationBuilder.DropIndex(
                name: "ix_events_kind_id",
                table: "events");
        }
    }
}
