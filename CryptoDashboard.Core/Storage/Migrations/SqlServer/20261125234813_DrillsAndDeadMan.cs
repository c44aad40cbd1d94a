using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CryptoDashboard.Core.Storage.Migrations.SqlServer
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
                    account = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    countdown_seconds = table.Column<int>(type: "int", nullable: true),
                    cancels_entries = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_dead_man_choices", x => x.account);
                });

            migrationBuilder.CreateTable(
                name: "drills",
                columns: table => new
                {
                    id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    bot_id = table.Column<int>(type: "int", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    by = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false),
                    market_note = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    settings = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    card = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    is_passed = table.Column<bool>(type: "bit", nullable: false),
                    trouble = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true)
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
