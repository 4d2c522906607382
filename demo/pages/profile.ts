import { dayBefore, shownDay } from '../day.ts';
import { file, redirect, userOf, type Answer, type Exchange, type Route } from '../exchange.ts';
import { checkbox, errorSummary, radioGroup, selectField, textField } from '../fields.ts';
import { html, type Html } from '../html.ts';
import { page } from '../layout.ts';
import { CONTACTS, COUNTRIES, type Profile } from '../state.ts';
import { notFound, serverError } from './notFound.ts';

const PICTURES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

export const profileRoutes: Route[] = [
  { method: 'GET', path: '/profile', answer: (x) => profilePage(x, x.state.profiles[userOf(x.state)]) },
  { method: 'POST', path: '/profile', answer: save },
  { method: 'GET', path: '/profile/avatar', answer: avatar },
];

function profilePage(x: Exchange, profile: Profile, errors: Record<string, string> = {}): Answer {
  const { t } = x;
  return page(x, {
    title: t('Profile'),
    body: html`<h1>${t('Your profile')}</h1>
      <p class="lead">${t('What the shop knows about you.')}</p>
      <div class="columns">
        <form class="card" method="post" action="/profile" enctype="multipart/form-data" novalidate>
          ${errorSummary(t('Please correct the marked fields.'), errors)} ${fields(x, profile, errors)}
          <button>${t('Save profile')}</button>
        </form>
        ${visitingCard(x)}
      </div>`,
  });
}

function fields({ t }: Exchange, profile: Profile, errors: Record<string, string>): Html {
  const { fullName, email, birthday, country } = profile;
  return html`<div class="pair">
      ${textField({ label: t('Full name'), name: 'fullName', value: fullName, error: errors['fullName'] })}
      ${textField({ label: t('Email address'), name: 'email', value: email, type: 'email', error: errors['email'] })}
      ${selectField({ label: t('Country'), name: 'country', value: country, options: COUNTRIES, shown: t })}
      ${textField({ label: t('Date of birth'), name: 'birthday', value: birthday, type: 'date', error: errors['birthday'] })}
      ${radioGroup({
        label: t('Preferred contact'),
        name: 'contact',
        value: profile.contact,
        choices: CONTACTS.map((value) => ({ value, label: t(value) })),
      })}
      <div>
        ${checkbox({ label: t('Newsletter'), name: 'newsletter', checked: profile.newsletter, hint: t('Once a month, no more') })}
        <div class="field">
          <label for="avatar">${t('Avatar')}</label>
          <input type="file" id="avatar" name="avatar" accept="${PICTURES.join(',')}" />
          ${errors['avatar'] && html`<span class="error">${errors['avatar']}</span>`}
        </div>
      </div>
    </div>
    ${textField({ label: t('Bio'), name: 'bio', value: profile.bio, rows: 2 })}`;
}

/** What is really kept, beside the form. */
function visitingCard({ t, state }: Exchange): Html {
  const kept = state.profiles[userOf(state)];
  const picture = kept.avatar
    ? html`<img class="avatar" src="/profile/avatar" alt="${t('Your picture')}" />`
    : html`<div class="avatar" aria-hidden="true">${kept.fullName.slice(0, 1)}</div>`;
  return html`<section class="card" aria-labelledby="kept">
    <h2 id="kept">${t('Visiting card')}</h2>
    ${picture}
    <dl>
      <dt>${t('Name')}</dt>
      <dd>${kept.fullName}</dd>
      <dt>${t('Lives in')}</dt>
      <dd>${t(kept.country)}</dd>
      <dt>${t('Born on')}</dt>
      <dd><bdi>${shownDay(kept.birthday)}</bdi></dd>
      <dt>${t('Picture')}</dt>
      <dd>${kept.avatar?.name ?? t('none yet')}</dd>
    </dl>
  </section>`;
}

function save(x: Exchange): Answer {
  const { state, bug } = x;
  const kept = state.profiles[userOf(state)];
  const { profile, errors } = read(x, kept);
  if (bug('save-500')) return serverError(x);
  if (Object.keys(errors).length > 0) return profilePage(x, profile, errors);
  if (bug('radio-not-saved')) profile.contact = kept.contact;
  if (bug('checkbox-inverted')) profile.newsletter = !profile.newsletter;
  if (bug('date-shifted')) profile.birthday = dayBefore(profile.birthday);
  if (bug('upload-lost')) profile.avatar = kept.avatar;
  state.profiles[userOf(state)] = profile;
  state.notice = x.t('Profile saved.');
  return redirect('/profile');
}

function read({ form, t }: Exchange, kept: Profile): { profile: Profile; errors: Record<string, string> } {
  const profile: Profile = {
    fullName: form.text('fullName'),
    email: form.text('email'),
    country: COUNTRIES.find((country) => country === form.text('country')) ?? kept.country,
    contact: CONTACTS.find((contact) => contact === form.text('contact')) ?? kept.contact,
    newsletter: form.has('newsletter'),
    birthday: form.text('birthday'),
    bio: form.text('bio'),
    avatar: form.upload('avatar') ?? kept.avatar,
  };
  const errors: Record<string, string> = {};
  if (profile.fullName === '') errors['fullName'] = t('Enter the full name.');
  if (!/^\S+@\S+\.\S+$/.test(profile.email)) errors['email'] = t('Enter an email address such as name@example.com.');
  if (!/^\d{4}-\d\d-\d\d$/.test(profile.birthday)) errors['birthday'] = t('Enter the date of birth.');
  if (profile.avatar && !PICTURES.includes(profile.avatar.type))
    errors['avatar'] = t('The avatar must be a PNG, JPEG, GIF or WebP picture.');
  return { profile, errors };
}

function avatar(x: Exchange): Answer {
  const picture = x.state.profiles[userOf(x.state)].avatar;
  return picture ? file(picture.bytes, picture.type) : notFound(x);
}
