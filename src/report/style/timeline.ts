/** Turns: their cards, pictures and marks; then what changes on a small screen and on paper. */
export const TIMELINE = `
.chapter + .chapter { margin-top: 26px; }
.chapter > h3 { display: flex; gap: 8px; align-items: baseline; font-size: 15px; font-weight: 600; margin-bottom: 10px; }
.chapter > h3 .state { align-self: flex-start; margin-top: 4px; }
.chapter > .summary { color: var(--soft); margin: -6px 0 10px 24px; }
.turn { background: var(--card); border: 1px solid var(--line); border-radius: 12px; scroll-margin-top: 130px; }
.turn + .turn { margin-top: 10px; }
.turn.failed { border-color: var(--bad-line); }
.turn.unanswered { border-color: var(--warn-line); }
.turn:focus { outline: 2px solid var(--link); outline-offset: 1px; border-radius: 12px; }
.long .turn { content-visibility: auto; contain-intrinsic-size: auto 420px; }
.long .turn.folded:not([open]) { contain-intrinsic-size: auto 33px; }
.strip li { content-visibility: auto; contain-intrinsic-size: 94px 56px; padding: 3px; }
.turn-head { display: flex; gap: 12px; align-items: baseline; padding: 9px 16px; color: var(--soft); font-size: 12.5px; }
.turn > .turn-head { border-bottom: 1px solid var(--line); }
.turn-head h4 { font-size: 13px; font-weight: 650; }
.turn-head h4 a { color: var(--ink); text-decoration: none; font-variant-numeric: tabular-nums; }
.turn-head .meta { margin-left: auto; display: flex; flex-wrap: wrap; justify-content: flex-end; column-gap: 14px; font-variant-numeric: tabular-nums; }
.bar { position: sticky; top: 0; z-index: 2; margin: 0 -8px 12px; padding: 8px 8px 6px; background: var(--bg); border-bottom: 1px solid var(--line); }
.toolbar { display: flex; flex-wrap: wrap; gap: 8px 12px; align-items: center; }
.toolbar[hidden], .turn[hidden], .chapter[hidden], .strip li[hidden] { display: none; }
.toolbar input { font: inherit; font-size: 13px; width: 210px; max-width: 100%; padding: 4px 10px; border: 1px solid var(--line-strong); border-radius: 8px; background: var(--card); color: var(--ink); }
.toolbar input::placeholder { color: var(--soft); opacity: 1; }
.filters { display: flex; border: 1px solid var(--line-strong); border-radius: 8px; overflow: hidden; }
.filters button { font: 13px var(--sans); color: var(--ink); background: var(--card); border: 0; padding: 4px 11px; cursor: pointer; }
.filters button + button { border-left: 1px solid var(--line-strong); }
.filters button span { color: var(--soft); font-variant-numeric: tabular-nums; margin-left: 3px; }
.filters button[aria-pressed="true"] { background: var(--ink); color: var(--bg); }
.filters button[aria-pressed="true"] span { color: inherit; }
.filters button:disabled { color: var(--soft); cursor: default; }
.filters button:focus-visible { outline-offset: -3px; }
.shown { color: var(--soft); font-size: 13px; }
.strip { position: relative; overflow-x: auto; scrollbar-width: thin; margin-top: 8px; }
.strip ol { display: flex; width: max-content; }
.strip a { display: block; position: relative; width: 88px; height: 50px; border-radius: 6px; overflow: hidden; box-shadow: 0 0 0 1px var(--line-strong); background: var(--well); color: var(--ink); }
.strip img { width: 100%; height: 100%; object-fit: cover; object-position: top; display: block; font-size: 10px; }
.strip span { position: absolute; left: 0; bottom: 0; padding: 0 5px; font: 600 10.5px/15px var(--sans); background: var(--card); border-top-right-radius: 5px; font-variant-numeric: tabular-nums; }
.strip a.failed { box-shadow: 0 0 0 2px var(--bad); }
.strip a.unanswered { box-shadow: 0 0 0 2px var(--warn); }
.strip a[aria-current] { box-shadow: 0 0 0 3px var(--link); }
.turn-body { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 46%); gap: 24px; padding: 14px 16px 16px; }
.turn.bare .turn-body { grid-template-columns: minmax(0, 1fr); }
.long .turn.folded { border-radius: 0; border-bottom-width: 0; margin-top: 0; }
.long .chapter > .turn.folded:first-of-type, .long .turn:not(.folded) + .turn.folded { border-radius: 12px 12px 0 0; }
.long .chapter > .turn.folded:last-child { border-bottom-width: 1px; border-radius: 0 0 12px 12px; }
.long .chapter > .turn.folded:first-of-type:last-child { border-radius: 12px; }
.long .turn.folded:has(+ .turn:not(.folded)) { border-bottom-width: 1px; border-radius: 0 0 12px 12px; }
.folded > summary { list-style: none; border-radius: inherit; }
.folded > summary::-webkit-details-marker { display: none; }
.folded > summary:hover { background: var(--well); }
.folded .turn-head { padding-block: 6px; align-items: center; }
.folded h4 { min-width: 30px; }
.folded .line { color: var(--ink); font-size: 13px; display: flex; gap: 8px; align-items: center; min-width: 0; }
.folded .state { width: 12px; height: 12px; margin-top: 0; }
.folded .state.done::after { left: 2.8px; top: .4px; width: 2.6px; height: 5.4px; }
.folded:not([open]) .meta span:nth-child(n + 3) { display: none; }

.story > * + * { margin-top: 10px; }
.asked { font-weight: 550; }
.brought ul { display: flex; flex-wrap: wrap; gap: 12px; margin-top: 6px; }
.brought li { max-width: min(200px, 100%); font-size: 12px; }
.brought .shot { width: fit-content; margin-bottom: 4px; }
.brought .shot img { width: auto; max-width: 100%; max-height: 130px; }
.since li { color: var(--soft); font-size: 12.5px; padding-left: 18px; position: relative; }
.since li::before { content: "↳"; position: absolute; left: 2px; }
.lines { white-space: pre-wrap; overflow-wrap: anywhere; }
.said { font-size: 14.5px; line-height: 1.55; }
.more summary, details.answer summary { color: var(--soft); font-size: 12.5px; width: fit-content; }
.more summary:hover { color: var(--ink); }
.more pre, .prose, details.answer pre { margin-top: 6px; padding: 10px 12px; background: var(--well); border-radius: 8px; max-height: 360px; overflow: auto; font-size: 11.5px; }
.prose { font-size: 13px; color: var(--soft); }
.calls { display: grid; gap: 1px; background: var(--line); border: 1px solid var(--line); border-radius: 9px; overflow: hidden; }
.call { display: grid; grid-template-columns: 14px minmax(0, 1fr) auto; gap: 10px; background: var(--card); padding: 8px 12px 9px 10px; }
.call > .sign { margin: 3px 0 0; }
.call .what { font-weight: 560; }
.call .ms { color: var(--soft); font-size: 12px; font-variant-numeric: tabular-nums; white-space: nowrap; padding-top: 1px; }
.call.failed { background: var(--bad-bg); }
.call.failed .answer { color: var(--bad); }
.call.remark { padding-block: 5px; color: var(--soft); align-items: baseline; }
.call.remark > .sign { margin: 0; transform: scale(.8); color: var(--soft); }
.call.remark .mono { font-size: 11.5px; }
.call.doubt { background: var(--warn-bg); }
.call.not-run .what { color: var(--soft); font-weight: 400; }
.call .input { color: var(--soft); font-size: 11.5px; }
.grade:not(.warn) { border: 0; padding: 0; font-weight: 400; }
.call .locator { font-size: 11.5px; color: var(--ink); }
.count { display: inline-grid; place-items: center; min-width: 17px; height: 17px; border-radius: 9px; background: var(--act); color: #fff; font: 650 11px/1 var(--sans); margin-right: 6px; vertical-align: 1px; }
.count.verify { background: #0f766e; }
.count.failed { background: #c9261b; }
.enters { background: var(--well); color: var(--soft); font-size: 12px; padding: 3px 12px; }
.note { color: var(--warn); font-size: 12.5px; }
.fault { color: var(--bad); font-size: 13px; padding: 7px 11px; background: var(--bad-bg); border-radius: 8px; overflow-wrap: anywhere; }
.fault.allowed { color: var(--soft); background: var(--well); }
.no-reply { color: var(--warn); font-size: 13px; padding: 7px 11px; background: var(--warn-bg); border-radius: 8px; }
.died { margin-top: 18px; padding: 12px 16px; border: 1px dashed var(--warn); border-radius: 10px; color: var(--warn); }

.shot { position: relative; display: block; line-height: 0; border-radius: 9px; overflow: hidden; box-shadow: 0 0 0 1px var(--line-strong); background: var(--well); }
.shot a { display: block; cursor: zoom-in; }
.shot img { width: 100%; height: auto; display: block; }
.marks { position: absolute; inset: 0; width: 100%; height: 100%; overflow: hidden; pointer-events: none; }
.marks svg { overflow: visible; }
.marks rect { fill: none; }
.halo { stroke: #fff; stroke-width: 5; opacity: .85; }
.frame { stroke: var(--mark); stroke-width: 2.5; }
.mark { --mark: #6d28d9; }
.mark.verify { --mark: #0f766e; }
.mark.failed { --mark: #d92d20; }
.mark .frame { fill: color-mix(in srgb, var(--mark) 7%, transparent); }
.mark.lit .frame { fill: color-mix(in srgb, var(--mark) 30%, transparent); }
.pointer path { fill: var(--mark); stroke: #fff; stroke-width: 1.5; stroke-linejoin: round; }
.label circle { fill: var(--mark); stroke: #fff; stroke-width: 1.5; }
.label text { fill: #fff; font: 650 11px var(--sans); text-anchor: middle; }
.shot .after { position: absolute; inset: 0; height: 100%; }
.shot.compared::after { content: ""; position: absolute; top: 0; bottom: 0; left: var(--share); width: 2px; margin-left: -1px; background: var(--link); }
.compare { display: flex; gap: 8px; align-items: center; margin-top: 7px; }
.compare button { font: 12px var(--sans); color: var(--soft); background: none; border: 0; padding: 2px 4px; cursor: pointer; border-radius: 4px; }
.compare button:hover { color: var(--ink); }
.compare input { flex: 1; min-width: 60px; accent-color: var(--link); }
.page-title { color: var(--ink); }
.zoom { padding: 0; border: 0; background: none; max-width: min(96vw, 1600px); width: 100%; max-height: 96vh; overflow: auto; }
.zoom::backdrop { background: rgb(8 9 11 / .82); }
.zoom .shot { cursor: zoom-out; }
.zoom button { position: fixed; top: 12px; right: 16px; z-index: 1; font: 550 13px var(--sans); padding: 6px 13px; border-radius: 8px; border: 1px solid var(--line-strong); background: var(--card); color: var(--ink); }

@media (max-width: 1080px) {
  .columns { grid-template-columns: minmax(0, 1fr); gap: 28px; }
  .outline { position: static; max-height: none; margin-left: 0; padding: 0; }
  .outline h2, .outline .item { padding-left: 0; }
  .outline > ol { max-height: 45vh; overflow: auto; scrollbar-width: thin; }
  .keys { display: none; }
  .verdict { grid-template-columns: minmax(0, 1fr) minmax(0, 340px); }
}
@media (max-width: 720px) {
  .top, main, footer { padding-inline: 14px; }
  .when { display: none; }
  .verdict { grid-template-columns: minmax(0, 1fr); padding: 20px 16px 0; }
  .verdict-text { padding-bottom: 4px; }
  h1 { font-size: 23px; }
  .sentence { font-size: 15px; }
  .facts { margin-inline: -16px; display: grid; grid-template-columns: 1fr 1fr; }
  .facts > div, .facts > div + div { padding: 10px 16px; border-left: 0; border-top: 1px solid var(--line); }
  .facts > div:nth-child(-n + 2) { border-top: 0; }
  .turn-body { grid-template-columns: minmax(0, 1fr); gap: 14px; padding: 12px; }
  .turn-body figure { grid-row: 1; }
  .turn-head { flex-wrap: wrap; gap: 2px 10px; padding-inline: 12px; }
  .turn-head .meta { margin-left: 0; justify-content: flex-start; width: 100%; }
  .folded .meta { display: none; }
  .bar { position: static; }
  .turn { scroll-margin-top: 12px; }
  .toolbar label, .toolbar input { width: 100%; }
  .against dt { padding-right: 4px; }
}
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: auto; } .mark .frame { transition: fill .12s; } }
@media (max-height: 620px) { .bar { position: static; } .turn { scroll-margin-top: 12px; } }
@media (forced-colors: active) { .state, .sign, .count { forced-color-adjust: none; } }
@media print {
  :root { --bg: #fff; --card: #fff; --shadow: none; }
  body { font-size: 11px; }
  .outline, .copy, .keys, .skip, .bar, .compare { display: none; }
  .columns { display: block; }
  .turn, .proof, .call, figure { break-inside: avoid; }
  .code pre { max-height: none; white-space: pre-wrap; }
  .long .turn { content-visibility: visible; }
}
`;
