using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.SqlClient;

namespace CryptoDashboard.Tests.Storage;

/// <summary>A connection to nowhere: it writes down every statement and answers with no rows, or with zero where a number is asked for.</summary>
internal sealed class SilentConnection(List<string> sent) : DbConnection
{
    private ConnectionState _state = ConnectionState.Closed;

    [AllowNull]
    public override string ConnectionString { get; set; } = "Server=nowhere";

    public override string Database => "nowhere";

    public override string DataSource => "nowhere";

    public override string ServerVersion => "16.0";

    public override ConnectionState State => _state;

    public override void Open() => _state = ConnectionState.Open;

    public override void Close() => _state = ConnectionState.Closed;

    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => new Transaction(this);

    protected override DbCommand CreateDbCommand() => new Command(sent) { Connection = this };

    private sealed class Transaction(SilentConnection connection) : DbTransaction
    {
        public override IsolationLevel IsolationLevel => IsolationLevel.ReadCommitted;

        protected override DbConnection DbConnection => connection;

        public override void Commit()
        {
            // Nothing was begun.
        }

        public override void Rollback()
        {
            // Nothing was begun.
        }
    }

    private sealed class Command(List<string> sent) : DbCommand
    {
        // The provider's own parameters: its type mappings set properties that only those have.
        private readonly SqlCommand _holder = new();

        [AllowNull]
        public override string CommandText { get; set; } = "";

        public override int CommandTimeout { get; set; }

        public override CommandType CommandType { get; set; }

        public override bool DesignTimeVisible { get; set; }

        public override UpdateRowSource UpdatedRowSource { get; set; }

        protected override DbConnection? DbConnection { get; set; }

        protected override DbParameterCollection DbParameterCollection => _holder.Parameters;

        protected override DbTransaction? DbTransaction { get; set; }

        public override void Cancel()
        {
            // Nothing runs.
        }

        public override int ExecuteNonQuery()
        {
            sent.Add(CommandText);
            return 1;
        }

        public override object? ExecuteScalar() => throw new NotSupportedException();

        public override void Prepare()
        {
            // Nothing to prepare.
        }

        protected override DbParameter CreateDbParameter() => _holder.CreateParameter();

        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior)
        {
            sent.Add(CommandText);
            var rows = new DataTable();
            var isCount = CommandText.StartsWith("SELECT COUNT(", StringComparison.Ordinal);
            if (isCount || CommandText.StartsWith("SELECT MAX(", StringComparison.Ordinal) || CommandText.Contains("OUTPUT INSERTED", StringComparison.Ordinal))
            {
                rows.Columns.Add("value", isCount ? typeof(int) : typeof(long));
                rows.Rows.Add(0);
            }
            return rows.CreateDataReader();
        }

        protected override void Dispose(bool disposing)
        {
            _holder.Dispose();
            base.Dispose(disposing);
        }
    }
}
