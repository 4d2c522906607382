/** B16: a page that leaves while it is acted on. */
import { expect, test } from '../support/drive.ts';
import { call, ScriptedModel } from '../support/scriptedModel.ts';

test('B16: an action during which the page goes away is recorded once, and the page that came is looked at', async ({
  drive,
}) => {
  const model = new ScriptedModel([
    [call('click', { ref: 'button "Go"' })],
    [call('verify_text', { text: 'Arrived' }), call('step_done', { step: '1', summary: 'gone there' })],
  ]);

  const { run, calls, outcome } = await drive({
    page: {
      '/': `<button onmousedown="location.href = '/next'">Go</button><script>setTimeout(() => { document.body.append('.') }, 30)</script>`,
      '/next': '<title>Second</title><h1>Arrived</h1>',
    },
    steps: ['Go there'],
    model,
  });

  expect(outcome.status).toBe('passed');
  expect(calls.filter(({ result }) => result?.action?.kind === 'click')).toHaveLength(1);
  expect(run.turns[1]?.observation).toMatchObject({ title: 'Second' });
});
