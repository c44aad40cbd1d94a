using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CryptoDashboard.Core.Storage.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Universes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "seen_at",
                table: "market_volumes",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "spread",
                table: "market_volumes",
                type: "decimal(18,10)",
                precision: 18,
                scale: 10,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "fleet_id",
                table: "bots",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "leaves_at",
                table: "bots",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "leaves_because",
                table: "bots",
                type: "nvarchar(300)",
                maxLength: 300,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "coin_caps",
                columns: table => new
                {
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    coin_id = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    symbol = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    market_cap = table.Column<decimal>(type: "decimal(38,12)", precision: 38, scale: 12, nullable: false),
                    seen_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_coin_caps", x => new { x.day, x.coin_id });
                });

            migrationBuilder.CreateTable(
                name: "fleets",
                columns: table => new
                {
                    id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    name = table.Column<string>(type: "nvarchar(38)", maxLength: 38, nullable: false),
                    document = table.Column<string>(type: "nvarchar(max)", maxLength: 20000, nullable: false),
                    timeframe = table.Column<short>(type: "smallint", nullable: false),
                    strategy = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false),
                    parameters = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    capital = table.Column<decimal>(type: "decimal(38,18)", precision: 38, scale: 18, nullable: false),
                    places = table.Column<int>(type: "int", nullable: false),
                    trade_share = table.Column<decimal>(type: "decimal(38,18)", precision: 38, scale: 18, nullable: false),
                    max_exposure = table.Column<decimal>(type: "decimal(38,18)", precision: 38, scale: 18, nullable: false),
                    guards = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    status = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    status_changed_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    looked_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    trouble = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fleets", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "universes",
                columns: table => new
                {
                    id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    name = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false),
                    document = table.Column<string>(type: "nvarchar(max)", maxLength: 20000, nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    changed_by = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_universes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "fleet_moves",
                columns: table => new
                {
                    fleet_id = table.Column<int>(type: "int", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    symbol = table.Column<string>(type: "nvarchar(45)", maxLength: 45, nullable: false),
                    kind = table.Column<int>(type: "int", nullable: false),
                    reason = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fleet_moves", x => new { x.fleet_id, x.at, x.symbol, x.kind });
                    table.ForeignKey(
                        name: "fk_fleet_moves_fleets_fleet_id",
                        column: x => x.fleet_id,
                        principalTable: "fleets",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_bots_fleet_id",
                table: "bots",
                column: "fleet_id");

            migrationBuilder.CreateIndex(
                name: "ix_fleets_name",
                table: "fleets",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_universes_name",
                table: "universes",
                column: "name",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "coin_caps");

            migrationBuilder.DropTable(
                name: "fleet_moves");

            migrationBuilder.DropTable(
                name: "universes");

            migrationBuilder.DropTable(
                name: "fleets");

            migrationBuilder.DropIndex(
                name: "ix_bots_fleet_id",
                table: "bots");

            migrationBuilder.DropColumn(
                name: "seen_at",
                table: "market_volumes");

            migrationBuilder.DropColumn(
                name: "spread",
                table: "market_volumes");

            migrationBuilder.DropColumn(
                name: "fleet_id",
                table: "bots");

            migrationBuilder.DropColumn(
                name: "leaves_at",
                table: "bots");

            migrationBuilder.DropColumn(
                name: "leaves_because",
                table: "bots");
        }
    }
}
