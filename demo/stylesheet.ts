/** The whole look. Logical properties throughout: the Arabic pages need no rules of their own. */
export const STYLESHEET = `
:root { --paper:#faf7f1; --card:#fff; --ink:#20263a; --soft:#646a7c; --line:#e8e0d2; --night:#232a42; --amber:#a9560c; --glow:#ffcf70; --wash:#fdf1dc; --red:#b0281c; --green:#1f6b4a; }
* { box-sizing:border-box; }
body { margin:0; background:var(--paper); color:var(--ink); font:15px/1.5 system-ui,'Segoe UI',Roboto,'Noto Sans','Noto Sans Arabic','DejaVu Sans',sans-serif; }
a { color:var(--amber); text-underline-offset:3px; }
h1 { font-size:27px; line-height:1.2; letter-spacing:-.01em; margin:0 0 6px; }
h2 { font-size:17px; margin:0 0 12px; }
p { margin:0 0 12px; }
:focus-visible { outline:3px solid #e89b3c; outline-offset:2px; border-radius:6px; }
main:focus { outline:none; }
.skip { position:absolute; inset-inline-start:-999px; } .skip:focus { inset-inline-start:12px; top:10px; background:#fff; padding:8px 12px; z-index:9; }
.bar { background:var(--night); color:#fff; } .inner { max-width:1180px; margin:auto; padding:0 24px; min-height:60px; display:flex; align-items:center; gap:30px; flex-wrap:wrap; }
.brand { display:flex; align-items:center; gap:10px; color:#fff; font-weight:700; font-size:18px; text-decoration:none; white-space:nowrap; }
.bar ul { display:flex; gap:4px; list-style:none; margin:0; padding:0; align-items:center; flex-wrap:wrap; }
.bar li a { color:#d7dbea; text-decoration:none; padding:7px 11px; border-radius:8px; display:block; font-size:14px; }
.bar li a:hover { background:#ffffff1a; color:#fff; } .bar li a[aria-current] { background:#ffffff22; color:#fff; }
.tools { margin-inline-start:auto !important; } .badge { background:var(--glow); color:#3b2a05; border-radius:99px; padding:2px 9px; font-size:12px; font-weight:600; white-space:nowrap; }
.bar form { margin:0; } .bar .quiet { background:transparent; color:#fff; border-color:#ffffff55; }
main { max-width:1180px; margin:auto; padding:28px 24px 40px; } footer { max-width:1180px; margin:auto; padding:16px 24px 30px; color:var(--soft); font-size:13px; border-top:1px solid var(--line); }
.lead { color:var(--soft); margin-bottom:22px; }
.card { background:var(--card); border:1px solid var(--line); border-radius:14px; padding:22px; box-shadow:0 1px 2px #2b21100a,0 6px 20px #2b21100a; }
.columns { display:grid; gap:22px; grid-template-columns:minmax(0,1fr) 320px; align-items:start; } .narrow { max-width:640px; } .plain .narrow { margin:24px auto; }
.stats { display:grid; gap:16px; grid-template-columns:repeat(3,1fr); margin-bottom:22px; } .stats .card { padding:16px 20px; } .stats strong { display:block; font-size:25px; } .stats span { color:var(--soft); font-size:13px; }
.buttons { display:flex; gap:10px; flex-wrap:wrap; align-items:center; margin-top:16px; }
button,.button { font:inherit; font-weight:600; font-size:14px; border:1px solid var(--amber); background:var(--amber); color:#fff; border-radius:9px; padding:8px 15px; cursor:pointer; text-decoration:none; display:inline-block; line-height:1.4; }
button:hover,.button:hover { filter:brightness(1.08); } .quiet { background:#fff; color:var(--ink); border-color:#cfc5b3; } .danger { background:#fff; color:var(--red); border-color:#e0b9b3; } .small { padding:4px 11px; font-size:13px; }
.field { margin-bottom:14px; } .field label,legend { font-weight:600; font-size:14px; display:block; margin-bottom:4px; padding:0; }
input:not([type=radio],[type=checkbox],[type=file]),select,textarea { font:inherit; width:100%; padding:8px 11px; border:1px solid #cbc2b1; border-radius:9px; background:#fff; color:inherit; }
[aria-invalid=true] { border-color:var(--red) !important; background:#fff6f5 !important; }
.pair { display:grid; grid-template-columns:1fr 1fr; gap:0 16px; } .hint { color:var(--soft); font-size:13px; display:block; } .error { color:var(--red); font-size:13px; display:block; margin-top:3px; }
fieldset { border:0; padding:0; margin:0 0 16px; } .choice { margin:7px 0; } .choice input { margin:0; accent-color:var(--amber); width:17px; height:17px; vertical-align:-3px; margin-inline-end:7px; } .choice .hint { margin-inline-start:24px; }
.notice { margin-bottom:18px; } .alert,.notice { border-radius:10px; padding:11px 15px; border:1px solid; } .alert { background:#fdecea; border-color:#efbcb6; color:#7f1b12; } .notice { background:#e6f4ec; border-color:#b5dcc5; color:#154c35; }
.toast { position:fixed; inset-block-start:76px; inset-inline-end:max(24px,calc(50vw - 566px)); z-index:5; pointer-events:none; background:var(--night); color:#fff; padding:12px 18px; border-radius:10px; box-shadow:0 8px 30px #0004; border-inline-start:4px solid var(--glow); margin:0; }
.filters { display:grid; grid-template-columns:1.6fr 1fr 1fr auto; gap:14px; align-items:end; padding:16px 20px; margin-bottom:18px; } .filters .field { margin:0; }
.products { list-style:none; margin:0; padding:0; display:grid; gap:18px; grid-template-columns:repeat(4,1fr); } .products li { padding:0; overflow:hidden; display:flex; flex-direction:column; }
.picture { display:block; width:100%; height:118px; padding:10px; background:linear-gradient(160deg,#fff6e4,#f4ecdd); } .products .text { padding:13px 16px 15px; display:flex; flex-direction:column; gap:2px; flex:1; }
.products h2 { font-size:15px; margin:0; } .products h2 a { color:inherit; text-decoration:none; } .products h2 a:hover { text-decoration:underline; } .kind { color:var(--soft); font-size:13px; } .price { font-weight:700; } .products .row { display:flex; justify-content:space-between; align-items:center; margin-top:8px; }
.pages { display:flex; gap:6px; list-style:none; padding:0; margin:22px 0 0; justify-content:center; } .pages a { padding:6px 12px; border:1px solid var(--line); border-radius:8px; background:#fff; text-decoration:none; } .pages [aria-current] { background:var(--night); color:#fff; border-color:var(--night); }
.product { display:grid; grid-template-columns:1fr 1fr; gap:30px; } .product .picture { height:320px; padding:30px; border-radius:14px; border:1px solid var(--line); } .product .price { font-size:25px; }
.scroll { overflow-x:auto; padding:6px 22px; } table { width:100%; border-collapse:collapse; } th,td { text-align:start; padding:11px 8px; border-bottom:1px solid var(--line); } tbody tr:last-child > * { border-bottom:0; } thead th { color:var(--soft); font-size:13px; } .number { text-align:end; font-variant-numeric:tabular-nums; white-space:nowrap; } td input { max-width:86px; } .number + th:last-child,.number + td:last-child { padding-inline-start:40px; } td form { display:inline; } td .button { margin-inline-end:6px; }
.summary th,.summary td { padding:6px 0; font-weight:400; border:0; } .summary tr:last-child > * { font-weight:700; font-size:17px; border-top:1px solid var(--line); padding-top:11px; }
.state { border-radius:99px; padding:2px 10px; font-size:13px; background:#eceef5; } .state-processing { background:var(--wash); color:#7a3d05; } .state-delivered { background:#e3f2e9; color:var(--green); } .state-cancelled { background:#f8e5e3; color:#8c2218; }
.steps { display:flex; gap:8px; list-style:none; padding:0; margin:0 0 20px; } .steps li { flex:1; border-top:4px solid var(--line); padding-top:7px; color:var(--soft); font-size:13px; } .steps .done { border-color:#e2a75c; } .steps [aria-current] { border-color:var(--amber); color:var(--ink); font-weight:600; }
.log { list-style:none; margin:0; padding:0; } .log li { padding:13px 0; border-bottom:1px solid var(--line); display:flex; justify-content:space-between; } time { color:var(--soft); font-size:13px; }
iframe { width:100%; height:430px; border:1px solid var(--line); border-radius:14px; background:#fff; } canvas { border:2px dashed #cbc2b1; border-radius:12px; background:#fff; touch-action:none; cursor:crosshair; display:block; }
.welcome { display:grid; grid-template-columns:1.1fr 1fr; gap:48px; align-items:center; padding-top:34px; } .welcome h1 { font-size:38px; } .scene { width:100%; border-radius:20px; display:block; } .avatar { width:84px; height:84px; border-radius:50%; object-fit:cover; background:var(--wash); display:grid; place-items:center; font-size:32px; font-weight:700; color:var(--amber); margin-bottom:12px; }
.bars text { font-size:12px; fill:var(--soft); } .meter { height:8px; background:var(--line); border-radius:9px; overflow:hidden; margin:14px 0 22px; } .meter div { height:100%; background:var(--amber); } dl { margin:0; } dt { color:var(--soft); font-size:13px; } dd { margin:0 0 9px; }
@media (max-width:900px) { .columns,.welcome,.product,.pair,.filters { grid-template-columns:1fr; } .products { grid-template-columns:1fr 1fr; } .stats { grid-template-columns:1fr; } }
`;

/** For the document in the help page's iframe, which does not see the rules above. */
export const HELP_STYLESHEET = `
body { font:15px/1.5 system-ui,'Noto Sans','Noto Sans Arabic',sans-serif; color:#20263a; margin:24px; }
form { display:flex; gap:10px; align-items:end; max-width:520px; margin-bottom:20px; } label { font-weight:600; font-size:14px; flex:1; }
input,button { font:inherit; padding:8px 12px; border-radius:9px; border:1px solid #cbc2b1; } input { display:block; width:100%; box-sizing:border-box; font-weight:400; }
button { background:#a9560c; border-color:#a9560c; color:#fff; font-weight:600; } h2 { font-size:16px; margin:0 0 2px; } p { margin:0 0 14px; color:#4b5163; }
`;
