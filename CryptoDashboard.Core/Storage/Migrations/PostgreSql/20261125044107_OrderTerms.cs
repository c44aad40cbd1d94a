using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CryptoDashboard.Core.Storage.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class OrderTerms : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "closed_by_guard",
                table: "trades",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<decimal>(
                name: "open_atr",
                table: "trades",
                type: "numeric",
                nullable: false,
                defaultValue: 0m);

            migrationBuilder.AddColumn<decimal>(
                name: "reached",
                table: "trades",
                type: "numeric",
                nullable: false,
                defaultValue: 0m);

            migrationBuilder.AddColumn<string>(
                name: "account",
                table: "orders",
                type: "character varying(60)",
                maxLength: 60,
                nullable: false,
                defaultValue: "paper");

            migrationBuilder.AddColumn<string>(
                name: "exchange_id",
                table: "orders",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "expires_at",
                table: "orders",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "group",
                table: "orders",
                type: "character varying(60)",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_held_here",
                table: "orders",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "is_protective",
                table: "orders",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "kind",
                table: "orders",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<decimal>(
                name: "limit_price",
                table: "orders",
                type: "numeric",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "post_only",
                table: "orders",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "time_in_force",
                table: "orders",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<decimal>(
                name: "trail",
                table: "orders",
                type: "numeric",
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "trigger_price",
                table: "orders",
                type: "numeric",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "woken_at",
                table: "orders",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "fee_value",
                table: "fills",
                type: "numeric",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_maker",
                table: "fills",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "account",
                table: "bots",
                type: "character varying(60)",
                maxLength: 60,
                nullable: false,
                defaultValue: "paper");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "armed_at",
                table: "bots",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "armed_by",
                table: "bots",
                type: "character varying(80)",
                maxLength: 80,
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "armed_limit",
                table: "bots",
                type: "numeric",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "guards",
                table: "bots",
                type: "character varying(4000)",
                maxLength: 4000,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_dry_run",
                table: "bots",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateOnly>(
                name: "day",
                table: "bot_progress",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "day_equity",
                table: "bot_progress",
                type: "numeric",
                nullable: false,
                defaultValue: 0m);

            migrationBuilder.AddColumn<decimal>(
                name: "last_close",
                table: "bot_progress",
                type: "numeric",
                nullable: false,
                defaultValue: 0m);

            migrationBuilder.AddColumn<int>(
                name: "numbered",
                table: "bot_progress",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<decimal>(
                name: "peak_equity",
                table: "bot_progress",
                type: "numeric",
                nullable: false,
                defaultValue: 0m);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "closed_by_guard",
                table: "trades");

            migrationBuilder.DropColumn(
                name: "open_atr",
                table: "trades");

            migrationBuilder.DropColumn(
                name: "reached",
                table: "trades");

            migrationBuilder.DropColumn(
                name: "account",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "exchange_id",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "expires_at",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "group",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "is_held_here",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "is_protective",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "kind",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "limit_price",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "post_only",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "time_in_force",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "trail",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "trigger_price",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "woken_at",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "fee_value",
                table: "fills");

            migrationBuilder.DropColumn(
                name: "is_maker",
                table: "fills");

            migrationBuilder.DropColumn(
                name: "account",
                table: "bots");

            migrationBuilder.DropColumn(
                name: "armed_at",
                table: "bots");

            migrationBuilder.DropColumn(
                name: "armed_by",
                table: "bots");

            migrationBuilder.DropColumn(
                name: "armed_limit",
                table: "bots");

            migrationBuilder.DropColumn(
                name: "guards",
                table: "bots");

            migrationBuilder.DropColumn(
                name: "is_dry_run",
                table: "bots");

            migrationBuilder.DropColumn(
                name: "day",
                table: "bot_progress");

            migrationBuilder.DropColumn(
                name: "day_equity",
                table: "bot_progress");

            migrationBuilder.DropColumn(
                name: "last_close",
                table: "bot_progress");

            migrationBuilder.DropColumn(
                name: "numbered",
                table: "bot_progress");

            migrationBuilder.DropColumn(
                name: "peak_equity",
                table: "bot_progress");
        }
    }
}
