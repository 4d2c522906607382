/** Log in, log out, and the language. */
import { ownPath, redirect, type Answer, type Exchange, type Route } from '../exchange.ts';
import { textField } from '../fields.ts';
import { html, Html } from '../html.ts';
import { page } from '../layout.ts';
import { USERS, type UserName } from '../state.ts';

const SCENE = new Html(`<svg class="scene" viewBox="0 0 520 420" aria-hidden="true">
  <defs><radialGradient id="glow" cx=".5" cy=".1" r=".9"><stop offset="0" stop-color="#ffe3a3"/><stop offset="1" stop-color="#ffe3a3" stop-opacity="0"/></radialGradient></defs>
  <rect width="520" height="420" fill="#232a42"/><rect y="330" width="520" height="90" fill="#1a2034"/>
  <path d="M150 150h100l110 190H40z" fill="url(#glow)" opacity=".75"/><path d="M200 0v92" stroke="#f4ecdd" stroke-width="4"/><path d="M138 152a62 62 0 0 1 124 0z" fill="#d9822b"/><circle cx="200" cy="156" r="14" fill="#fff6df"/>
  <path d="M372 112h60l80 140H292z" fill="url(#glow)" opacity=".5"/><path d="M402 0v78" stroke="#f4ecdd" stroke-width="4"/><path d="M364 114a38 38 0 0 1 76 0z" fill="#3f7d6e"/><circle cx="402" cy="117" r="9" fill="#fff6df"/>
  <rect x="70" y="306" width="310" height="14" rx="4" fill="#8a5a35"/><path d="M100 320v76M350 320v76" stroke="#8a5a35" stroke-width="10"/>
  <rect x="120" y="282" width="86" height="24" rx="3" fill="#e8e0d2"/><rect x="128" y="262" width="70" height="20" rx="3" fill="#b8402f"/><path d="M282 306v-26h34v26z" fill="#4a5a8a"/><path d="M299 280c0-22-16-22-18-36 14 2 20 14 18 36zm0 0c0-26 12-28 18-42-16 4-22 18-18 42z" fill="#3f7d6e"/>
</svg>`);

export const loginRoutes: Route[] = [
  { method: 'GET', path: '/', open: true, answer: ({ state }) => redirect(state.user ? '/dashboard' : '/login') },
  { method: 'GET', path: '/login', open: true, answer: (x) => loginPage(x, '') },
  { method: 'POST', path: '/login', open: true, answer: logIn },
  { method: 'POST', path: '/logout', open: true, answer: logOut },
  { method: 'GET', path: '/language/:language', open: true, answer: chooseLanguage },
];

function loginPage(x: Exchange, name: string, error?: string): Answer {
  const { t } = x;
  const next = ownPath(x.url.searchParams.get('next') ?? x.form.text('next'), '');
  return page(x, {
    title: t('Log in'),
    body: html`<div class="welcome">
      ${SCENE}
      <div>
        <h1>${t('Good light, honestly wired.')}</h1>
        <p class="lead">${t('Run the shop and see your orders.')}</p>
        <form class="card" method="post" action="/login">
          ${error !== undefined && html`<p class="alert" role="alert">${error}</p>`}
          <input type="hidden" name="next" value="${next}" />
          ${textField({ label: t('Username'), name: 'username', value: name, autocomplete: 'username' })}
          ${textField({ label: t('Password'), name: 'password', value: '', type: 'password', autocomplete: 'current-password' })}
          <button>${x.bug('label-changed') ? 'Enter' : t('Log in')}</button>
        </form>
      </div>
    </div>`,
  });
}

function logIn(x: Exchange): Answer {
  const name = x.form.text('username').toLowerCase();
  if (name === '' || x.form.text('password') === '')
    return loginPage(x, name, x.t('Enter your username and your password.'));
  const right = isUser(name) && (USERS[name].password === x.form.text('password') || x.bug('any-password'));
  if (!right) return loginPage(x, name, x.t('The username or the password is wrong.'));
  if (x.bug('stays-on-login')) return redirect('/login');
  x.state.user = name;
  return redirect(ownPath(x.form.text('next'), '/dashboard'));
}

function logOut(x: Exchange): Answer {
  if (!x.bug('logout-ignored')) x.state.user = undefined;
  x.state.notice = x.t('You are logged out.');
  return redirect('/login');
}

function chooseLanguage({ state, params, url }: Exchange): Answer {
  state.language = params['language'] === 'ar' ? 'ar' : 'en';
  return redirect(ownPath(url.searchParams.get('back'), '/'));
}

function isUser(name: string): name is UserName {
  return Object.hasOwn(USERS, name);
}
