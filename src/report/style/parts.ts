/** Small parts that appear in several sections: signs, tags, evidence, spec, remarks. */
export const PARTS = `
.state { flex: none; display: inline-block; width: 16px; height: 16px; border-radius: 50%; border: 1.5px solid var(--line-strong); position: relative; margin-top: 2px; }
.state.done { background: var(--good); border-color: var(--good); }
.state.done::after { content: ""; position: absolute; left: 4.2px; top: 1.4px; width: 3.5px; height: 7px; border: solid var(--card); border-width: 0 1.6px 1.6px 0; transform: rotate(42deg); }
.state.failed { background: var(--bad); border-color: var(--bad); }
.state.failed::before, .state.failed::after { content: ""; position: absolute; left: 5.8px; top: 2px; width: 1.6px; height: 9px; background: var(--card); transform: rotate(45deg); }
.state.failed::after { transform: rotate(-45deg); }
.state.ended { background: var(--warn); border-color: var(--warn); }
.state.ended::after { content: ""; position: absolute; left: 5.8px; top: 2.6px; width: 1.6px; height: 7.6px; background: var(--card); }
.state.skipped::after { content: ""; position: absolute; left: 3px; right: 3px; top: 5.8px; height: 1.6px; background: var(--soft); }

.sign { flex: none; display: inline-block; width: 14px; height: 14px; position: relative; color: var(--good); margin-right: 6px; vertical-align: -2px; }
.sign::after { content: ""; position: absolute; left: 4px; top: 0; width: 4px; height: 9px; border: solid currentColor; border-width: 0 2px 2px 0; transform: rotate(42deg); }
.failed > .sign, .false .sign { color: var(--bad); }
.failed > .sign::before, .failed > .sign::after, .false .sign::before, .false .sign::after { content: ""; position: absolute; left: 6px; top: 1px; width: 2px; height: 12px; border: 0; background: currentColor; transform: rotate(45deg); }
.failed > .sign::after, .false .sign::after { transform: rotate(-45deg); }
.not-run > .sign { color: var(--soft); }
.not-run > .sign::after { left: 2px; top: 6px; width: 10px; height: 2px; border: 0; background: currentColor; transform: none; }
.doubt > .sign { color: var(--warn); }
.doubt > .sign::after { content: "?"; left: 2px; top: -3px; width: auto; height: auto; border: 0; font: 700 14px/20px var(--sans); transform: none; }

.tag, .pill { display: inline-block; border-radius: 5px; padding: 0 6px; font: 550 11.5px/18px var(--sans); border: 1px solid var(--line-strong); color: var(--soft); white-space: nowrap; }
.tag.failed, .pill.bad { color: var(--bad); background: var(--bad-bg); border-color: var(--bad-line); }
.tag.warn, .tag.doubt, .pill.warn { color: var(--warn); background: var(--warn-bg); border-color: var(--warn-line); }
.pill.good { color: var(--good); background: var(--good-bg); border-color: var(--good-line); }

.against { display: grid; gap: 1px; margin-top: 14px; border-radius: 9px; overflow: hidden; border: 1px solid var(--line); background: var(--line); max-width: 640px; }
.against > div { display: grid; grid-template-columns: 84px minmax(0, 1fr); background: var(--card); }
.against dt { padding: 8px 12px; color: var(--soft); font-size: 12.5px; }
.against dd { padding: 8px 12px; font-family: var(--mono); font-size: 12.5px; }
.against .expected { background: var(--good-bg); color: var(--good); }
.against .found { background: var(--bad-bg); color: var(--bad); }
.against mark { background: none; color: inherit; font-weight: 700; text-decoration: underline; text-decoration-thickness: 2px; text-underline-offset: 3px; }
.story .against, .evidence .against { margin-top: 6px; }
.story .against dt, .story .against dd, .evidence .against dt, .evidence .against dd { padding-block: 4px; }

.held-list { margin-top: 16px; display: grid; gap: 4px; font-size: 13.5px; }
.held-list li { display: flex; gap: 8px; }
.held-list .more-held { padding-left: 24px; }
.proofs { display: grid; gap: 1px; background: var(--line); border: 1px solid var(--line); border-radius: 12px; overflow: hidden; }
.proof, .rounds { background: var(--card); padding: 13px 16px; }
.proof h3, .rounds summary { display: flex; gap: 8px; font-size: 14px; font-weight: 560; align-items: baseline; }
.proof h3 .state, .rounds summary .state { align-self: flex-start; margin-top: 3px; }
.rounds .proofs { margin-top: 12px; }
.rounds summary { list-style: none; }
.rounds summary::after { content: "show"; margin-left: auto; color: var(--link); font-weight: 400; font-size: 12px; }
.rounds details[open] > summary::after { content: "hide"; }
.evidence { margin: 7px 0 0 24px; }
.evidence .where { font-size: 12px; margin-left: 4px; white-space: nowrap; }
.proof > .answer { margin-left: 24px; }
.answer { color: var(--soft); font-size: 13px; }
.answer .mono { color: var(--ink); }
.locator { color: var(--soft); }
.locator .why { font-family: var(--sans); color: var(--warn); }

.warnings { border-left: 3px solid var(--warn-line); padding-left: 14px; }
.warnings ul { display: grid; gap: 2px; font-size: 13px; color: var(--soft); }
.warnings .fault { margin-top: 6px; }
.drifts > li { background: var(--card); border: 1px solid var(--line); border-left: 3px solid var(--warn); border-radius: 8px; padding: 10px 14px; }
.drifts > li + li { margin-top: 8px; }
.drifts + h3 { font-size: 14px; margin: 16px 0 8px; }
.drifts ol { margin-top: 2px; padding-left: 12px; }
.diff { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 10px 0; }
.diff span { display: block; padding-inline: 16px; }
.diff .added { background: var(--good-bg); color: var(--good); }
.diff .removed { background: var(--bad-bg); color: var(--bad); }
.values { display: grid; gap: 1px; background: var(--line); border: 1px solid var(--line); border-radius: 10px; overflow: hidden; }
.values > div { display: grid; grid-template-columns: minmax(90px, 200px) 1fr; gap: 16px; background: var(--card); padding: 8px 16px; }
.values dt { color: var(--soft); padding-top: 1px; }

.proof-line { margin: -6px 0 10px; color: var(--soft); }
.proof-line.verified { color: var(--good); }
.proof-line.unverified { color: var(--warn); }
.proof-message { margin-bottom: 10px; padding: 10px 14px; background: var(--bad-bg); color: var(--bad); border-radius: 8px; }
.code { position: relative; }
.code pre { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 16px 18px; line-height: 1.6; white-space: pre; overflow: auto; max-height: 80vh; }
.copy { position: absolute; top: 10px; right: 10px; font: 550 12px var(--sans); color: var(--ink); background: var(--well); border: 1px solid var(--line-strong); border-radius: 7px; padding: 5px 11px; cursor: pointer; }
.copy:hover { border-color: var(--soft); }
.t-comment { color: var(--soft); }
.t-string { color: var(--good); }
.t-keyword { color: var(--act); }
.t-call { color: var(--link); }
@media screen and (prefers-color-scheme: dark) { .t-keyword { color: #c4a7ff; } .kind { color: #5cc8bd; } }
`;
