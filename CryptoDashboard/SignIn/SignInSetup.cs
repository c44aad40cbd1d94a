using System.Security.Claims;
using CryptoDashboard.Core.Access;
using CryptoDashboard.Core.Storage;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace CryptoDashboard.SignIn;

/// <summary>Registers who may come in.</summary>
internal static class SignInSetup
{
    public static IServiceCollection AddSignIn(this IServiceCollection services, IConfiguration configuration, string dataFolder)
    {
        var options = configuration.GetSection("Access").Get<SignInOptions>() ?? new SignInOptions();
        services.AddSingleton(options);
        services.AddSingleton(_ => Pepper.In(dataFolder));
        services.AddSingleton<IPasswordHasher<DashboardUser>, PinHasher>();
        services.AddSingleton<Lockout>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<FirstRunToken>();
        services.AddSingleton<SetUpState>();
        services.AddScoped<PinSignIn>();
        services.AddScoped<PolicyGuard>();
        services.AddScoped<ViewerTime>();
        services.AddIdentityCore<DashboardUser>(identity =>
            {
                // A PIN is judged by Pin, not by rules for passwords.
                identity.Password = new PasswordOptions
                {
                    RequiredLength = Pin.MinLength,
                    RequireDigit = false,
                    RequireLowercase = false,
                    RequireUppercase = false,
                    RequireNonAlphanumeric = false,
                    RequiredUniqueChars = 1,
                };
                identity.User.AllowedUserNameCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._";
            })
            .AddRoles<IdentityRole<int>>()
            .AddEntityFrameworkStores<DashboardDbContext>();
        services.AddDataProtection().SetApplicationName("CryptoDashboard").PersistKeysToFileSystem(Directory.CreateDirectory(Path.Combine(dataFolder, "keys", "cookies")));
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie =>
        {
            cookie.Cookie.Name = "desk";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax; // Strict would sign one out on a link from a mail or a chat
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.LoginPath = Urls.SignIn;
            cookie.AccessDeniedPath = Urls.Overview;
            cookie.ReturnUrlParameter = "returnUrl";
            cookie.ExpireTimeSpan = TimeSpan.FromDays(options.SessionDays);
            cookie.SlidingExpiration = false;
            cookie.Events.OnValidatePrincipal = Validate;
            // Endpoints such as the CSV files would answer a bare 401; whoever follows such a link wants the PIN pad.
            cookie.Events.OnRedirectToLogin = context =>
            {
                context.Response.Redirect(context.RedirectUri);
                return Task.CompletedTask;
            };
        });
        services.AddAuthorizationBuilder().SetFallbackPolicy(new Microsoft.AspNetCore.Authorization.AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddCascadingAuthenticationState();
        return services;
    }

    /// <summary>Says why no PIN could be checked, before anybody tries one; null when all is well.</summary>
    public static async Task<string?> PepperFault(IServiceProvider services, string dataFolder, CancellationToken cancel)
    {
        var file = Pepper.FileIn(dataFolder);
        if (!File.Exists(file) && await services.GetRequiredService<SetUpState>().IsDone(cancel))
            return $"The file {file} is missing, and without it no PIN can be checked. Put it back from your backup, or copy it from the node that has it.";
        try
        {
            services.GetRequiredService<Pepper>();
            return null;
        }
        catch (InvalidOperationException damaged)
        {
            return damaged.Message;
        }
    }

    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        app.MapPost(Urls.SignOut, async (HttpContext context, IAntiforgery forgery, Sessions sessions) =>
        {
            if (!await forgery.IsRequestValidAsync(context))
                return Results.BadRequest("This form has expired. Go back, reload the page and try again.");
            if (SessionIdOf(context.User) is { } id)
                await sessions.End(id, context.RequestAborted);
            await context.SignOutAsync();
            return Results.Redirect(Urls.SignIn);
        });
        app.MapPost(Urls.SignOutEverywhere, async (HttpContext context, IAntiforgery forgery, Sessions sessions) =>
        {
            if (!await forgery.IsRequestValidAsync(context))
                return Results.BadRequest("This form has expired. Go back, reload the page and try again.");
            if (int.TryParse(context.User.FindFirstValue(ClaimTypes.NameIdentifier), out var user))
                await sessions.EndAll(user, context.RequestAborted);
            await context.SignOutAsync();
            return Results.Redirect(Urls.SignIn);
        });
    }

    /// <summary>The stored name of the session a principal came with, or null.</summary>
    public static string? SessionIdOf(ClaimsPrincipal principal) =>
        principal.FindFirstValue(PinSignIn.SessionClaim) is { } secret ? Sessions.IdOf(secret) : null;

    // A locked session keeps its circuit, so that the page underneath stays as it is, and may sign out; everything else asks for the PIN.
    private static async Task Validate(CookieValidatePrincipalContext context)
    {
        var sessions = context.HttpContext.RequestServices.GetRequiredService<Sessions>();
        var id = SessionIdOf(context.Principal!);
        var state = id is null ? SessionState.Ended : await sessions.StateOf(id, context.HttpContext.RequestAborted);
        var path = context.Request.Path;
        if (state == SessionState.Open || (state == SessionState.Locked && (path.StartsWithSegments("/_blazor") || path.StartsWithSegments(Urls.SignOut))))
            return;
        context.RejectPrincipal();
        if (state == SessionState.Ended)
            await context.HttpContext.SignOutAsync();
    }
}
