/** A hundred and twenty pages with one field each, kept bare so that a long run stays cheap. */
import { redirect, type Answer, type Exchange, type Route } from '../exchange.ts';
import { textField } from '../fields.ts';
import { html } from '../html.ts';
import { page } from '../layout.ts';
import { notFound } from './notFound.ts';

const QUESTIONS = 120;
const ROOMS = ['kitchen', 'hall', 'bedroom', 'bathroom', 'living room', 'study', 'cellar', 'attic', 'garden', 'garage'];
const ASKED = [
  'How many lamps hang in the {room}?',
  'Which colour of light suits the {room}?',
  'Who switches the light off in the {room}?',
  'What would you change in the {room}?',
  'When was the last bulb replaced in the {room}?',
  'Where is the switch in the {room}?',
  'Which cable do you see in the {room}?',
  'How bright is the {room} at noon?',
  'What do you read in the {room}?',
  'Would you dim the light in the {room}?',
  'Which lamp do you like least in the {room}?',
  'How would you describe the {room} to a friend?',
];

export const questionnaireRoutes: Route[] = [
  { method: 'GET', path: '/questionnaire', open: true, answer: start },
  { method: 'GET', path: '/questionnaire/done', open: true, answer: done },
  { method: 'GET', path: '/questionnaire/:number', open: true, answer: questionPage },
  { method: 'POST', path: '/questionnaire/:number', open: true, answer: answerQuestion },
];

function start(x: Exchange): Answer {
  const { t } = x;
  return page(x, {
    title: t('Questionnaire'),
    frame: 'plain',
    body: html`<div class="card narrow">
      <h1>${t('Customer questionnaire')}</h1>
      <p class="lead">${t('A few questions about the light in your home. It takes a while.')}</p>
      <a class="button" href="/questionnaire/1">${t('Start')}</a>
    </div>`,
  });
}

function questionPage(x: Exchange): Answer {
  const { t, state } = x;
  const number = numberOf(x);
  if (number === undefined) return notFound(x);
  const heading = t('Question {number} of {all}', { number, all: QUESTIONS });
  const asked = ASKED[Math.floor((number - 1) / ROOMS.length)] ?? '';
  const room = ROOMS[(number - 1) % ROOMS.length] ?? '';
  return page(x, {
    title: heading,
    frame: 'plain',
    body: html`<form class="card narrow" method="post" action="/questionnaire/${number}">
      <h1>${heading}</h1>
      <div class="meter" aria-hidden="true"><div style="width:${((number / QUESTIONS) * 100).toFixed(1)}%"></div></div>
      <p>${asked.replace('{room}', room)}</p>
      ${textField({ label: t('Answer'), name: 'answer', value: state.answers.get(number) ?? '' })}
      <button>${t('Next')}</button>
    </form>`,
  });
}

function answerQuestion(x: Exchange): Answer {
  const number = numberOf(x);
  if (number === undefined) return notFound(x);
  const answer = x.form.text('answer');
  if (answer === '') x.state.answers.delete(number);
  else x.state.answers.set(number, answer);
  const next = x.bug('questionnaire-skips') && number === 3 ? 5 : number + 1;
  return redirect(next > QUESTIONS ? '/questionnaire/done' : `/questionnaire/${next}`);
}

function done(x: Exchange): Answer {
  const { t, state } = x;
  return page(x, {
    title: t('Thank you'),
    frame: 'plain',
    body: html`<div class="card narrow">
      <h1>${t('Thank you')}</h1>
      <p class="lead">${t('You answered {n} of {all} questions.', { n: state.answers.size, all: QUESTIONS })}</p>
      <a class="button" href="/">${t('Back to the shop')}</a>
    </div>`,
  });
}

function numberOf({ params }: Exchange): number | undefined {
  const number = /^[1-9]\d*$/.test(params['number'] ?? '') ? Number(params['number']) : 0;
  return number >= 1 && number <= QUESTIONS ? number : undefined;
}
