using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CryptoDashboard.Core.Storage.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Hooks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "hooks",
                columns: table => new
                {
                    bot_id = table.Column<int>(type: "integer", nullable: false),
                    public_id = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    salt = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_hooks", x => x.bot_id);
                });

            migrationBuilder.CreateTable(
                name: "outside_signals",
                columns: table => new
                {
                    bot_id = table.Column<int>(type: "integer", nullable: false),
                    message_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    action = table.Column<int>(type: "integer", nullable: false),
                    size = table.Column<decimal>(type: "numeric", nullable: false),
                    adds = table.Column<bool>(type: "boolean", nullable: false),
                    price = table.Column<decimal>(type: "numeric", nullable: true),
                    fate = table.Column<int>(type: "integer", nullable: false),
                    fate_reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    refusal_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    order_id = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outside_signals", x => new { x.bot_id, x.message_id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_hooks_public_id",
                table: "hooks",
                column: "public_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_outside_signals_bot_id_received_at",
                table: "outside_signals",
                columns: new[] { "bot_id", "received_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "hooks");

            migrationBuilder.DropTable(
                name: "outside_signals");
        }
    }
}
