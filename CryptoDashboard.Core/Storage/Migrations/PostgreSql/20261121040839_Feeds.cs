using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CryptoDashboard.Core.Storage.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Feeds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "feed_choice",
                columns: table => new
                {
                    is_exchange = table.Column<bool>(type: "boolean", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    rank = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_feed_choice", x => new { x.is_exchange, x.name });
                });

            migrationBuilder.CreateTable(
                name: "market_archive",
                columns: table => new
                {
                    exchange = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    symbol = table.Column<string>(type: "character varying(45)", maxLength: 45, nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: true),
                    tick = table.Column<decimal>(type: "numeric(38,18)", precision: 38, scale: 18, nullable: true),
                    lot = table.Column<decimal>(type: "numeric(38,18)", precision: 38, scale: 18, nullable: true),
                    min_quantity = table.Column<decimal>(type: "numeric(38,18)", precision: 38, scale: 18, nullable: true),
                    min_notional = table.Column<decimal>(type: "numeric(38,18)", precision: 38, scale: 18, nullable: true),
                    maker = table.Column<decimal>(type: "numeric(38,18)", precision: 38, scale: 18, nullable: true),
                    taker = table.Column<decimal>(type: "numeric(38,18)", precision: 38, scale: 18, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_archive", x => new { x.exchange, x.symbol, x.from });
                });

            migrationBuilder.CreateTable(
                name: "market_volumes",
                columns: table => new
                {
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    exchange = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    symbol = table.Column<string>(type: "character varying(45)", maxLength: 45, nullable: false),
                    rank = table.Column<int>(type: "integer", nullable: false),
                    quote_volume = table.Column<decimal>(type: "numeric(38,18)", precision: 38, scale: 18, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_volumes", x => new { x.exchange, x.day, x.symbol });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "feed_choice");

            migrationBuilder.DropTable(
                name: "market_archive");

            migrationBuilder.DropTable(
                name: "market_volumes");
        }
    }
}
