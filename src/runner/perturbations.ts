/** What makes a run harder without changing what is tested: a spec that passes all the same is not flaky. */
export interface Perturbation {
  name: string;
  /** Each request is held back by 50 to 400 ms. */
  latency?: boolean;
  /** The page's processor is four times slower. Chromium only. */
  cpu?: boolean;
  reducedMotion?: boolean;
  /** The page is up to a tenth wider or narrower, higher or lower. */
  viewport?: boolean;
}

const ONE_BY_ONE: readonly Perturbation[] = [
  { name: 'latency 50–400 ms', latency: true },
  { name: 'CPU ×4 slower', cpu: true },
  { name: 'reduced motion', reducedMotion: true },
  { name: 'viewport ±10 %', viewport: true },
];

/** The first run is plain; then each by itself, then all together, and so on. */
export function perturbationsFor(runs: number, browser: string): Perturbation[] {
  const single = ONE_BY_ONE.filter(({ cpu }) => cpu !== true || browser === 'chromium');
  const all: Perturbation = Object.assign({}, ...single, { name: 'all together' });
  const cycle = [...single, all];
  return Array.from({ length: runs }, (_, index) =>
    index === 0 ? PLAIN : (cycle[(index - 1) % cycle.length] ?? PLAIN),
  );
}

export const PLAIN: Perturbation = { name: 'none' };

/** What a run is told, through its environment. */
export interface PerturbationOrder extends Perturbation {
  seed: string;
  /** Folder of the `@playwright/test` that runs the spec. */
  runner: string;
  /** Absolute file that is made as soon as a browser is perturbed: without it nothing was. */
  mark: string;
}

export const PERTURBATION_VARIABLE = 'UITEST_PERTURBATION';

/** A number that depends on nothing but seed and key, evenly spread over `from` to `to`, both included. */
export function numberFor(seed: string, key: string, from: number, to: number): number {
  let hash = 2_166_136_261;
  for (const letter of `${seed}\n${key}`) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16_777_619);
  // Neighbouring keys differ in their last letters only: these have to reach every bit.
  hash = Math.imul(hash ^ (hash >>> 16), 2_246_822_507);
  hash = Math.imul(hash ^ (hash >>> 13), 3_266_489_909);
  return from + (((hash ^ (hash >>> 16)) >>> 0) % (to - from + 1));
}
