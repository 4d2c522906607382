/** What the four pages of the checkout have in common: the way through them and their frame. */
import { redirect, type Answer, type Exchange } from '../exchange.ts';
import { html, type Html } from '../html.ts';
import { page } from '../layout.ts';
import { orderSummary } from '../orderSummary.ts';

const STEPS = ['Address', 'Delivery', 'Payment', 'Review'] as const;
type Step = (typeof STEPS)[number];

interface WizardPage {
  step: Step;
  heading: string;
  /** The form's fields and its button. */
  fields: Html;
}

/** Where a visitor who came too early has to go first; undefined where this page may be shown. */
export function tooEarly({ state }: Exchange, step: Step): Answer | undefined {
  const { address, delivery, payment } = state.checkout;
  const at = STEPS.indexOf(step);
  if (state.cart.size === 0) return redirect('/cart');
  if (at > 0 && !address) return redirect('/checkout/address');
  if (at > 1 && !delivery) return redirect('/checkout/delivery');
  if (at > 2 && !payment) return redirect('/checkout/payment');
  return undefined;
}

export function wizardPage(x: Exchange, { step, heading, fields }: WizardPage): Answer {
  const { t } = x;
  const at = STEPS.indexOf(step);
  const before = STEPS[at - 1];
  return page(x, {
    title: t('Checkout: {step}', { step: t(step) }),
    body: html`<ol class="steps" aria-label="${t('Checkout')}">
        ${STEPS.map(
          (name, index) =>
            html`<li class="${index < at && 'done'}" ${index === at && html`aria-current="step"`}>
              ${index + 1}. ${t(name)}
            </li>`,
        )}
      </ol>
      <h1>${heading}</h1>
      <div class="columns" style="margin-top:18px">
        <form class="card" method="post" action="/checkout/${step.toLowerCase()}" novalidate>
          ${fields}
          ${before && html`<p style="margin:16px 0 0"><a href="/checkout/${before.toLowerCase()}">${t('Back')}</a></p>`}
        </form>
        ${orderSummary(x)}
      </div>`,
  });
}
