/** A scenario step as intents, whatever its kind. Pure: the same for preflight and for a run. */
import type { TypedExpectation, TypedStep } from '../../core/scenario.ts';
import type { TurnStep } from '../../core/turnText.ts';
import { understand, type Understanding } from './clauses.ts';
import type { Act, Intent } from './intent.ts';
import { typedAct, typedExpectation } from './typed.ts';

export function readStep({ kind, body }: Pick<TurnStep, 'kind' | 'body'>): Understanding {
  switch (kind) {
    case 'prose':
      return understand(body, 'do');
    case 'goal':
      return readGoal(body);
    case 'expect':
    case 'still':
      return understand(body, 'expect');
    case 'typed':
      return known(body, typedAct(JSON.parse(body) as TypedStep));
    case 'expect-typed':
    case 'still-typed':
      return known(body, typedExpectation(JSON.parse(body) as TypedExpectation));
    case 'extract': {
      const wanted = Object.entries(JSON.parse(body) as Record<string, string>);
      return {
        intents: wanted.map(([name, description]) => intentOf({ act: 'extract', name, description }, description)),
      };
    }
  }
}

/** A pass needs evidence, so a goal for the rules says itself what is to be seen in the end. */
function readGoal(text: string): Understanding {
  const read = understand(text, 'do');
  if ('problem' in read) return read;
  if (read.intents.some(({ act }) => act.startsWith('verify'))) return read;
  return {
    problem: {
      clause: text,
      why: 'the goal does not say what is to be seen in the end',
      instead: `${text.replace(/[.\s]+$/, '')} and check that "…" is visible`,
    },
  };
}

function known(body: string, act: Act): Understanding {
  return { intents: [intentOf(act, body)] };
}

function intentOf(act: Act, clause: string): Intent {
  return { ...act, clause, span: { start: 0, end: clause.length } };
}
