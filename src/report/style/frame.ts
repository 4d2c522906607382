/** The page's frame: header, verdict, the two columns. */
export const FRAME = `
.top, main, footer { max-width: 1400px; margin-inline: auto; padding-inline: 28px; }
.top { display: flex; justify-content: space-between; gap: 16px; padding-block: 14px; color: var(--soft); font-size: 12.5px; }
.brand a { color: var(--ink); font-weight: 650; text-decoration: none; letter-spacing: -.01em; margin-right: 8px; font-size: 14px; }
.when { text-align: right; }
footer { padding-block: 28px 40px; color: var(--soft); font-size: 12px; overflow-wrap: anywhere; }

.verdict { --tone: var(--good); display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 440px); gap: 8px 32px; background: var(--card); border: 1px solid var(--line); border-radius: 14px; box-shadow: var(--shadow); padding: 26px 28px 0; position: relative; overflow: hidden; }
.verdict::before { content: ""; position: absolute; inset: 0 0 auto; height: 4px; background: var(--tone); }
.verdict.bad { --tone: var(--bad); }
.verdict.warn { --tone: var(--warn); }
.verdict-text { padding-bottom: 20px; }
.status { display: flex; align-items: center; gap: 9px; color: var(--tone); font-weight: 650; font-size: 15px; }
.status-sign { width: 20px; height: 20px; border-radius: 50%; background: var(--tone); position: relative; }
.status-sign::after { content: ""; position: absolute; left: 7px; top: 3.5px; width: 5px; height: 9px; border: solid var(--card); border-width: 0 2px 2px 0; transform: rotate(45deg); }
.bad .status-sign::after, .warn .status-sign::after { left: 9px; top: 4px; width: 0; height: 12px; border-width: 0 2px 0 0; transform: rotate(45deg); }
.bad .status-sign::before { content: ""; position: absolute; left: 9px; top: 4px; width: 2px; height: 12px; background: var(--card); transform: rotate(-45deg); }
.warn .status-sign::after { transform: none; height: 7px; top: 4px; }
.warn .status-sign::before { content: ""; position: absolute; left: 9px; bottom: 4px; width: 2px; height: 2.5px; background: var(--card); }
.status .whose { color: var(--soft); font-weight: 400; font-size: 14px; }
h1 { font-size: 27px; line-height: 1.2; font-weight: 660; letter-spacing: -.021em; margin-top: 8px; text-wrap: balance; }
.sentence { font-size: 16px; line-height: 1.5; margin-top: 8px; max-width: 64ch; }
.place { margin-top: 12px; color: var(--soft); }
.place q { color: var(--ink); }
.place .mono { white-space: nowrap; background: var(--well); border: 1px solid var(--line); border-radius: 5px; padding: 1px 6px; margin-left: 4px; }
.badges { display: flex; flex-wrap: wrap; gap: 6px; margin-top: 18px; }
.badge { border: 1px solid var(--line-strong); border-radius: 99px; padding: 2px 10px; font-size: 12px; color: var(--soft); }
.badge.verified { color: var(--good); background: var(--good-bg); border-color: var(--good-line); }
.badge.unverified, .badge.healed { color: var(--warn); background: var(--warn-bg); border-color: var(--warn-line); }
.moment { padding-bottom: 20px; }
figcaption { color: var(--soft); font-size: 12px; margin-top: 6px; overflow-wrap: anywhere; }

.facts { grid-column: 1 / -1; display: flex; flex-wrap: wrap; margin-inline: -28px; border-top: 1px solid var(--line); background: color-mix(in srgb, var(--well) 55%, var(--card)); }
.facts > div { flex: 1 1 auto; padding: 12px 20px 14px 28px; }
.facts > div + div { padding-left: 20px; border-left: 1px solid var(--line); }
.facts dt { font-size: 12px; color: var(--soft); }
.facts .value { display: block; font-size: 18px; font-weight: 600; letter-spacing: -.01em; font-variant-numeric: tabular-nums; }
.facts .detail { display: block; font-size: 12px; color: var(--soft); max-width: 320px; }
.share { display: block; width: 100%; max-width: 190px; height: 5px; border-radius: 3px; margin: 5px 0 4px; }
.share rect { fill: var(--line-strong); }
.share .model { fill: var(--act); }

.columns { display: grid; grid-template-columns: 276px minmax(0, 1fr); gap: 36px; margin-top: 28px; align-items: start; }
.content > section + section { margin-top: 40px; }
h2 { font-size: 17px; font-weight: 640; letter-spacing: -.012em; margin-bottom: 12px; }
h2 .aside { margin-left: 6px; letter-spacing: 0; }
.outline { position: sticky; top: 16px; max-height: calc(100vh - 32px); overflow: auto; margin-left: -8px; padding: 0 4px 4px; scrollbar-width: thin; }
.outline h2 { padding-left: 8px; margin-bottom: 6px; }
.outline .item { display: grid; grid-template-columns: 18px auto minmax(0, 1fr); gap: 7px; padding: 6px 8px; border-radius: 8px; color: var(--ink); text-decoration: none; font-size: 13px; line-height: 1.4; }
.outline a.item:hover, .outline summary.item:hover { background: var(--well); }
.outline .item[aria-current] { background: var(--card); box-shadow: inset 0 0 0 1px var(--line-strong); }
.outline .item .no { padding-top: 1px; }
.outline .sub { display: block; font-size: 12px; color: var(--soft); }
.kind { color: var(--verify); font-weight: 550; }
.outline details ol { margin-left: 14px; border-left: 1px solid var(--line); padding-left: 4px; max-height: 50vh; overflow: auto; }
.outline summary { list-style: none; }
.outline summary::-webkit-details-marker { display: none; }
.keys { margin: 14px 8px 0; color: var(--soft); font-size: 12px; }
kbd { border: 1px solid var(--line-strong); border-bottom-width: 2px; border-radius: 4px; padding: 0 5px; background: var(--card); font-size: 11px; }
`;
