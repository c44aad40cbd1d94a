using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CryptoDashboard.Core.Storage.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class TradePlans : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "trade_plans",
                columns: table => new
                {
                    bot_id = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    market = table.Column<string>(type: "character varying(90)", maxLength: 90, nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    entry_kind = table.Column<int>(type: "integer", nullable: false),
                    entry_price = table.Column<decimal>(type: "numeric", nullable: true),
                    quantity = table.Column<decimal>(type: "numeric", nullable: false),
                    stop_at = table.Column<decimal>(type: "numeric", nullable: false),
                    trail = table.Column<decimal>(type: "numeric", nullable: true),
                    break_even = table.Column<bool>(type: "boolean", nullable: false),
                    targets = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    made = table.Column<int>(type: "integer", nullable: false),
                    entry_wanted = table.Column<bool>(type: "boolean", nullable: false),
                    bought = table.Column<decimal>(type: "numeric", nullable: false),
                    sold = table.Column<decimal>(type: "numeric", nullable: false),
                    paid = table.Column<decimal>(type: "numeric", nullable: false),
                    received = table.Column<decimal>(type: "numeric", nullable: false),
                    fees = table.Column<decimal>(type: "numeric", nullable: false),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    made_by = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_trade_plans", x => new { x.bot_id, x.number });
                });

            migrationBuilder.CreateIndex(
                name: "ix_trade_plans_state",
                table: "trade_plans",
                column: "state");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "trade_plans");
        }
    }
}
