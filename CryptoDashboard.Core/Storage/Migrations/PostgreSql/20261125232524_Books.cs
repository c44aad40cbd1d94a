using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CryptoDashboard.Core.Storage.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Books : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "book_checks",
                columns: table => new
                {
                    account = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    asset = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    booked = table.Column<decimal>(type: "numeric(38,18)", precision: 38, scale: 18, nullable: false),
                    held = table.Column<decimal>(type: "numeric(38,18)", precision: 38, scale: 18, nullable: false),
                    is_settled = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_book_checks", x => new { x.account, x.at, x.asset });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "book_checks");
        }
    }
}
