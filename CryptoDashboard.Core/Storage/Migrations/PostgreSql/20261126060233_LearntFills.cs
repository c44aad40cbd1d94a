using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CryptoDashboard.Core.Storage.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class LearntFills : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "fills",
                table: "bots",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "fill_lessons",
                columns: table => new
                {
                    learnt_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    exchange = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    symbol = table.Column<string>(type: "character varying(45)", maxLength: 45, nullable: false),
                    ranges = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fill_lessons", x => new { x.learnt_at, x.exchange, x.symbol });
                });

            migrationBuilder.CreateTable(
                name: "send_notes",
                columns: table => new
                {
                    order_id = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    latency_ms = table.Column<double>(type: "double precision", nullable: false),
                    best = table.Column<decimal>(type: "numeric", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_send_notes", x => x.order_id);
                });

            migrationBuilder.CreateTable(
                name: "spread_days",
                columns: table => new
                {
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    exchange = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    symbol = table.Column<string>(type: "character varying(45)", maxLength: 45, nullable: false),
                    samples = table.Column<long>(type: "bigint", nullable: false),
                    seen = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_spread_days", x => new { x.day, x.exchange, x.symbol });
                });

            migrationBuilder.CreateIndex(
                name: "ix_send_notes_sent_at",
                table: "send_notes",
                column: "sent_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "fill_lessons");

            migrationBuilder.DropTable(
                name: "send_notes");

            migrationBuilder.DropTable(
                name: "spread_days");

            migrationBuilder.DropColumn(
                name: "fills",
                table: "bots");
        }
    }
}
