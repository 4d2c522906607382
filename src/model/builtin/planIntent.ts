/** One intent on the page that is shown. */
import type { Act, Intent } from './intent.ts';
import { descendants, type Page } from './page.ts';
import { calls, ref, refused, turning, type Plan, type Sought } from './plan.ts';
import { planAct } from './planActs.ts';
import { planGoal } from './planGoals.ts';
import { planExtract, planVerify } from './planVerifies.ts';

export function planIntent(intent: Intent, page: Page, sought: Sought): Plan {
  switch (intent.act) {
    case 'click':
    case 'type':
    case 'select':
    case 'check':
    case 'hover':
    case 'drag':
    case 'press':
    case 'goto':
    case 'history':
    case 'scroll':
    case 'upload':
    case 'tab':
    case 'wait':
      return planAct(intent, page);
    case 'call':
      return calls({ name: intent.tool, input: intent.input });
    case 'dialog':
      return planDialog(intent, page);
    case 'log-in':
    case 'log-out':
    case 'sign-up':
    case 'search':
    case 'add-to-cart':
    case 'on-item':
    case 'cookies':
    case 'sort':
      return planGoal(intent, page, sought);
    case 'extract':
      return planExtract(intent, page);
    case 'verify-visible':
    case 'verify-hidden':
    case 'verify-text':
    case 'verify-value':
    case 'verify-checked':
    case 'verify-count':
    case 'verify-rows':
    case 'verify-url':
    case 'verify-title':
    case 'verify-download':
    case 'verify-greeting':
    case 'verify-heading':
    case 'verify-labelled':
    case 'verify-logged':
      return planVerify(intent, page, sought);
  }
}

const YES = /^(?:ok|okay|yes|confirm|accept|agree|continue|yes, .+)$/i;
const NO = /^(?:cancel|no|close|dismiss|×|x|no, .+)$/i;

/** The browser's dialog, which is listed without a ref, or one of the page with one button that answers so. */
function planDialog({ accept, text, native }: Extract<Act, { act: 'dialog' }>, page: Page): Plan {
  const ofPage = page.elements.find(({ role, ref: known }) => known && (role === 'dialog' || role === 'alertdialog'));
  if (native || text !== undefined || !ofPage)
    return turning({ name: 'dialog', input: { accept, ...(text === undefined ? {} : { text }) } });
  const buttons = descendants(ofPage).filter((each) => each.ref && each.role === 'button');
  const fitting = buttons.filter(({ name }) => (accept ? YES : NO).test(name.trim()));
  const [only] = fitting;
  if (only && fitting.length === 1) return turning({ name: 'click', input: ref(only) });
  const names = buttons.map(({ name }) => JSON.stringify(name)).join(', ');
  return refused(`the dialog "${ofPage.name}" has the buttons ${names}. Write: Click "…"`);
}
