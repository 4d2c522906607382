/** What a run came to once its steps are done, or once somebody said that the application failed. */
import type { Outcome } from '../core/outcome.ts';
import type { Progress } from './progress.ts';

export function passed(progress: Progress): Outcome {
  const [fault] = progress.faults;
  if (fault) {
    const reason = fault.type === 'http-5xx' || fault.type === 'failed-save' ? 'app.server_error' : 'app.page_error';
    return {
      status: 'failed',
      reason,
      message: `every step was carried out, but the application had a fault: ${fault.type}: ${fault.text}. A line \`allow: [${fault.type}]\` in the scenario permits it`,
      expected: `no ${fault.type}`,
      found: fault.text,
    };
  }
  const { evidenceCount, acceptedOpinions } = progress;
  if (evidenceCount + acceptedOpinions === 0)
    return {
      status: 'errored',
      reason: 'scenario.no_evidence',
      message:
        'nothing was proved: a pass needs at least one expectation that Playwright found true and that was not true before. Add an `expect:` step',
    };
  const said = [
    counted(evidenceCount, 'expectation proved', 'expectations proved'),
    counted(acceptedOpinions, 'opinion', 'opinions'),
  ];
  return {
    status: 'passed',
    reason: 'run.passed',
    message: `passed: ${said.filter((part) => part !== '').join(', ')}`,
  };
}

/** Somebody called `finish` with failed: the last verify that was false says what was expected and found. */
export function verdictOf(reason: string, progress: Progress, byRules: boolean): Outcome {
  const { current, lastFalse } = progress;
  const at = current ? { stepId: current.id, location: current.step.location } : {};
  if (!lastFalse) return { status: 'failed', reason: 'app.verdict', message: reason, ...at };
  return {
    status: 'failed',
    reason: 'app.expectation',
    // Rules only know the step's data; its title is what the scenario's author wrote.
    message:
      byRules && current ? `${current.step.title}: expected ${lastFalse.expected}, found ${lastFalse.found}` : reason,
    expected: lastFalse.expected,
    found: lastFalse.found,
    ...at,
  };
}

function counted(count: number, one: string, many: string): string {
  return count === 0 ? '' : `${count} ${count === 1 ? one : many}`;
}
