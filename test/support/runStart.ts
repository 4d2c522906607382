/** The first record of a journal that a test writes by hand. */
import type { Scenario, ScenarioStep } from '../../src/core/scenario.ts';
import { JOURNAL_VERSION, type Event } from '../../src/journal/event.ts';
import { scenarioAt } from './session.ts';

/** Steps as prose, or as the scenario has them. */
export function scenarioOf(steps: readonly (string | ScenarioStep)[], more: Partial<Scenario> = {}): Scenario {
  return {
    ...scenarioAt('http://127.0.0.1:4173/'),
    ...more,
    steps: steps.map((step, index) => (typeof step === 'string' ? prose(String(index + 1), step) : step)),
  };
}

export function prose(id: string, text: string): ScenarioStep {
  return { kind: 'prose', ...stepBase(id, text), text };
}

export function stepBase(id: string, title: string) {
  return { id, title, optional: false, location: { file: '/scenarios/a.yaml', line: 1, column: 1 } };
}

export function runStart({
  steps,
  scenario,
  model = 'scripted',
}: {
  steps?: string[];
  scenario?: Scenario;
  model?: string;
}): Extract<Event, { type: 'run-start' }> {
  return {
    type: 'run-start',
    version: JOURNAL_VERSION,
    runId: 'run-1',
    startedAt: '2026-01-01T00:00:00.000Z',
    scenario: scenario ?? scenarioOf(steps ?? []),
    scenarioHash: 'hash',
    model,
    browser: 'chromium 150',
    uitest: '0.1.0',
    warnings: [],
  };
}
