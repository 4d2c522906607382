/** Shows scenario steps as Playwright's own test steps, at their place in the YAML file: in its HTML report, UI mode and traces. */
import type { test } from '@playwright/test';
import { unroll, type Scenario } from '../core/scenario.ts';
import type { Emit } from '../journal/event.ts';

/** A run of thousands of steps would make Playwright's own reports unusable. */
const MAX_STEPS = 500;

export function stepMirror(runner: Pick<typeof test, 'step'>, scenario: Scenario): Emit {
  const steps = new Map(unroll(scenario.steps).map((instance) => [instance.id, instance.step]));
  let open: { id: string; close(): void } | undefined;
  let shown = 0;
  return (event) => {
    if (event.type === 'run-end' || (open && event.type === 'step-end' && event.stepId === open.id)) {
      open?.close();
      open = undefined;
    }
    const id = event.type === 'turn-start' || event.type === 'tool-call' ? event.stepId : undefined;
    const step = id === undefined ? undefined : steps.get(id);
    if (!step || id === undefined || open?.id === id || ++shown > MAX_STEPS) return;
    open?.close();
    let close: () => void = () => undefined;
    const closed = new Promise<void>((resolve) => {
      close = resolve;
    });
    open = { id, close };
    // The step is over when the driver says so, not when a function returns: nobody waits for this promise.
    void runner.step(step.title, () => closed, { location: step.location }).catch(() => undefined);
  };
}
