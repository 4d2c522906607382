/** Pages of our own, each with what one kind of page makes hard: what is done there is done again by its spec. */
import type { Handler, Routes } from '../support/localServer.ts';
import { done, expect, proveThrice, test } from './drivenPage.ts';

/** In order, so that their specs can be proved together. */
test.describe.configure({ mode: 'default' });

const SAYS = `<p role="status" id="status"></p><script>const say = (text) => { document.getElementById('status').textContent = text; };</script>`;

test.describe('frames', () => {
  test('B26: a form in a frame of another origin, in a frame', async ({ works, serve }) => {
    const inner = await serve({
      '/': `<title>Card</title><label>Card number <input name="card"></label><button onclick="document.querySelector('p').textContent = 'Paid with ' + document.querySelector('input').value">Pay</button><p></p>`,
    });
    // Another site for the browser, so another process; the same server for us.
    const origin = inner.origin.replace('127.0.0.1', 'localhost');
    await works({
      page: {
        '/': `<h1>Checkout</h1><iframe title="Payment" src="/middle" width="500" height="300"></iframe>`,
        '/middle': `<p>Secure</p><iframe name="card" src="${origin}/" width="400" height="200"></iframe>`,
      },
      scenario: { origins: [origin] },
      steps: ['Pay with card 4242', { expect: 'it is paid' }],
      turns: [
        [['type', { see: 'textbox "Card number"', text: '4242' }], ['click', { see: 'button "Pay"' }], done(1)],
        [['verify_visible', { see: 'paragraph "Paid with 4242"' }], done(2)],
      ],
    });
  });

  test('an editor that is a frame of its own', async ({ works }) => {
    await works({
      page: `<h1>Letter</h1><iframe title="Letter" srcdoc="<body contenteditable aria-label='Text' role='textbox'></body>"></iframe>
        <button onclick="say(document.querySelector('iframe').contentDocument.body.innerText.trim())">Send</button>${SAYS}`,
      steps: ['Write "Dear lamp" and send it', { expect: 'it was sent' }],
      turns: [
        [['type', { see: 'textbox "Text"', text: 'Dear lamp' }], ['click', { see: 'button "Send"' }], done(1)],
        [['verify_text', { text: 'Dear lamp' }], done(2)],
      ],
    });
  });
});

test.describe('shadow roots', () => {
  const ELEMENTS = `<script>
    customElements.define('my-field', class extends HTMLElement { connectedCallback() { this.attachShadow({ mode: 'open' }).innerHTML = '<label>' + this.title + ' <input></label>'; } get value() { return this.shadowRoot.querySelector('input').value; } });
    customElements.define('my-form', class extends HTMLElement { connectedCallback() { const root = this.attachShadow({ mode: 'open' }); root.innerHTML = '<my-field title="Name"></my-field><my-field title="Town"></my-field><button>Send</button>';
      root.querySelector('button').onclick = () => say([...root.querySelectorAll('my-field')].map((field) => field.value).join(' of ')); } });
    customElements.define('my-stars', class extends HTMLElement { connectedCallback() { const root = this.attachShadow({ mode: 'closed' }); root.innerHTML = [1, 2, 3, 4, 5].map((n) => '<button style="width:40px;height:40px;padding:0">' + n + '</button>').join('');
      root.querySelectorAll('button').forEach((button, n) => { button.onclick = () => say((n + 1) + ' stars'); }); } });
  </script>`;

  test('open ones inside each other', async ({ works }) => {
    await works({
      page: `${SAYS}<my-form></my-form>${ELEMENTS}`,
      steps: ['Send the form for Ada of Oslo', { expect: 'it was sent' }],
      turns: [
        [
          ['type', { see: 'textbox "Name"', text: 'Ada' }],
          ['type', { see: 'textbox "Town"', text: 'Oslo' }],
          ['click', { see: 'button "Send"' }],
          done(1),
        ],
        [['verify_text', { text: 'Ada of Oslo' }], done(2)],
      ],
    });
  });

  test('B27: a closed one, by a point of its host', async ({ works }) => {
    const [action] = await works({
      once: true,
      drawn: true,
      page: `<body style="margin:0">${SAYS}<section aria-label="Rating" style="position:absolute;top:100px;left:0"><my-stars style="display:block;width:220px;height:40px"></my-stars></section>${ELEMENTS}`,
      steps: ['Give four stars', { expect: 'there are four' }],
      turns: [
        [['click', { x: 150 / 800, y: 120 / 600 }], done(1)],
        [['verify_text', { text: '4 stars' }], done(2)],
      ],
    });

    expect(action).toMatchObject({ target: { anchor: { x: 150, y: 20 } } });
  });
});

test('native fields of every kind', async ({ works }) => {
  await works({
    page: `<form onsubmit="event.preventDefault(); say(new URLSearchParams(new FormData(this)).toString())">
      <label>Day <input type="date" name="day"></label> <label>Hour <input type="time" name="hour"></label>
      <label>Brightness <input type="range" name="bright" min="0" max="10"></label> <label>Colour <input type="color" name="colour"></label>
      <label>Pieces <input type="number" name="pieces"></label><br>
      <label>Rooms <select name="room" multiple><option>Hall</option><option>Bath</option><option>Attic</option></select></label>
      <fieldset><legend>Plug</legend><label><input type="radio" name="plug" value="eu"> European</label><label><input type="radio" name="plug" value="uk"> British</label></fieldset>
      <label>Town <input list="towns" name="town"></label><datalist id="towns"><option>Oslo</option></datalist>
      <label>Note <textarea name="note"></textarea></label><button>Order</button></form>${SAYS}`,
    steps: [
      'Fill in the form: 2031-07-03, 08:30, brightness 7, #ff8800, 12 pieces, hall and attic, British, Oslo, a note',
      { expect: 'it is ordered' },
    ],
    turns: [
      [
        ['type', { see: 'textbox "Day"', text: '2031-07-03' }],
        ['type', { see: 'textbox "Hour"', text: '08:30' }],
        ['type', { see: 'slider "Brightness"', text: '7' }],
        ['type', { see: 'textbox "Colour"', text: '#ff8800' }],
        ['type', { see: 'spinbutton "Pieces"', text: '12' }],
        ['select', { see: 'listbox "Rooms"', options: ['Hall', 'Attic'] }],
        ['check', { see: 'radio "British"' }],
        ['type', { see: 'combobox "Town"', text: 'Oslo' }],
        ['type', { see: 'textbox "Note"', text: 'two\nlines' }],
        ['click', { see: 'button "Order"' }],
        done(1),
      ],
      [
        [
          'verify_text',
          {
            text: 'day=2031-07-03&hour=08%3A30&bright=7&colour=%23ff8800&pieces=12&room=Hall&room=Attic&plug=uk&town=Oslo&note=two%0Alines',
          },
        ],
        done(2),
      ],
    ],
  });
});

test('a checkbox that is drawn by its label, and a switch made of divs', async ({ works }) => {
  await works({
    page: `<style>input { position: absolute; opacity: 0; width: 0; height: 0 } .box { display: inline-block; width: 20px; height: 20px; border: 1px solid } input:checked + .box { background: green }</style>
      <label style="display:block;margin:20px"><input type="checkbox" id="terms"><span class="box"></span> I accept the terms</label>
      <div role="switch" tabindex="0" aria-checked="false" aria-label="News" style="width:60px;height:30px;background:#ccc;margin:20px" onclick="this.ariaChecked = String(this.ariaChecked !== 'true')"></div>
      <button onclick="say('terms ' + document.getElementById('terms').checked + ', news ' + document.querySelector('[role=switch]').ariaChecked)">Send</button>${SAYS}`,
    steps: ['Accept the terms, and the news', { expect: 'both are on' }],
    turns: [
      [
        ['check', { see: 'checkbox "I accept the terms"' }],
        ['check', { see: 'switch "News"' }],
        ['click', { see: 'button "Send"' }],
        done(1),
      ],
      [['verify_text', { text: 'terms true, news true' }], done(2)],
    ],
  });
});

test('a combobox and its listbox, written by hand', async ({ works }) => {
  await works({
    page: `<label id="l">Country</label><div role="combobox" tabindex="0" aria-labelledby="l" aria-expanded="false" aria-controls="list" style="border:1px solid;width:200px;padding:4px" onclick="document.getElementById('list').hidden = false; this.ariaExpanded = 'true'">Choose</div>
      <ul role="listbox" id="list" aria-label="Countries" hidden style="margin:0;padding:0;width:200px;list-style:none">${['Chile', 'China', 'Cuba'].map((name) => `<li role="option" onclick="document.querySelector('[role=combobox]').textContent = this.textContent; document.getElementById('list').hidden = true; say('You live in ' + this.textContent)">${name}</li>`).join('')}</ul>${SAYS}`,
    steps: ['Live in Cuba', { expect: 'you do' }],
    turns: [
      [['click', { see: 'combobox "Country"' }]],
      [['click', { see: 'option "Cuba"' }], done(1)],
      [['verify_text', { text: 'You live in Cuba' }], done(2)],
    ],
  });
});

test.describe('drag and drop', () => {
  const CARDS = `<style>section { display: inline-block; vertical-align: top; width: 180px; min-height: 200px; background: #eee; margin: 10px } .card { background: #fff; padding: 10px; margin: 8px; user-select: none }</style>
    <section aria-label="To do" id="todo"><div class="card" role="listitem">Wire</div><div class="card" role="listitem">Bulb</div></section><section aria-label="Done" id="done"></section>`;
  const MOVES = `const moved = (card, column) => { column.append(card); say(card.textContent + ' is in ' + column.ariaLabel); };`;
  const KINDS = {
    HTML5: `document.querySelectorAll('.card').forEach((card) => { card.draggable = true; card.ondragstart = (event) => { window.card = card; event.dataTransfer.setData('text/plain', card.textContent); }; });
      document.querySelectorAll('section').forEach((column) => { column.ondragover = (event) => event.preventDefault(); column.ondrop = (event) => { event.preventDefault(); moved(window.card, column); }; });`,
    mouse: `let card, from, far = false; document.addEventListener('mousedown', (event) => { card = event.target.closest('.card'); from = [event.clientX, event.clientY]; far = false; });
      document.addEventListener('mousemove', (event) => { if (!card) return; if (far) document.body.dataset.moved = '1'; else far = Math.hypot(event.clientX - from[0], event.clientY - from[1]) > 8; });
      document.addEventListener('mouseup', (event) => { const column = document.elementFromPoint(event.clientX, event.clientY).closest('section'); if (card && document.body.dataset.moved && column) moved(card, column); card = undefined; });`,
    pointer: `document.querySelectorAll('.card').forEach((card) => { let steps = 0; card.onpointerdown = (event) => { card.setPointerCapture(event.pointerId); steps = 0; }; card.onpointermove = () => steps++;
      card.onpointerup = (event) => { const column = document.elementsFromPoint(event.clientX, event.clientY).find((each) => each.localName === 'section'); if (steps >= 3 && column) moved(card, column); }; });`,
  };
  for (const [kind, script] of Object.entries(KINDS))
    test(`by ${kind} events`, async ({ works }) => {
      await works({
        page: `${CARDS}${SAYS}<script>${MOVES}${script}</script>`,
        steps: ['Move the bulb to Done', { expect: 'it is there' }],
        turns: [
          [['drag', { from: { see: 'listitem "Bulb"' }, to: { see: 'region "Done"' } }], done(1)],
          [['verify_text', { text: 'Bulb is in Done' }], done(2)],
        ],
      });
    });
});

test('a menu that opens on hover, and one below it', async ({ works }) => {
  await works({
    page: `<style>ul { list-style: none; margin: 0; padding: 0 } li { position: relative; width: 120px; padding: 6px; background: #eee } li > ul { display: none; position: absolute; left: 120px; top: 0 } li:hover > ul { display: block }</style>
      <ul role="menubar"><li role="menuitem" aria-haspopup="true">File<ul role="menu"><li role="menuitem" aria-haspopup="true">Export<ul role="menu"><li role="menuitem" onclick="say('exported as PDF'); event.stopPropagation()">PDF</li></ul></li></ul></li></ul>${SAYS}`,
    steps: ['Export it as PDF', { expect: 'it is exported' }],
    turns: [
      [['hover', { see: 'menuitem "File"' }]],
      [['hover', { see: 'menuitem "Export"' }]],
      [['click', { see: 'menuitem "PDF"' }], done(1)],
      [['verify_text', { text: 'exported as PDF' }], done(2)],
    ],
  });
});

test('a virtual list: an item that is not in the page yet', async ({ works }) => {
  await works({
    page: `<div id="list" role="list" aria-label="Parts" tabindex="0" style="height:300px;width:300px;overflow:auto;position:relative"><div style="height:60000px"></div></div>${SAYS}
      <script>const list = document.getElementById('list'); const draw = () => { list.querySelectorAll('[role=listitem]').forEach((each) => each.remove());
        const first = Math.floor(list.scrollTop / 30); for (let n = first; n < Math.min(first + 11, 2000); n++) { const item = document.createElement('div'); item.role = 'listitem'; item.textContent = 'Part ' + n; item.style = 'position:absolute;height:30px;width:250px;top:' + n * 30 + 'px'; item.onclick = () => say('chosen: ' + item.textContent); list.append(item); } };
        list.addEventListener('scroll', draw); draw();</script>`,
    steps: ['Choose Part 777', { expect: 'it is chosen' }],
    turns: [
      [['scroll', { see: 'listitem "Part 4"', direction: 'down', until: 'Part 777' }]],
      [['click', { see: 'listitem "Part 777"' }], done(1)],
      [['verify_text', { text: 'chosen: Part 777' }], done(2)],
    ],
  });
});

test('a list that loads more as one scrolls', async ({ works }) => {
  const routes: Routes = {
    '/': `<h1>News</h1><ol id="list"></ol><p id="end">more</p>${SAYS}<script>let page = 0; let busy = false;
      const more = async () => { if (busy) return; busy = true; const items = await (await fetch('/items?page=' + page++)).json(); for (const text of items) { const item = document.createElement('li'); item.innerHTML = '<article style="height:80px"><a href="#" onclick="say(\\'reading \\' + this.textContent); return false">' + text + '</a></article>'; document.getElementById('list').append(item); } busy = false; };
      new IntersectionObserver(([entry]) => entry.isIntersecting && more()).observe(document.getElementById('end')); more();</script>`,
    '/items': (request, response) => {
      const page = Number(new URL(request.url ?? '/', 'http://host').searchParams.get('page'));
      setTimeout(
        () =>
          response.end(
            JSON.stringify(page > 5 ? [] : Array.from({ length: 10 }, (_, n) => `Story ${'abcdefghij'[n]}${page}`)),
          ),
        50,
      );
    },
  };
  await works({
    page: routes,
    steps: ['Read Story c3', { expect: 'it is read' }],
    turns: [
      [['scroll', { direction: 'down', until: 'Story c3' }]],
      [['click', { see: 'link "Story c3"' }], done(1)],
      [['verify_text', { text: 'reading Story c3' }], done(2)],
    ],
  });
});

test('a modal over the page, closed by its own button', async ({ works }) => {
  await works({
    page: `<button onclick="say('saved')">Save</button><dialog aria-label="Tips"><p>Press save when done</p><button onclick="this.closest('dialog').close()">Got it</button></dialog>${SAYS}<script>document.querySelector('dialog').showModal()</script>`,
    steps: ['Close the tips, and save', { expect: 'it is saved' }],
    turns: [
      [['click', { see: 'button "Got it"' }]],
      [['click', { see: 'button "Save"' }], done(1)],
      [['verify_text', { text: 'saved' }], done(2)],
    ],
  });
});

test('B29: a wall of cookies that may come, and comes', async ({ works }) => {
  await works({
    page: `<button onclick="say('saved')">Save</button><div role="dialog" aria-label="Cookies" style="position:fixed;inset:0;background:#fff"><p>We like cookies</p><button onclick="this.closest('div').remove()">Only what is needed</button></div>${SAYS}`,
    steps: [{ click: 'Only what is needed', optional: true }, 'Save', { expect: 'it is saved' }],
    turns: [
      [['click', { see: 'button "Save"' }], done(2)],
      [['verify_text', { text: 'saved' }], done(3)],
    ],
  });
});

for (const [how, on] of [
  ['when it is done', 'onclick'],
  ['before the click is over', 'onmousedown'],
])
  test(`B14: a window that closes itself ${how}`, async ({ works }) => {
    await works({
      page: {
        '/': `<h1>Shop</h1><button onclick="window.open('/login', '', 'width=300,height=300')">Log in</button>${SAYS}`,
        '/login': `<h1>Who are you?</h1><label>Name <input></label><button ${on}="opener.document.getElementById('status').textContent = 'Hello ' + document.querySelector('input').value; window.close()">Go</button>`,
      },
      steps: ['Log in as Ada', { expect: 'she is greeted' }],
      turns: [
        [['click', { see: 'button "Log in"' }]],
        [['tab', { switch: 2 }]],
        [['type', { see: 'textbox "Name"', text: 'Ada' }], ['click', { see: 'button "Go"' }], done(1)],
        [['verify_text', { text: 'Hello Ada' }], done(2)],
      ],
    });
  });

test('B12: a page that asks whether to leave, after a confirm and a prompt', async ({ works }) => {
  await works({
    page: {
      '/': `<h1>Draft</h1><button onclick="document.title = confirm('Sure?') ? prompt('Name?') : 'no'; addEventListener('beforeunload', (event) => event.preventDefault())">Publish</button><a href="/next">Leave</a>`,
      '/next': '<h1>Gone</h1>',
    },
    steps: ['Publish it as Lamp', { expect: 'it has the name' }, 'Leave', { expect: 'we left' }],
    turns: [
      [
        ['click', { see: 'button "Publish"' }],
        ['dialog', { accept: true }],
        ['dialog', { accept: true, text: 'Lamp' }],
        done(1),
      ],
      [['verify_title', { title: 'Lamp' }], done(2)],
      [['click', { see: 'link "Leave"' }], done(3)],
      [['verify_text', { text: 'Gone' }], done(4)],
    ],
  });
});

const ASKS: Handler = (request, response) => {
  const given = request.headers.authorization === `Basic ${Buffer.from('alice:s3cret-canary').toString('base64')}`;
  response.writeHead(given ? 200 : 401, { 'www-authenticate': 'Basic realm="staging"', 'content-type': 'text/html' });
  response.end(given ? '<h1>Staging</h1><button onclick="this.textContent = \'Done\'">Deploy</button>' : 'no');
};

test('B31: behind HTTP Basic', async ({ works, serve }) => {
  const server = await serve({ '/': ASKS });
  await works({
    page: server,
    scenario: {
      use: { viewport: { width: 800, height: 600 }, httpCredentials: { username: 'alice', secret: 'staging' } },
    },
    secrets: { staging: 's3cret-canary' },
    steps: ['Deploy', { expect: 'it is done' }],
    turns: [
      [['click', { see: 'button "Deploy"' }], done(1)],
      [['verify_text', { text: 'Done' }], done(2)],
    ],
  });
});

test('downloads: by link, made by the page, checked by name, size and content', async ({ works }) => {
  await works({
    page: {
      '/': `<a href="/orders.csv" download>Orders</a><button>Cart</button><script>document.querySelector('button').onclick = () => { const link = document.createElement('a'); link.href = URL.createObjectURL(new Blob(['lamp;3'])); link.download = 'cart.txt'; link.click(); };</script>`,
      '/orders.csv': (_, response) => response.writeHead(200, { 'content-type': 'text/csv' }).end('id,name\n1,Ada\n'),
    },
    steps: ['Get the orders', { expect: 'Ada is in them' }, 'Get the cart', { expect: 'it is small' }],
    turns: [
      [['click', { see: 'link "Orders"' }], done(1)],
      [['verify_download', { name: 'orders.csv', contains: '1,Ada', bytes: 14 }], done(2)],
      [['click', { see: 'button "Cart"' }], done(3)],
      [['verify_download', { name: 'cart.txt', contains: 'lamp;3', bytes: 6 }], done(4)],
    ],
  });
});

test('uploads: one file, several, and by drop', async ({ works }) => {
  await works({
    files: { 'a.txt': 'one', 'b.txt': 'two' },
    page: `<label>Picture <input type="file" onchange="say(this.files[0].name)"></label><label>Papers <input type="file" multiple onchange="say([...this.files].map(({ name }) => name).join(' and '))"></label>
      <section aria-label="Drop zone" style="width:300px;height:100px;border:2px dashed" ondragover="event.preventDefault()" ondrop="event.preventDefault(); say('dropped ' + event.dataTransfer.files[0].name)">Drop a file here</section>${SAYS}`,
    steps: ['A picture', { expect: 'a' }, 'Both papers', { expect: 'b' }, 'Drop one', { expect: 'c' }],
    turns: [
      [['upload', { see: 'button "Picture"', files: ['a.txt'] }], done(1)],
      [['verify_text', { text: 'a.txt', exact: true }], done(2)],
      [['upload', { see: 'button "Papers"', files: ['a.txt', 'b.txt'] }], done(3)],
      [['verify_text', { text: 'a.txt and b.txt' }], done(4)],
      [['upload', { see: 'region "Drop zone"', files: ['b.txt'] }], done(5)],
      [['verify_text', { text: 'dropped b.txt' }], done(6)],
    ],
  });
});

test('B38: a page from right to left, and one in Japanese', async ({ works }) => {
  await works({
    page: {
      '/': `<html dir="rtl" lang="ar"><h1>سلة التسوق</h1><label>الاسم <input></label><button onclick="location.href = '/ja?' + encodeURIComponent(document.querySelector('input').value)">التالي</button></html>`,
      '/ja': `<html lang="ja"><h1>注文</h1><button onclick="document.querySelector('h1').textContent = decodeURIComponent(location.search.slice(1)) + 'さん、ありがとう'">注文する</button></html>`,
    },
    steps: ['أكمل الطلب باسم ليلى', { expect: 'ありがとう' }],
    turns: [
      [
        ['type', { see: 'textbox "الاسم"', text: 'ليلى' }],
        ['click', { see: 'button "التالي"' }],
      ],
      [['click', { see: 'button "注文する"' }], done(1)],
      [['verify_text', { text: 'ليلىさん、ありがとう' }], done(2)],
    ],
  });
});

test('B38: device scale 2 and a zoomed page', async ({ works }) => {
  await works({
    scenario: { use: { device: 'Desktop Chrome HiDPI' } },
    page: `<html style="zoom:1.5"><button style="margin:100px" onclick="say('pressed ' + devicePixelRatio)">Press</button>${SAYS}</html>`,
    steps: ['Press it', { expect: 'it was pressed' }],
    turns: [
      [['click', { see: 'button "Press"' }], done(1)],
      [['verify_text', { text: 'pressed 2' }], done(2)],
    ],
  });
});

test('B38: a telephone, where things are touched', async ({ works }) => {
  await works({
    scenario: { use: { device: 'Pixel 7' } },
    page: `<meta name="viewport" content="width=device-width"><button ontouchstart="say('touched')" style="margin:50px">Touch</button>${SAYS}`,
    steps: ['Touch it', { expect: 'it was touched' }],
    turns: [
      [['click', { see: 'button "Touch"' }], done(1)],
      [['verify_text', { text: 'touched' }], done(2)],
    ],
  });
});

test('rows with the same buttons', async ({ works }) => {
  await works({
    page: `<table><tr><th>Name</th><th>Do</th></tr>${['Ada', 'Alan', 'Grace'].map((name) => `<tr><td>${name}</td><td><button onclick="say('gone: ${name}')">Delete</button></td></tr>`).join('')}</table>
      <ul>${['Lamp', 'Bulb'].map((name) => `<li><b>${name}</b> <button onclick="say('bought: ${name}')">Buy</button></li>`).join('')}</ul>${SAYS}`,
    steps: ['Delete Alan', { expect: 'he is gone' }, 'Buy a bulb', { expect: 'it is bought' }],
    turns: [
      [['click', { see: 'button "Delete"#2' }], done(1)],
      [['verify_text', { text: 'gone: Alan' }], done(2)],
      [['click', { see: 'button "Buy"#2' }], done(3)],
      [['verify_text', { text: 'bought: Bulb' }], done(4)],
    ],
  });
});

test('names that change: a counter, a date, an id', async ({ works }) => {
  let visits = 11;
  // The page is another each time: no two runs of it can be compared.
  await works({
    once: true,
    page: {
      '/': (_, response) => {
        visits++;
        const day = `2026-11-${String((visits % 28) + 1).padStart(2, '0')}`;
        response.setHeader('content-type', 'text/html');
        response.end(
          `<button onclick="say('mails are read')">Inbox (${visits})</button> <a href="#" onclick="say('report opened')">Report of ${day}</a> <button id=":r${visits}:" onclick="say('order opened')">Order #10${visits}57</button>${SAYS}`,
        );
      },
    },
    steps: ['Read the mails', { expect: 'a' }, 'Open the report', { expect: 'b' }, 'Open the order', { expect: 'c' }],
    turns: [
      [['click', { see: 'button "Inbox (?)"' }], done(1)],
      [['verify_text', { text: 'mails are read' }], done(2)],
      [['click', { see: 'link "Report of ?"' }], done(3)],
      [['verify_text', { text: 'report opened' }], done(4)],
      [['click', { see: 'button "Order #?"' }], done(5)],
      [['verify_text', { text: 'order opened' }], done(6)],
    ],
  });
});

proveThrice();
