import type { Camera } from './camera.ts';
import { CATALOGUE } from './demoPages.ts';
import { click } from './demoRun.ts';
import { expectation, PASSED, prose, Story } from './story.ts';

/** Rounds of two steps: one turn each, the same picture over and over. */
export async function longStory(camera: Camera, rounds: number): Promise<Story> {
  const story = new Story([
    {
      id: '1',
      location: { file: '/project/scenarios/questionnaire.yaml', line: 4, column: 3 },
      title: `Repeat ${rounds} times`,
      optional: false,
      kind: 'repeat',
      times: rounds,
      as: 'page',
      steps: [
        prose('1.1', 'Answer question {{page}} and go on'),
        expectation('1.2', 'expect question {{page}} is answered'),
      ],
    },
    expectation('2', 'expect the thank-you page is shown'),
  ]);
  await camera.page.setContent(CATALOGUE);
  const add = await camera.aim(
    camera.page.getByRole('button').nth(1),
    `getByRole('button', { name: 'Next' })`,
    'button',
    'Next',
  );
  const seen = await camera.see(
    '/questionnaire',
    Array.from({ length: 60 }, (_, n) => `e${n} radio "Answer ${n}" (0.1, 0.2)`),
  );
  for (let round = 1; round <= rounds; round++) {
    story.turn(`1[${round}].1`, seen).reply().act('click', { ref: 'e9' }, click(add)).done(`1[${round}].1`);
    story
      .turn(`1[${round}].2`, seen)
      .reply()
      .act(
        'verify_text',
        { text: `Question ${round}` },
        {
          kind: 'verify',
          check: 'text',
          text: `Question ${round}`,
          exact: false,
          held: 'after',
          found: `Question ${round} of ${rounds}`,
        },
      )
      .done(`1[${round}].2`);
  }
  return story
    .turn('2', seen)
    .reply()
    .act(
      'verify_text',
      { text: 'Thank you' },
      { kind: 'verify', check: 'text', text: 'Thank you', exact: false, held: 'after', found: 'Thank you!' },
    )
    .done('2')
    .end(PASSED, 'driven', 61_400);
}
