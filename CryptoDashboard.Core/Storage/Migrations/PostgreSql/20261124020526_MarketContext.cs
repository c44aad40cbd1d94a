using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace CryptoDashboard.Core.Storage.Migrations.PostgreSql
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
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    bitcoin = table.Column<decimal>(type: "numeric(38,12)", precision: 38, scale: 12, nullable: true),
                    ether = table.Column<decimal>(type: "numeric(38,12)", precision: 38, scale: 12, nullable: true),
                    bitcoin_dominance = table.Column<double>(type: "double precision", nullable: true),
                    ether_dominance = table.Column<double>(type: "double precision", nullable: true),
                    total_cap = table.Column<decimal>(type: "numeric(38,12)", precision: 38, scale: 12, nullable: true),
                    fear_greed = table.Column<int>(type: "integer", nullable: true),
                    trend = table.Column<int>(type: "integer", nullable: false),
                    volatility = table.Column<double>(type: "double precision", nullable: true),
                    regime = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_moods", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "news",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    link_key = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    source = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    title = table.Column<string>(type: "character varying(310)", maxLength: 310, nullable: false),
                    link = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    sentiment = table.Column<double>(type: "double precision", nullable: false),
                    assets = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false)
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
