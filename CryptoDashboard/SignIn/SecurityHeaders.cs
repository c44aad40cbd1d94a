namespace CryptoDashboard.SignIn;

/// <summary>What browsers are told about every answer.</summary>
internal static class SecurityHeaders
{
    // Styles: Radzen and the chart set positions through style attributes. Scripts: our own files only, nothing inline.
    private const string ContentPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'; connect-src 'self'";

    private const string OneYear = "max-age=31536000";

    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        // Not every browser counts the circuit's WebSocket as 'self'; naming the host keeps all others out.
        var host = context.Request.Host;
        headers.ContentSecurityPolicy = host.HasValue ? $"{ContentPolicy} ws://{host.ToUriComponent()} wss://{host.ToUriComponent()}" : ContentPolicy;
        if (context.Request.IsHttps && host.Host is not ("localhost" or "127.0.0.1" or "[::1]"))
            headers.StrictTransportSecurity = OneYear;
        headers.XFrameOptions = "DENY";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        return next(context);
    });
}
