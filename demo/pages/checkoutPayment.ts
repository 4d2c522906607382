import { redirect, type Answer, type Exchange, type Route } from '../exchange.ts';
import { errorSummary, radioGroup, textField } from '../fields.ts';
import { html } from '../html.ts';
import { tooEarly, wizardPage } from './wizard.ts';

/** What a field must look like, and what is said where it does not. */
const CARD = [
  ['holder', /\S/, 'Enter the name on the card.'],
  ['card', /^(\d ?){16}$/, 'A card number has 16 digits.'],
  ['expiry', /^(0[1-9]|1[0-2])\/\d\d$/, 'Write the expiry date as MM/YY.'],
  ['code', /^\d{3}$/, 'The security code has three digits.'],
] as const;

export const paymentRoutes: Route[] = [
  { method: 'GET', path: '/checkout/payment', answer: (x) => tooEarly(x, 'Payment') ?? paymentPage(x) },
  { method: 'POST', path: '/checkout/payment', answer: save },
];

function paymentPage(x: Exchange, values: Record<string, string> = {}, errors: Record<string, string> = {}): Answer {
  const { t } = x;
  const field = (name: string, label: string, hint?: string): Parameters<typeof textField>[0] => ({
    label: t(label),
    name,
    value: values[name] ?? '',
    error: errors[name],
    ...(hint === undefined ? {} : { hint }),
  });
  return wizardPage(x, {
    step: 'Payment',
    heading: t('How would you like to pay?'),
    fields: html`${errorSummary(t('Please correct the marked fields.'), errors)}
      ${radioGroup({
        label: t('Payment method'),
        name: 'method',
        value: values['method'] ?? 'invoice',
        choices: [
          { value: 'invoice', label: t('Pay by invoice'), hint: t('Within 14 days; the fields below stay empty') },
          { value: 'card', label: t('Pay by card') },
        ],
      })}
      <div class="pair">
        ${textField(field('holder', 'Name on card'))} ${textField(field('card', 'Card number'))}
        ${textField(field('expiry', 'Expiry date', 'MM/YY'))} ${textField(field('code', 'Security code'))}
      </div>
      <button>${t('Continue to review')}</button>`,
  });
}

function save(x: Exchange): Answer {
  const { state, form, t } = x;
  const early = tooEarly(x, 'Payment');
  if (early) return early;
  if (form.text('method') !== 'card') {
    state.checkout.payment = 'Pay by invoice';
    return redirect('/checkout/review');
  }
  const values = Object.fromEntries(['method', ...CARD.map(([name]) => name)].map((name) => [name, form.text(name)]));
  const errors: Record<string, string> = {};
  for (const [name, form, message] of CARD) if (!form.test(values[name] ?? '')) errors[name] = t(message);
  if (Object.keys(errors).length > 0) return paymentPage(x, values, errors);
  state.checkout.payment = `Card ending in ${(values['card'] ?? '').slice(-4)}`;
  return redirect('/checkout/review');
}
