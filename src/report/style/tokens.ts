/** Colours and type, light and dark. Every pair of text and ground keeps a contrast of 4.5 : 1. */
export const TOKENS = `
:root {
  color-scheme: light dark;
  --bg: #f6f6f4; --card: #ffffff; --well: #f3f3f0; --line: #e3e3de; --line-strong: #cfcfc8;
  --ink: #17191c; --soft: #565d66; --link: #2f4fc7;
  --good: #15703f; --good-bg: #e6f4ea; --good-line: #b5dcc2;
  --bad: #b3261e; --bad-bg: #fdecea; --bad-line: #f1bdb8;
  --warn: #7d5000; --warn-bg: #fdf3dc; --warn-line: #ecd49b;
  --act: #6d28d9; --verify: #0f766e; --failed: #d92d20;
  --shadow: 0 1px 2px rgb(20 22 26 / .05), 0 8px 24px -12px rgb(20 22 26 / .12);
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif;
  --mono: ui-monospace, "SF Mono", SFMono-Regular, Menlo, Consolas, "Liberation Mono", "DejaVu Sans Mono", monospace;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --bg: #0f1113; --card: #171a1d; --well: #1d2124; --line: #2a2f34; --line-strong: #3b4249;
    --ink: #e7e9ea; --soft: #a0a8b0; --link: #9db4ff;
    --good: #5fd195; --good-bg: #11281c; --good-line: #23523a;
    --bad: #ff8d83; --bad-bg: #331715; --bad-line: #6b2b26;
    --warn: #e8bd5c; --warn-bg: #2c2310; --warn-line: #5c4a1e;
    --shadow: 0 1px 2px rgb(0 0 0 / .4);
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 16px; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--bg); color: var(--ink); font: 14px/1.5 var(--sans); }
h1, h2, h3, h4, p, ul, ol, dl, dd, figure, blockquote, pre { margin: 0; padding: 0; }
ul, ol { list-style: none; }
a { color: var(--link); text-underline-offset: 2px; }
q { quotes: "“" "”"; }
pre, .mono, code, kbd { font-family: var(--mono); font-size: 12px; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 2; }
summary { cursor: pointer; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 4px; }
p, dd, q, h1, h3, li, td, th { overflow-wrap: anywhere; }
.sr, .skip:not(:focus) { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip:focus { position: fixed; left: 12px; top: 12px; z-index: 10; padding: 8px 14px; background: var(--card); border-radius: 8px; }
.aside { color: var(--soft); font-weight: 400; font-size: 13px; }
.no { font-family: var(--mono); font-size: 12px; color: var(--soft); font-variant-numeric: tabular-nums; }
`;
