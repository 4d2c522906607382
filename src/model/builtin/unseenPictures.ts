/** The steps that bring pictures along: rules plan them from their words alone, and whoever wrote them should know. */
import type { Location, ScenarioStep } from '../../core/scenario.ts';

export function unseenPictures(steps: readonly ScenarioStep[]): { location: Location; message: string }[] {
  return steps.flatMap((step) => {
    if (step.kind === 'repeat') return unseenPictures(step.steps);
    if (!step.images) return [];
    const message =
      'the pictures of this step are not looked at: builtin plans by rules and sees nothing, a model (--model) would';
    return [{ location: step.location, message }];
  });
}
