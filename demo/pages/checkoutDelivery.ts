import { redirect, type Answer, type Exchange, type Route } from '../exchange.ts';
import { checkbox, radioGroup } from '../fields.ts';
import { html } from '../html.ts';
import type { DeliveryMethod } from '../state.ts';
import { tooEarly, wizardPage } from './wizard.ts';

export const deliveryRoutes: Route[] = [
  { method: 'GET', path: '/checkout/delivery', answer: (x) => tooEarly(x, 'Delivery') ?? deliveryPage(x) },
  { method: 'POST', path: '/checkout/delivery', answer: save },
];

function deliveryPage(x: Exchange): Answer {
  const { t, state } = x;
  const delivery = state.checkout.delivery ?? { method: 'standard', giftWrap: false };
  return wizardPage(x, {
    step: 'Delivery',
    heading: t('How should we deliver?'),
    fields: html`${radioGroup({
        label: t('Delivery method'),
        name: 'method',
        value: delivery.method,
        choices: [
          { value: 'standard', label: t('Standard delivery'), hint: t('Three to five days, €4.90, free from €150') },
          { value: 'express', label: t('Express delivery'), hint: t('Tomorrow, €12.90') },
          { value: 'pickup', label: t('Pick up in the shop'), hint: t('From this afternoon, free') },
        ],
      })}
      ${checkbox({ label: t('Gift wrapping'), name: 'gift', checked: delivery.giftWrap, hint: t('Recycled paper and a ribbon, €3.50') })}
      <div class="buttons"><button>${t('Continue to payment')}</button></div>`,
  });
}

function save(x: Exchange): Answer {
  const { state, form, bug } = x;
  const early = tooEarly(x, 'Delivery');
  if (early) return early;
  const asked = methodIn(form.text('method'));
  const method = bug('delivery-not-saved') && asked === 'express' ? 'standard' : asked;
  state.checkout.delivery = { method, giftWrap: form.has('gift') };
  return redirect('/checkout/payment');
}

function methodIn(text: string): DeliveryMethod {
  return text === 'express' || text === 'pickup' ? text : 'standard';
}
