/** Real use of widget libraries as their makers publish them. */
import { readFileSync } from 'node:fs';
import { libraries } from './libraries.ts';
import { done, expect, proveThrice, test } from './drivenPage.ts';

/** In order, so that their specs can be proved together. */
test.describe.configure({ mode: 'default' });

test('flatpickr: a date is chosen in its calendar', async ({ works }) => {
  await works({
    page: 'flatpickr.html',
    steps: ['Choose the 3rd of July 2031 as arrival, three nights, and book: July 3, 2031', { expect: 'it is booked' }],
    turns: [
      [['click', { see: 'textbox "Arrival"' }]],
      [['select', { see: 'combobox "Month"', options: ['July'] }]],
      [['click', { see: 'generic "July 3, 2031"' }]],
      [['type', { see: 'spinbutton "Nights"', text: '3' }], ['click', { see: 'button "Book"' }], done(1)],
      [['verify_text', { text: 'Booked 3 nights from 2031-07-03' }], done(2)],
    ],
  });
});

test('Shoelace: a form of web components in a dialog is filled in', async ({ works }) => {
  await works({
    page: 'shoelace.html',
    steps: ['Create an urgent ticket about a broken wire, by mail', { expect: 'it was created' }],
    turns: [
      [['click', { see: 'button "New ticket"' }]],
      [
        ['type', { see: 'textbox "Subject *"', text: 'A broken wire' }],
        ['click', { see: 'combobox "Queue"' }],
      ],
      [['click', { see: 'option "Wires"' }]],
      [
        ['check', { see: 'checkbox "Urgent"' }],
        ['check', { see: 'switch "Send me a mail"' }],
      ],
      [['click', { see: 'button "Create"' }], done(1)],
      [['verify_text', { text: 'A broken wire in wires, urgent, by mail' }], done(2)],
    ],
  });
});

test('SortableJS: items are reordered and moved to another list', async ({ works }) => {
  await works({
    page: 'sortable.html',
    steps: ['Hang the lamp first, and the wall is painted', { expect: 'the board says so' }],
    turns: [
      [['drag', { from: { see: 'listitem "Hang the lamp"' }, to: { see: 'listitem "Order bulbs"' } }]],
      [['drag', { from: { see: 'listitem "Paint the wall"' }, to: { see: 'listitem "Buy wire"' } }], done(1)],
      [['verify_text', { text: 'To do: Hang the lamp, Order bulbs / Done: Paint the wall, Buy wire' }], done(2)],
    ],
  });
});

test('ag-grid: a row far below is found, and a cell of it is edited', async ({ works }) => {
  await works({
    page: 'grid.html',
    steps: ['Customer M350 gets 12 lamps', { expect: 'the grid says so' }],
    turns: [
      [['scroll', { see: 'row "Customer A0 Oslo 0"', direction: 'down', until: 'Customer M350' }]],
      [['click', { see: 'gridcell "20"', count: 2 }]],
      [['press', { keys: 'Control+A' }], ['type', { text: '12', submit: true }], done(1)],
      [['verify_text', { text: 'Customer M350 now has 12 lamps' }], done(2)],
    ],
  });
});

test('Quill: a note is written, a word of it in bold', async ({ works }) => {
  await works({
    page: 'quill.html',
    steps: ['Write "Buy lamps" and, in bold, "now"', { expect: 'it is saved' }],
    turns: [
      [['type', { see: 'textbox "Your note"', text: 'Buy lamps ' }]],
      [['click', { see: 'button "bold"' }], ['type', { text: 'now' }], ['click', { see: 'button "Save"' }], done(1)],
      [['verify_text', { text: 'Buy lamps [bold:now]' }], done(2)],
    ],
  });
});

test('Tom Select: one is chosen, a tag is made, a city is looked up', async ({ works }) => {
  const page = readFileSync(new URL('widgets/tomSelect.html', import.meta.url), 'utf8');
  await works({
    page: {
      '*': libraries,
      '/': page,
      '/cities': (request, response) => {
        const wanted = new URL(request.url ?? '/', 'http://host').searchParams.get('q') ?? '';
        const cities = ['Oslo', 'Osaka', 'Lima'].filter((name) => name.toLowerCase().startsWith(wanted.toLowerCase()));
        response.end(JSON.stringify(cities.map((name) => ({ name }))));
      },
    },
    steps: ['Assign it to Grace Hopper with the tag wire, in Osaka', { expect: 'it is assigned' }],
    turns: [
      [['click', { see: 'combobox "Person"' }]],
      [['click', { see: 'option "Grace Hopper"' }]],
      [
        ['type', { see: 'combobox "Tags"', text: 'wire', submit: true }],
        ['type', { see: 'combobox "City"', text: 'Os', clear: false }],
      ],
      [['wait', { for: { text: 'Osaka' } }]],
      [['click', { see: 'option "Osaka"' }]],
      [['click', { see: 'button "Assign"' }], done(1)],
      [['verify_text', { text: 'Grace Hopper: lamp,wire in Osaka' }], done(2)],
    ],
  });
});

test('noUiSlider: a handle goes by keys, another by dragging, a native slider by its value', async ({ works }) => {
  await works({
    page: 'nouislider.html',
    steps: ['Darkest two steps up, brightest down to 50, warmth 60', { expect: 'it is dimmed' }],
    turns: [
      [['press', { see: 'slider "Darkest"', keys: 'ArrowRight', times: 2 }]],
      [['drag', { from: { see: 'slider "Brightest"' }, to: { see: 'slider "Brightest"', by: [-120, 0] } }]],
      [['type', { see: 'slider "Warmth"', text: '60' }], done(1)],
      [['verify_text', { text: 'From 30 to 50, warmth 60' }], done(2)],
    ],
  });
});

test('Konva: shapes on a canvas are clicked and dragged by point', async ({ works }) => {
  const actions = await works({
    page: 'konva.html',
    once: true,
    drawn: true,
    steps: ['Choose the table, then move the lamp to the right', { expect: 'the lamp is there' }],
    turns: [
      [['click', { see: 'region "Plan"', by: [-150, -50] }]],
      [
        ['drag', { from: { see: 'region "Plan"', by: [-310, -50] }, to: { see: 'region "Plan"', by: [0, 50] } }],
        done(1),
      ],
      [['verify_text', { text: 'Lamp is at 350, 160' }], done(2)],
    ],
  });

  expect(actions[0]).toMatchObject({ target: { fragile: expect.stringContaining('point') } });
});

test('Dropzone: two files are attached', async ({ works }) => {
  await works({
    page: {
      '*': libraries,
      '/': readFileSync(new URL('widgets/dropzone.html', import.meta.url), 'utf8'),
      '/upload': (request, response) => {
        request.resume().on('end', () => response.end('{}'));
      },
    },
    scenario: {},
    files: { 'plan.txt': 'a plan', 'bill.txt': 'a bill' },
    steps: ['Attach the plan and the bill', { expect: 'both are there' }],
    turns: [
      [['upload', { see: 'button "Drop files here to upload"', files: ['plan.txt', 'bill.txt'] }], done(1)],
      [['verify_text', { text: 'Uploaded bill.txt, plan.txt' }], done(2)],
    ],
  });
});

test('SweetAlert2: a modal asks for a name, a toast comes and goes', async ({ works }) => {
  await works({
    page: 'sweetalert.html',
    steps: ['Rename the account to Bulb', { expect: 'it has the name' }, 'Delete it', { expect: 'it is gone' }],
    turns: [
      [['click', { see: 'button "Rename"' }]],
      [['type', { see: 'textbox "Name"', text: 'Bulb' }], ['click', { see: 'button "OK"' }], done(1)],
      [['verify_text', { text: 'Your account is called Bulb' }], done(2)],
      [['wait', { seconds: 2 }]],
      [['click', { see: 'button "Delete"' }]],
      [['click', { see: 'button "Yes, delete it"' }], done(3)],
      [['verify_text', { text: 'Your account is gone' }], done(4)],
    ],
  });
});

test('Bootstrap: a menu, tabs, a switch and a modal', async ({ works }) => {
  await works({
    page: 'bootstrap.html',
    steps: [
      'Norwegian, please',
      { expect: 'it is Norwegian' },
      'Weekly news, then leave the list',
      { expect: 'it was left' },
    ],
    turns: [
      [['click', { see: 'button "Language"' }]],
      [['click', { see: 'link "Norsk"' }], done(1)],
      [['verify_text', { text: 'Language: Norsk' }], done(2)],
      [['click', { see: 'tab "Mail"' }]],
      [
        ['check', { see: 'switch "Weekly news"' }],
        ['click', { see: 'button "Leave the list"' }],
      ],
      [['select', { see: 'combobox "Reason"', options: ['Other'] }], ['click', { see: 'button "Leave"' }], done(3)],
      [['verify_text', { text: 'Left: Other, news on' }], done(4)],
    ],
  });
});

test('Ant Design with React: a table with pages, a form in a modal', async ({ works }) => {
  await works({
    page: 'antd.html',
    steps: [
      'Add Zoe to Bulbs, with mails',
      { expect: 'she is there' },
      'Remove Person G on the second page',
      { expect: 'G is gone' },
    ],
    turns: [
      [['click', { see: 'button "Add person"' }]],
      [
        ['type', { see: 'textbox "* Name"', text: 'Zoe' }],
        ['click', { see: 'combobox "Team"' }],
      ],
      [['click', { see: 'generic "Bulbs"' }]],
      [['click', { see: 'switch "Mails"' }], ['click', { see: 'button "OK"' }], done(1)],
      [['verify_text', { text: 'Zoe joined Bulbs and gets mails' }], done(2)],
      [['click', { see: 'listitem "2"' }]],
      [['click', { see: 'button "Remove"#3' }]],
      [['click', { see: 'button "OK"' }], done(3)],
      [['verify_text', { text: 'Person G was removed' }], done(4)],
    ],
  });
});

proveThrice();
