using System.Runtime.CompilerServices;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace CryptoDashboard.Tests.Components;

/// <summary>Renders components. Markup is looked at by finding elements, never compared whole: the comparer's package is pruned.</summary>
public abstract class ComponentTest : BunitContext
{
    protected ComponentTest()
    {
        var comparer = typeof(BunitContext).Assembly.GetType("Bunit.Diffing.HtmlComparer");
        if (comparer is not null)
            Services.AddSingleton(comparer, RuntimeHelpers.GetUninitializedObject(comparer));
    }
}
