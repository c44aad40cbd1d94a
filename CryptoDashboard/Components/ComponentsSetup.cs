using Radzen;

namespace CryptoDashboard.Components;

/// <summary>Registers pages and the component library.</summary>
internal static class ComponentsSetup
{
    public static void AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        // Not AddRadzenComponents: that one also asks for the library's chat, whose packages are pruned (docs/decisions/0002-pruned-packages.md).
        services.AddScoped<DialogService>().AddScoped<NotificationService>().AddScoped<TooltipService>().AddScoped<ContextMenuService>();
    }
}
