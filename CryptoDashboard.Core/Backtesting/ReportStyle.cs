namespace CryptoDashboard.Core.Backtesting;

/// <summary>The one style sheet of an exported report. Nothing in the page sets a style of its own, so that its hash is the whole policy.</summary>
internal static class ReportStyle
{
    public const string Sheet = """
        :root{color-scheme:light dark;--page:#f2f4f7;--panel:#fff;--line:#dfe4eb;--text:#151b24;--quiet:#5d6979;--up:#0b7350;--down:#bf2239;--warn:#865400;--warn-soft:#fdf1d8;--s1:#245fd0;--s2:#a96a00;--s3:#6535c4;--s4:#00788f;--s5:#b54800;--s6:#5d6979}
        @media(prefers-color-scheme:dark){:root{--page:#0b0e13;--panel:#11151c;--line:#222a36;--text:#e4e9f0;--quiet:#8390a2;--up:#2fbf88;--down:#ff5f6d;--warn:#f0b342;--warn-soft:#2d2412;--s1:#7aa7ff;--s2:#f0b342;--s3:#c3a1ff;--s4:#5ad1e6;--s5:#ff9d5c;--s6:#8390a2}}
        *{box-sizing:border-box}body{margin:0;background:var(--page);color:var(--text);font:13px/1.45 -apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums lining-nums}
        main{max-width:1180px;margin:0 auto;padding:20px 16px 48px}h1{font-size:20px;margin:0}h2{font-size:14px;margin:0 0 8px}p{margin:4px 0}.quiet{color:var(--quiet)}
        .tiles{display:grid;grid-template-columns:repeat(auto-fill,minmax(150px,1fr));gap:8px;margin:14px 0}.tile,section{background:var(--panel);border:1px solid var(--line);border-radius:6px}.tile{padding:9px 11px}.tile b{display:block;font-size:19px;font-weight:600}.tile span{color:var(--quiet);font-size:11px}
        section{padding:12px 14px;margin:10px 0;overflow-x:auto}.two{display:grid;grid-template-columns:1fr 1fr;gap:10px}.two>section{margin:0;min-width:0}.two{margin:10px 0}@media(max-width:760px){.two{grid-template-columns:1fr}}
        ul.warn{list-style:none;margin:10px 0;padding:9px 13px;border:1px solid var(--warn);border-radius:6px;background:var(--warn-soft)}ul.warn li{margin:3px 0}
        table{border-collapse:collapse;width:100%}th,td{padding:3px 8px;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}th{color:var(--quiet);font-weight:500;white-space:nowrap}td.n,th.n{text-align:right;white-space:nowrap}td.why{color:var(--quiet);font-size:11px;text-align:right;max-width:26em}.up{color:var(--up)}.down{color:var(--down)}
        .heat td{text-align:right;border:2px solid var(--panel);border-radius:4px;white-space:nowrap}.h1{background:color-mix(in srgb,var(--up) 14%,transparent)}.h2{background:color-mix(in srgb,var(--up) 30%,transparent)}.h3{background:color-mix(in srgb,var(--up) 50%,transparent)}.l1{background:color-mix(in srgb,var(--down) 14%,transparent)}.l2{background:color-mix(in srgb,var(--down) 30%,transparent)}.l3{background:color-mix(in srgb,var(--down) 50%,transparent)}
        .rc{display:block;width:100%;height:auto}.rc-grid{stroke:var(--line);stroke-width:1}.rc-zero{stroke:var(--quiet)}.rc-text{fill:var(--quiet);font-size:10.5px}.rc-line{fill:none;stroke-width:1.6;stroke-linejoin:round}.rc-hole{stroke-dasharray:2 5;stroke-opacity:.7}.rc-s1{stroke:var(--s1)}.rc-s2{stroke:var(--s2)}.rc-s3{stroke:var(--s3)}.rc-s4{stroke:var(--s4)}.rc-s5{stroke:var(--s5)}.rc-s6{stroke:var(--s6)}.rc-under{fill:var(--down);fill-opacity:.28;stroke:var(--down);stroke-width:1}.rc-up{fill:var(--up);fill-opacity:.8}.rc-down{fill:var(--down);fill-opacity:.8}.rc-band{fill:var(--s1);fill-opacity:.14}.rc-band.inner{fill-opacity:.24}
        .key{display:inline-block;width:18px;height:3px;border-radius:2px;vertical-align:middle;margin:0 5px 0 12px}.k1{background:var(--s1)}.k2{background:var(--s2)}pre{white-space:pre-wrap;overflow-wrap:anywhere;margin:0;font-size:11px}summary{cursor:pointer}@media print{section{break-inside:avoid}}
        """;
}
