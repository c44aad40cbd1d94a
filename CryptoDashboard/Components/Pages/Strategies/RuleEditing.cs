using CryptoDashboard.Core.Strategies.Rules;

namespace CryptoDashboard.Components.Pages.Strategies;

/// <summary>What the parts of the builder share: the faults of the moment, and whom to tell that something changed.</summary>
internal sealed class RuleEditing(Func<Task> changed)
{
    public IReadOnlyList<RuleFault> Faults { get; set; } = [];

    /// <summary>Whether the menus may be used: not by a Viewer, and not while a text with faults leads.</summary>
    public bool IsOpen { get; set; }

    public Task Changed() => changed();

    /// <summary>The faults at a place, or below it.</summary>
    public IEnumerable<RuleFault> At(string path, bool below) => Faults.Where(f => f.Path == path || (below && (f.Path.StartsWith(path + ".", StringComparison.Ordinal) || f.Path.StartsWith(path + "[", StringComparison.Ordinal))));
}
