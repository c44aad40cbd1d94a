using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace CryptoDashboard.Core.Storage.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Optimiser : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "armed_despite",
                table: "bots",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "optimisations",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    strategy = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    market = table.Column<string>(type: "character varying(90)", maxLength: 90, nullable: false),
                    timeframe = table.Column<short>(type: "smallint", nullable: false),
                    plan = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: false),
                    fault = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    split = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    to = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    goal = table.Column<int>(type: "integer", nullable: false),
                    done = table.Column<int>(type: "integer", nullable: false),
                    skipped = table.Column<long>(type: "bigint", nullable: false),
                    best_score = table.Column<double>(type: "double precision", nullable: true),
                    best_parameters = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    passed = table.Column<bool>(type: "boolean", nullable: true),
                    verdict = table.Column<string>(type: "text", nullable: true),
                    seconds = table.Column<double>(type: "double precision", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_optimisations", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "overfit_checks",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    strategy = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    market = table.Column<string>(type: "character varying(90)", maxLength: 90, nullable: false),
                    timeframe = table.Column<short>(type: "smallint", nullable: false),
                    parameters = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    passed = table.Column<bool>(type: "boolean", nullable: false),
                    sentence = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    optimisation_id = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_overfit_checks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "tries",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    strategy = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    market = table.Column<string>(type: "character varying(90)", maxLength: 90, nullable: false),
                    timeframe = table.Column<short>(type: "smallint", nullable: false),
                    from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    to = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    count = table.Column<int>(type: "integer", nullable: false),
                    optimisation_id = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tries", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "optimisation_steps",
                columns: table => new
                {
                    optimisation_id = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    step = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_optimisation_steps", x => new { x.optimisation_id, x.number });
                    table.ForeignKey(
                        name: "fk_optimisation_steps_optimisations_optimisation_id",
                        column: x => x.optimisation_id,
                        principalTable: "optimisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "trial_returns",
                columns: table => new
                {
                    optimisation_id = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    returns = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_trial_returns", x => new { x.optimisation_id, x.number });
                    table.ForeignKey(
                        name: "fk_trial_returns_optimisations_optimisation_id",
                        column: x => x.optimisation_id,
                        principalTable: "optimisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "trials",
                columns: table => new
                {
                    optimisation_id = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    parameters = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    score = table.Column<double>(type: "double precision", nullable: true),
                    lack = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    calmar = table.Column<double>(type: "double precision", nullable: true),
                    expectancy = table.Column<double>(type: "double precision", nullable: true),
                    max_drawdown = table.Column<double>(type: "double precision", nullable: false),
                    profit_factor = table.Column<double>(type: "double precision", nullable: true),
                    sharpe = table.Column<double>(type: "double precision", nullable: true),
                    sortino = table.Column<double>(type: "double precision", nullable: true),
                    sqn = table.Column<double>(type: "double precision", nullable: true),
                    total_return = table.Column<double>(type: "double precision", nullable: true),
                    trades = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_trials", x => new { x.optimisation_id, x.number });
                    table.ForeignKey(
                        name: "fk_trials_optimisations_optimisation_id",
                        column: x => x.optimisation_id,
                        principalTable: "optimisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_optimisations_status",
                table: "optimisations",
                column: "status");

            migrationBuilder.CreateIndex(
                name: "ix_overfit_checks_strategy_market_timeframe_at",
                table: "overfit_checks",
                columns: new[] { "strategy", "market", "timeframe", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_tries_optimisation_id",
                table: "tries",
                column: "optimisation_id");

            migrationBuilder.CreateIndex(
                name: "ix_tries_strategy_market_timeframe",
                table: "tries",
                columns: new[] { "strategy", "market", "timeframe" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "optimisation_steps");

            migrationBuilder.DropTable(
                name: "overfit_checks");

            migrationBuilder.DropTable(
                name: "trial_returns");

            migrationBuilder.DropTable(
                name: "trials");

            migrationBuilder.DropTable(
                name: "tries");

            migrationBuilder.DropTable(
                name: "optimisations");

            migrationBuilder.DropColumn(
                name: "armed_despite",
                table: "bots");
        }
    }
}
