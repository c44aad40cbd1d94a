using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CryptoDashboard.Core.Storage.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Parity : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ab_tests",
                columns: table => new
                {
                    id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    name = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false),
                    bot_a = table.Column<int>(type: "int", nullable: false),
                    bot_b = table.Column<int>(type: "int", nullable: false),
                    from = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ab_tests", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "bot_settings",
                columns: table => new
                {
                    bot_id = table.Column<int>(type: "int", nullable: false),
                    since = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    strategy = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false),
                    parameters = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    trade_share = table.Column<decimal>(type: "decimal(38,18)", precision: 38, scale: 18, nullable: false),
                    max_exposure = table.Column<decimal>(type: "decimal(38,18)", precision: 38, scale: 18, nullable: false),
                    guards = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    is_dry_run = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bot_settings", x => new { x.bot_id, x.since });
                });

            migrationBuilder.CreateTable(
                name: "parity_reports",
                columns: table => new
                {
                    bot_id = table.Column<int>(type: "int", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    made_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    differences = table.Column<int>(type: "int", nullable: false),
                    unexplained = table.Column<int>(type: "int", nullable: false),
                    gap = table.Column<decimal>(type: "decimal(38,18)", precision: 38, scale: 18, nullable: false),
                    traded = table.Column<decimal>(type: "decimal(38,18)", precision: 38, scale: 18, nullable: false),
                    trades = table.Column<int>(type: "int", nullable: false),
                    body = table.Column<string>(type: "nvarchar(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_parity_reports", x => new { x.bot_id, x.day });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ab_tests");

            migrationBuilder.DropTable(
                name: "bot_settings");

            migrationBuilder.DropTable(
                name: "parity_reports");
        }
    }
}
