/** One small application, and what can become of it: changes after which its scenario still holds, and changes after which it does not. */
import type { ToolCall } from '../../src/core/message.ts';
import type { Routes } from '../support/localServer.ts';
import { call } from '../support/scriptedModel.ts';

const PAGE = `<!doctype html><title>Orders</title><style>[hidden] { display: none }</style>
<nav aria-label="Main"><a href="/help">Help</a></nav>
<main><form aria-label="Order" onsubmit="return false">
  <label>Item <input id="item"></label>
  <label>Amount <input name="amount"></label>
  <label>Delivery <select><option>Post</option><option>Courier</option></select></label>
  <label><input type="checkbox"> Gift wrap</label>
  <button onclick="add()">Add order</button>
</form>
<p role="status"></p><p id="count">No orders</p><p id="total">Total 0</p>
<table aria-label="Orders"><tbody></tbody></table></main>
<script>
  const $ = (selector) => document.querySelector(selector);
  const orders = [];
  const price = 20;
  const row = (order) => '<tr><td>' + order.item + '</td><td><button data-testid="duplicate" onclick="again(' + orders.indexOf(order) + ')">Duplicate</button></td></tr>';
  const draw = () => {
    $('tbody').innerHTML = orders.map(row).join('');
    $('#count').textContent = orders.length + ' orders';
    $('#total').textContent = 'Total ' + orders.reduce((sum, { amount }) => sum + amount * price, 0);
  };
  const say = (text) => { $('[role=status]').textContent = text };
  const add = () => {
    const order = { item: $('#item').value, amount: Number($('[name=amount]').value), by: $('select').value, gift: $('[type=checkbox]').checked };
    orders.push(order);
    say('Saved: ' + order.amount + ' ' + order.item + ', ' + order.by + (order.gift ? ', gift' : ''));
    draw();
  };
  const again = (index) => { orders.push(orders[index]); draw() };
</script>`;
const HELP = `<!doctype html><title>Help</title><h1>How to order</h1><p>Call us on 555</p>`;

export const ROUTES: Routes = { '/': PAGE, '/help': HELP };
export const STEPS = [
  'Order two lamps by courier, as a gift',
  { expect: 'the order is saved' },
  'Duplicate it',
  { expect: 'there are two orders' },
  'Open the help',
  { expect: 'it says how to order' },
];
const done = (step: number) => call('step_done', { step: String(step) });
const fill = {
  item: (ref = 'textbox "Item"') => call('type', { ref, text: 'Lamp' }),
  amount: (ref = 'textbox "Amount"') => call('type', { ref, text: '2' }),
  delivery: () => call('select', { ref: 'combobox "Delivery"', options: ['Courier'] }),
  gift: (ref = 'checkbox "Gift wrap"') => call('check', { ref }),
  add: (ref = 'button "Add order"') => call('click', { ref }),
};
const all = () => [fill.item(), fill.amount(), fill.delivery(), fill.gift(), fill.add(), done(1)];
const click = (ref: string) => call('click', { ref });

/** How it was recorded. */
export const RECORDED: ToolCall[][] = [
  [
    ...all(),
    call('verify_text', { text: 'Saved: 2 Lamp, Courier, gift' }),
    call('verify_text', { text: 'Total 40' }),
    done(2),
  ],
  [
    click('button "Duplicate"'),
    done(3),
    call('verify_text', { text: '2 orders' }),
    call('verify_text', { text: 'Total 80' }),
    done(4),
  ],
  [
    click('link "Help"'),
    done(5),
    call('verify_url', { url: '/help' }),
    call('verify_text', { text: 'How to order' }),
    done(6),
  ],
];

/** `[what, by what]`, in the page at `/` or at the path before it. */
type Change = [string, string] | [string, string, string];

export interface Case {
  change: Change[];
  routes?: Routes;
}

export function changed({ change, routes = {} }: Case): Routes {
  const pages: Routes = { ...ROUTES };
  for (const each of change) {
    const [where, what, by] = each.length === 3 ? each : ['/', ...each];
    const page = pages[where];
    if (typeof page !== 'string' || !page.includes(what)) throw new RangeError(`nothing to change: ${what}`);
    pages[where] = page.replace(what, () => by);
  }
  return { ...pages, ...routes };
}

const ADD = '<button onclick="add()">Add order</button>';
const DELIVERY = '<label>Delivery <select><option>Post</option><option>Courier</option></select></label>';
const ITEM = '<label>Item <input id="item"></label>';
const AMOUNT = '<label>Amount <input name="amount"></label>';
const LINK = '<a href="/help">Help</a>';
const ROW = '<button data-testid="duplicate" onclick="again(\' + orders.indexOf(order) + \')">Duplicate</button>';
const FORM = '<form aria-label="Order" onsubmit="return false">';
const END = '</form>';
const AGAIN = (index: string) => `onclick="again(${index})"`;
const SHOW = `onclick="this.hidden = true; this.nextElementSibling.hidden = false"`;

export interface DriftCase extends Case {
  /** Replies of a planner that knows the new way; none: it is found without one. */
  planned?: ToolCall[][];
}

export const DRIFTS: Record<string, DriftCase> = {
  'a button is renamed': {
    change: [['>Add order', '>Place order']],
    planned: [[fill.add('button "Place order"'), done(1)]],
  },
  'a button became a link': {
    change: [[ADD, '<a href="#" onclick="add()">Add order</a>']],
    planned: [[click('link "Add order"'), done(1)]],
  },
  'the label of a field that has an id is another': { change: [['Item <', 'Product <']] },
  'the label of a field that has a name is another': { change: [['Amount <', 'Quantity <']] },
  'the label of a box that has nothing else is another': {
    change: [['Gift wrap', 'Wrap it as a present']],
    planned: [[fill.gift('checkbox "Wrap it as a present"'), fill.add(), done(1)]],
  },
  'a checkbox became a switch': {
    change: [['<input type="checkbox">', '<input type="checkbox" role="switch">']],
    planned: [[fill.gift('switch "Gift wrap"'), fill.add(), done(1)]],
  },
  'a field for text became one for numbers': {
    change: [['<input name="amount">', '<input name="amount" type="number">']],
    planned: [[fill.amount('spinbutton "Amount"'), fill.delivery(), fill.gift(), fill.add(), done(1)]],
  },
  'a field became a search': {
    change: [['<input id="item">', '<input id="item" type="search">']],
    planned: [[fill.item('searchbox "Item"'), fill.amount(), fill.delivery(), fill.gift(), fill.add(), done(1)]],
  },
  'a select field became radio buttons': {
    change: [
      [
        DELIVERY,
        '<fieldset><legend>Delivery</legend><label><input type="radio" name="by" value="Post"> Post</label><label><input type="radio" name="by" value="Courier"> Courier</label></fieldset>',
      ],
      ["$('select').value", "$('[name=by]:checked').value"],
    ],
    planned: [[call('check', { ref: 'radio "Courier"' }), fill.gift(), fill.add(), done(1)]],
  },
  'a form is split in two': {
    change: [
      [DELIVERY, `<button ${SHOW}>Next</button><div hidden>${DELIVERY}`],
      [ADD, `${ADD}</div>`],
    ],
    planned: [[click('button "Next"')], [fill.delivery(), fill.gift(), fill.add(), done(1)]],
  },
  'a step came in between': {
    change: [[ADD, `<button ${SHOW}>Accept the terms</button><span hidden>${ADD}</span>`]],
    planned: [[click('button "Accept the terms"')], [fill.add(), done(1)]],
  },
  'a form is in a dialog now': {
    change: [
      [FORM, `<button onclick="$('dialog').showModal()">New order</button><dialog aria-label="New order">${FORM}`],
      [END, `${END}</dialog>`],
      ['draw();\n  };\n  const again', "draw(); $('dialog').close() };\n  const again"],
    ],
    planned: [[click('button "New order"')], all()],
  },
  'a form is folded away': {
    change: [
      [FORM, `<details><summary>New order</summary>${FORM}`],
      [END, `${END}</details>`],
    ],
    planned: [(() => [call('click', { x: 0.1, y: 0.06 })])(), all()],
  },
  'a form is on a tab of the page': {
    change: [
      [FORM, `<button role="tab" onclick="this.nextElementSibling.hidden = false">New</button><div hidden>${FORM}`],
      [END, `${END}</div>`],
    ],
    planned: [[click('tab "New"')], all()],
  },
  'a test id is another': { change: [['data-testid="duplicate"', 'data-testid="row-copy"']] },
  'a test id is gone': { change: [['data-testid="duplicate" ', '']] },
  'a button of a row is renamed, and its test id too': {
    change: [[ROW, ROW.replace('Duplicate', 'Copy').replace('duplicate', 'copy')]],
    planned: [[click('button "Copy"'), done(3)]],
  },
  'a button of a row is in a menu': {
    change: [
      [
        ROW,
        `<button onclick="this.nextElementSibling.hidden = false">More</button><span role="menu" hidden><button role="menuitem" ${AGAIN("' + orders.indexOf(order) + '")}>Duplicate</button></span>`,
      ],
    ],
    planned: [[click('button "More"')], [click('menuitem "Duplicate"'), done(3)]],
  },
  'a list has pages': {
    change: [
      ["$('tbody').innerHTML = orders.map(row).join('')", "$('tbody').innerHTML = ''"],
      ['</main>', `<button onclick="$('tbody').innerHTML = orders.map(row).join('')">Next page</button></main>`],
    ],
    planned: [[click('button "Next page"')], [click('button "Duplicate"'), done(3)]],
  },
  'the text of a link is another': {
    change: [['>Help<', '>Support<']],
    planned: [[click('link "Support"'), done(5)]],
  },
  'a link became a button': {
    change: [[LINK, `<button onclick="location.href = '/help'">Help</button>`]],
    planned: [[click('button "Help"'), done(5)]],
  },
  'a link is in a menu': {
    change: [
      [LINK, `<button onclick="this.nextElementSibling.hidden = false">Menu</button><span hidden>${LINK}</span>`],
    ],
    planned: [[click('button "Menu"')], [click('link "Help"'), done(5)]],
  },
  'a second link of the same name came, elsewhere': { change: [['</main>', '<a href="/help?2">Help</a></main>']] },
};

export const HARMLESS: Record<string, Case> = {
  'fields are in another order': {
    change: [
      [ITEM, ''],
      [AMOUNT, `${AMOUNT} ${ITEM}`],
    ],
  },
  'a field is in a new group': { change: [[AMOUNT, `<fieldset><legend>How many</legend>${AMOUNT}</fieldset>`]] },
};

const dead = 'const add = () => { return; ';

export interface RegressionCase extends Case {
  reason?: string;
  /** A planner is asked, for an element is gone as well; it lies. */
  asked?: true;
  /** What the message tells. */
  says?: string;
}

export const REGRESSIONS: Record<string, RegressionCase> = {
  'a text is another': { change: [["say('Saved: '", "say('Stored: '"]] },
  'an amount is lost': { change: [["say('Saved: ' + order.amount", "say('Saved: ' + 1"]] },
  'a choice is ignored': { change: [["order.item + ', ' + order.by", "order.item + ', Post'"]] },
  'a tick is ignored': { change: [["(order.gift ? ', gift' : '')", "''"]] },
  'a total is wrong': { change: [['const price = 20', 'const price = 19']] },
  'a message is gone': { change: [['const say = (text) => {', 'const say = (text) => { return; ']] },
  'a button is dead': { change: [['const add = () => {', dead]] },
  'a button is disabled': {
    change: [['<button onclick="add()"', '<button disabled onclick="add()"']],
    reason: 'app.action',
    says: 'is disabled',
  },
  'a button is covered': {
    change: [['</main>', '<div id="veil" style="position:fixed;inset:0"></div></main>']],
    reason: 'app.action',
    says: 'id="veil"',
  },
  'a field is read-only': {
    change: [['<input id="item">', '<input id="item" readonly>']],
    reason: 'app.action',
    says: 'is read-only',
  },
  'an order is not in the list': { change: [["orders.map(row).join('')", "''"]], asked: true },
  'a count is wrong': { change: [["orders.length + ' orders'", "orders.length + 1 + ' orders'"]] },
  'one click counts twice': { change: [['orders.push(orders[index]);', 'orders.push(orders[index], orders[index]);']] },
  'the second click does nothing': { change: [['const again = (index) => {', 'const again = (index) => { return; ']] },
  'a link leads to another page': {
    change: [['href="/help"', 'href="/contact"']],
    routes: { '/contact': HELP },
    says: 'expected the page /help, found the page /contact',
  },
  'a link leads nowhere': { change: [['<a href="/help">', '<a href="#">']] },
  'a link opens a tab': { change: [['<a href="/help">', '<a href="/help" target="_blank">']] },
  'a page says something else': { change: [['/help', 'How to order', 'No help']] },
  'a click leads to another page that looks the same': {
    change: [['const add = () => {', "const add = () => { location.href = '/other'; return; "]],
    routes: {
      '/other': `<p>Saved: 2 Lamp, Courier, gift. Total 40</p><button data-testid="duplicate" onclick="document.title = 'Clicked'">Duplicate</button>`,
    },
    says: 'found the page /other',
  },
  'a field leads away, to a page with the same form': {
    change: [['<input id="item">', `<input id="item" oninput="location.href = '/other'">`]],
    routes: { '/other': PAGE },
    says: 'expected the page /, found the page /other',
  },
  'a dialog says no': { change: [['const add = () => {', "const add = () => { alert('No stock'); return; "]] },
  'the server fails': {
    change: [['orders.push(order);', "orders.push(order); fetch('/save');"]],
    routes: { '/save': failing },
    reason: 'app.server_error',
  },
  'the page throws': {
    change: [['orders.push(order);', "orders.push(order); setTimeout(() => { throw new Error('lost') });"]],
    reason: 'app.page_error',
  },
  'the server fails, and what it should have sent is missing': {
    change: [["orders.map(row).join('')", "(fetch('/rows'), '')"]],
    routes: { '/rows': failing },
    reason: 'app.server_error',
  },
  'a button is renamed, and dead': {
    change: [
      ['>Add order', '>Place order'],
      ['const add = () => {', dead],
    ],
    asked: true,
  },
  'a button of a row is renamed, and counts twice': {
    change: [
      ['duplicate" ', 'copy" '],
      ['>Duplicate', '>Copy'],
      ['orders.push(orders[index]);', 'orders.push(orders[index], orders[index]);'],
    ],
    asked: true,
  },
  'a link is renamed, and the page it leads to is another': {
    change: [
      ['>Help<', '>Support<'],
      ['/help', 'How to order', 'No help'],
    ],
    asked: true,
  },
};

function failing(_: unknown, response: { writeHead(status: number): { end(): void } }): void {
  response.writeHead(500).end();
}
