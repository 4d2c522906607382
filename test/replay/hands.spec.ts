import { writeFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { renderSpec } from '../../src/codegen/spec.ts';
import { Builtin } from '../../src/model/builtin/builtin.ts';
import { readRecording, renderRecording } from '../../src/replay/recording.ts';
import { prove } from '../../src/runner/prove.ts';
import { expect, test, type DriveRequest } from '../support/drive.ts';
import { unasked } from '../support/scriptedModel.ts';

/** A board: notes in an editor, a volume, files to drop, a card to move, and a list that draws only what is in view. */
const PAGE = `<!doctype html><meta name=viewport content="width=device-width"><title>Board</title><style>[role=group] { min-height: 40px; background: #eee; margin: 4px } #list { height: 120px; overflow: auto } [hidden] { display: none }</style>
  <div contenteditable role=textbox aria-label=Note>Old</div>
  <div role=slider tabindex=0 aria-label=Volume aria-valuenow=3>volume</div>
  <div role=group aria-label=Files>Drop files</div>
  <div role=group aria-label="To do"><button draggable=true>Paint</button></div><div role=group aria-label=Done></div>
  <div role=combobox tabindex=0 aria-label=Colour aria-expanded=false>pick</div><div role=listbox hidden><div role=option>Red</div><div role=option>Blue</div></div>
  <div id=list role=list aria-label=Orders><div style="height:9000px;position:relative"></div></div>
  <button>Save</button><p role=status></p><script>
    const [files, todo, done] = document.querySelectorAll('[role=group]'), volume = document.querySelector('[role=slider]');
    const say = (word) => { document.querySelector('p').textContent += word + '. ' };
    volume.onkeydown = (event) => { if (event.key === 'ArrowRight') volume.ariaValueNow = Number(volume.ariaValueNow) + 1 };
    for (const place of [files, done]) place.ondragover = (event) => event.preventDefault();
    files.ondrop = (event) => { event.preventDefault(); say('dropped ' + event.dataTransfer.files[0].name) };
    done.ondrop = () => done.append(todo.querySelector('button'));
    const combo = document.querySelector('[role=combobox]'), options = combo.nextElementSibling;
    combo.onclick = () => { options.hidden = false; combo.ariaExpanded = 'true' };
    options.onclick = (event) => { combo.textContent = event.target.textContent; options.hidden = true; combo.ariaExpanded = 'false' };
    const draw = () => { list.firstElementChild.innerHTML = Array.from({ length: 8 }, (_, i) => Math.floor(list.scrollTop / 30) + i).map((n) => '<div role=listitem style="position:absolute;top:' + n * 30 + 'px">Order ' + n + ' </div>').join('') };
    list.onscroll = draw; draw();
    const save = document.querySelectorAll('button')[1]; let finger = false;
    save.ontouchstart = () => { finger = true };
    save.onclick = () => say((finger ? 'tapped ' : 'clicked ') + document.querySelector('[role=textbox]').textContent + ' ' + volume.ariaValueNow + ' ' + combo.textContent + ' ' + done.textContent);
  </script>`;

const steps = [
  { type: { into: 'Note', text: 'New' } },
  { type: { into: 'Note', text: ' note', clear: false } },
  { press: { keys: 'ArrowRight', in: 'Volume', times: 4 } },
  { upload: { into: { name: 'Files', role: 'group' }, file: 'a.txt' } },
  { drag: { from: 'Paint', to: { name: 'Done', role: 'group' } } },
  { select: { from: 'Colour', option: 'Blue' } },
  { scroll: { direction: 'down', until: 'Order 40', in: { name: 'Orders', role: 'list' } } },
  { expect: { visible: 'Order 40' } },
  { click: 'Save' },
];

for (const [where, use, verb] of [
  ['on a desktop', {}, 'clicked'],
  ['on a phone', { device: 'Pixel 7' }, 'tapped'],
] as const)
  test(`typed steps work editors, sliders, drop zones, boards, lists of choices and long lists ${where}, replay and pass as a spec`, async ({
    drive,
  }, info) => {
    test.slow();
    const request: Omit<DriveRequest, 'model'> = {
      page: PAGE,
      steps: [...steps, { expect: { text: `dropped a.txt. ${verb} New note 7 Blue Paint.` } }],
      files: { 'a.txt': 'hello' },
      scenario: { use },
    };

    const driven = await drive({ ...request, model: new Builtin() });
    expect(driven.calls.filter(({ result }) => !result?.ok).map(({ result }) => result?.text)).toEqual([]);
    expect(driven.outcome).toMatchObject({ status: 'passed' });

    const recordingFile = info.outputPath('a.recording.json');
    writeFileSync(recordingFile, renderRecording(driven.run, 'hash'));
    const recording = readRecording(recordingFile);
    const replayed = await drive({
      ...request,
      page: driven.server,
      model: unasked(),
      frozen: true,
      ...(recording ? { recording } : {}),
    });
    expect(replayed.outcome).toMatchObject({ status: 'passed' });

    const uploads = { 'a.txt': Buffer.from('hello').toString('base64') };
    const spec = renderSpec(driven.run, { uploads });
    expect(renderSpec(replayed.run, { uploads })).toBe(spec);
    expect(
      await prove({
        spec,
        file: 'hands.spec.ts',
        executable: info.project.use.launchOptions?.executablePath ?? chromium.executablePath(),
        env: {},
        signal: new AbortController().signal,
      }),
    ).toMatchObject({ passed: true });
  });
