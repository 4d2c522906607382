/** The index: how each scenario goes, and all runs. */
export const INDEX = `
.index h1 { margin: 12px 0 4px; }
.index h1 .aside { font-size: 15px; letter-spacing: 0; margin-left: 6px; }
.index > section { margin-top: 26px; }
.empty { color: var(--soft); }
.num { font-variant-numeric: tabular-nums; white-space: nowrap; }

.choose { display: flex; flex-wrap: wrap; gap: 8px 14px; align-items: center; margin-top: 16px; }
.choose[hidden] { display: none; }
.choose input { font: 14px var(--sans); color: var(--ink); background: var(--card); border: 1px solid var(--line-strong); border-radius: 8px; padding: 6px 11px; width: 280px; max-width: 100%; }
.choose input::placeholder { color: var(--soft); opacity: 1; }
.choices { display: flex; flex-wrap: wrap; gap: 6px; }
.choices button { font: 550 12.5px/20px var(--sans); color: var(--soft); background: var(--card); border: 1px solid var(--line-strong); border-radius: 99px; padding: 2px 11px; cursor: pointer; }
.choices button:hover { border-color: var(--soft); color: var(--ink); }
.choices button[aria-pressed="true"] { color: var(--card); background: var(--ink); border-color: var(--ink); }

.trends { display: grid; gap: 1px; background: var(--line); border: 1px solid var(--line); border-radius: 12px; box-shadow: var(--shadow); overflow: hidden; }
.trend { display: grid; grid-template-columns: 92px minmax(0, 1fr) 476px; gap: 4px 20px; align-items: start; background: var(--card); padding: 12px 16px; border-left: 3px solid transparent; }
.trend.bad { border-left-color: var(--bad); }
.trend.warn { border-left-color: var(--warn); }
.trend[hidden], tr[hidden] { display: none; }
.trend h3 { font-size: 14.5px; font-weight: 620; letter-spacing: -.005em; }
.trend h3 a, tbody th a { color: var(--ink); text-decoration: none; }
.trend h3 a:hover, tbody th a:hover { text-decoration: underline; }
.trend .why { font-size: 13px; color: var(--soft); max-width: 72ch; }
.bad .why { color: var(--bad); }
.trend .counts { font-size: 12.5px; color: var(--soft); margin-top: 2px; }
.trend .counts b { color: var(--ink); font-weight: 600; }
.counts .part:not(:last-child) { white-space: nowrap; }
.counts .part:not(:last-child)::after { content: " ·"; }

.ticks { display: flex; flex-wrap: wrap; gap: 4px; justify-content: flex-end; }
.tick { display: block; width: 20px; height: 24px; border-radius: 4px; text-align: center; text-decoration: none; font: 700 13px/24px var(--sans); color: var(--card); background: var(--good); print-color-adjust: exact; -webkit-print-color-adjust: exact; }
a.tick:hover { box-shadow: 0 0 0 2px var(--card), 0 0 0 4px var(--soft); }
.tick.failed { background: var(--bad); }
.tick.errored, .tick.stopped, .tick.unfinished { background: var(--warn); }
.tick.flaky, .tick.healed { color: var(--good); background: var(--good-bg); box-shadow: inset 0 0 0 2px var(--good); }
.tick.flaky { color: var(--warn); background: var(--warn-bg); box-shadow: inset 0 0 0 2px var(--warn); }
.tick::after { content: ""; }
.tick.failed::after { content: "\\d7"; content: "\\d7" / ""; }
.tick.errored::after { content: "!"; content: "!" / ""; }
.tick.stopped::after { content: "\\25a0"; content: "\\25a0" / ""; font-size: 10px; }
.tick.unfinished::after { content: "?"; content: "?" / ""; }
.tick.flaky::after { content: "~"; content: "~" / ""; }
.tick.healed::after { content: "+"; content: "+" / ""; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 14px; margin-top: 10px; font-size: 12px; color: var(--soft); }
.legend li { display: flex; gap: 6px; align-items: center; }
.legend .ticks { display: inline-flex; }

.table { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: 12px; box-shadow: var(--shadow); }
table { border-collapse: collapse; width: 100%; font-size: 13px; }
th, td { text-align: left; padding: 10px 14px; vertical-align: top; font-weight: 400; overflow-wrap: normal; }
thead th { color: var(--soft); font-size: 12px; border-bottom: 1px solid var(--line); white-space: nowrap; }
tbody tr + tr > * { border-top: 1px solid var(--line); }
tbody tr:hover { background: color-mix(in srgb, var(--well) 60%, var(--card)); }
tbody th { min-width: 220px; }
tbody th a { font-weight: 600; font-size: 14px; }
tbody th .sub { display: block; color: var(--soft); max-width: 60ch; overflow-wrap: anywhere; }
td .tag { margin-top: 3px; }

@media (max-width: 1000px) {
  .trend { grid-template-columns: 92px minmax(0, 1fr); }
  .trend .ticks { grid-column: 1 / -1; justify-content: flex-start; margin-top: 4px; }
}
@media (max-width: 640px) {
  .trend { grid-template-columns: minmax(0, 1fr); }
  .choose input { width: 100%; }
  .index thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .index table, .index tbody { display: block; }
  .index tbody tr { display: flex; flex-wrap: wrap; gap: 2px 12px; padding: 10px 14px; border-top: 1px solid var(--line); }
  .index tbody tr > * { padding: 0; border: 0; color: var(--soft); }
  .index tbody th { order: -1; flex: 1 0 100%; min-width: 0; }
  .index tbody tr[hidden] { display: none; }
}
@media print {
  .choose { display: none; }
  .trends, .table { box-shadow: none; overflow: visible; }
  .trend, tr { break-inside: avoid; }
}
`;
