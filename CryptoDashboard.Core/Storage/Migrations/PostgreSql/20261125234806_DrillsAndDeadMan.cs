using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace CryptoDashboard.Core.Storage.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class DrillsAndDeadMan : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "dead_man_choices",
                columns: table => new
                {
                    account = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    countdown_seconds = table.Column<int>(type: "integer", nullable: true),
                    cancels_entries = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_dead_man_choices", x => x.account);
                });

            migrationBuilder.CreateTable(
                name: "drills",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    bot_id = table.Column<int>(type: "integer", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    by = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    market_note = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    settings = table.Column<string>(type: "text", nullable: false),
                    card = table.Column<string>(type: "text", nullable: false),
                    is_passed = table.Column<bool>(type: "boolean", nullable: false),
                    trouble = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_drills", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_drills_bot_id_id",
                table: "drills",
                columns: new[] { "bot_id", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "dead_man_choices");

            migrationBuilder.DropTable(
                name: "drills");
        }
    }
}
