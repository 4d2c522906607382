import { redirect, type Answer, type Exchange, type Route } from '../exchange.ts';
import { errorSummary, selectField, textField } from '../fields.ts';
import { html } from '../html.ts';
import { COUNTRIES } from '../state.ts';
import { tooEarly, wizardPage } from './wizard.ts';

const REQUIRED = [
  ['name', 'Enter the full name.'],
  ['street', 'Enter the street and number.'],
  ['postcode', 'Enter the postcode.'],
  ['city', 'Enter the city.'],
  ['country', 'Choose a country.'],
] as const;

export const addressRoutes: Route[] = [
  { method: 'GET', path: '/checkout/address', answer: (x) => tooEarly(x, 'Address') ?? addressPage(x) },
  { method: 'POST', path: '/checkout/address', answer: save },
];

function addressPage(
  x: Exchange,
  values = x.state.checkout.address ?? {},
  errors: Record<string, string> = {},
): Answer {
  const { t } = x;
  const field = (name: string, label: string, autocomplete: string): Parameters<typeof textField>[0] => ({
    label: t(label),
    name,
    value: values[name] ?? '',
    error: errors[name],
    autocomplete,
  });
  return wizardPage(x, {
    step: 'Address',
    heading: t('Where should it go?'),
    fields: html`${errorSummary(t('Please correct the marked fields.'), errors)}
      ${textField(field('name', 'Full name', 'name'))}
      ${textField(field('street', 'Street and number', 'street-address'))}
      <div class="pair">
        ${textField(field('postcode', 'Postcode', 'postal-code'))} ${textField(field('city', 'City', 'address-level2'))}
      </div>
      ${selectField({ ...field('country', 'Country', 'country-name'), options: COUNTRIES, shown: t })}
      <button>${t('Continue to delivery')}</button>`,
  });
}

function save(x: Exchange): Answer {
  const { state, form, t, bug } = x;
  const values = Object.fromEntries(REQUIRED.map(([name]) => [name, form.text(name)]));
  const errors: Record<string, string> = {};
  for (const [name, message] of REQUIRED) if (values[name] === '') errors[name] = t(message);
  const postcode = values['postcode'] ?? '';
  if (postcode !== '' && !/^[A-Z0-9][A-Z0-9 -]{2,9}$/i.test(postcode))
    errors['postcode'] = t('A postcode has three to ten letters and digits.');
  if (Object.keys(errors).length > 0 && !bug('validation-off')) return addressPage(x, values, errors);
  state.checkout.address = values;
  return redirect(bug('wrong-redirect') ? '/cart' : '/checkout/delivery');
}
