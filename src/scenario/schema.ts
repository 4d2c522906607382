/** The scenario file as a zod schema: what is allowed, in which words. `scenario.schema.json` is made from it. */
import { z } from 'zod';
import { ALLOWED_FAULTS } from '../core/scenario.ts';
import { anyText, either, fewNames, name, text } from './text.ts';
import { besideText, typedExpectations } from './typedExpectations.ts';
import { typedSteps } from './typedSteps.ts';

function optionalShape(definitions: { key: string; input: z.ZodType }[]): Record<string, z.ZodExactOptional> {
  return Object.fromEntries(definitions.map(({ key, input }) => [key, input.exactOptional()]));
}

const envName = text.regex(/^[A-Za-z_]\w{0,199}$/, 'the name of an environment variable, such as `DEMO_PASSWORD`');
const header = text.regex(/^[^\r\n]+$/, 'one line of text');
const headers = z
  .record(z.string().regex(/^[\w!#$%&'*+.^`|~-]{1,200}$/, 'the name of an HTTP header'), header)
  .refine(...fewNames);

export const expectationMap = z.strictObject({ ...optionalShape(typedExpectations), ...besideText }).meta({
  id: 'expectation',
  minProperties: 1,
  description: 'A typed expectation: exactly one of the keys, evaluated without a model.',
});

const expectation = z.union([text, expectationMap]);

export const images = z
  .array(text)
  .min(1)
  .max(4)
  .describe('Pictures that go with it to the model: PNG, JPEG or WebP, in the folder of the scenario or below.');

export const stepMap = z
  .strictObject({
    do: text.exactOptional().describe('Prose in map form, where `optional: true` has to stand beside it.'),
    expect: expectation
      .exactOptional()
      .describe('What must hold now and did not hold before: prose, or a typed expectation.'),
    still: expectation.exactOptional().describe('What held before and must hold yet: prose, or a typed expectation.'),
    extract: z
      .record(name, text)
      .refine(...fewNames)
      .exactOptional()
      .describe('Values to remember: name → what it is. Later steps use {{name}}.'),
    ...optionalShape(typedSteps),
    get repeat() {
      return repeat.exactOptional().describe('The same steps several times.');
    },
    include: text
      .exactOptional()
      .describe('Steps of another file, relative to this one, in the folder of the scenario or below.'),
    optional: z
      .boolean()
      .exactOptional()
      .describe('The target may be absent (a cookie banner): beside `do` and typed steps.'),
    images: images
      .exactOptional()
      .describe('Pictures for the model (a design, a logo): beside `do`, `extract`, `expect` and `still` in words.'),
  })
  .meta({
    id: 'step',
    minProperties: 1,
    maxProperties: 3,
    description: 'One thing to do or to expect, and perhaps `optional: true` or `images`.',
  });

const step = z.union([text, stepMap]).describe('Prose, or a map with one key.');

export const repeat = z.strictObject({
  times: z.int().min(1).max(10_000).describe('How often, 1 to 10000.'),
  as: name.exactOptional().describe('The name of the round, counted from 1, for {{name}}. Default: round.'),
  get steps() {
    return steps;
  },
});

const steps = z.array(step).min(1).max(10_000).meta({ id: 'steps' });

const vars = z
  .record(name, anyText)
  .refine(...fewNames)
  .describe('Values for {{name}} in the steps.');

export const secret = z.union([
  envName,
  z.strictObject({
    env: envName.describe('The environment variable that holds the value.'),
    origins: z
      .array(text)
      .min(1)
      .max(100)
      .exactOptional()
      .describe('Where it may be typed; default: the origins of the scenario.'),
  }),
]);

export const server = z.strictObject({
  command: text.describe('Starts the application; runs in the folder of the scenario.'),
  url: text.exactOptional().describe('Asked until it answers; default: `url` of the scenario.'),
  timeout: z
    .number()
    .positive()
    .max(3600)
    .exactOptional()
    .describe('Seconds until the application must answer. Default: 30.'),
});

export const limits = z.strictObject({
  turns: z.int().min(1).max(100_000).exactOptional().describe('Default: 60, or four a step.'),
  minutes: z.number().positive().max(1440).exactOptional().describe('Default: 10, or one for ten steps.'),
  tokens: z
    .int()
    .min(1)
    .max(1_000_000_000_000)
    .exactOptional()
    .describe('Default: 500000, or more in step with the default turns.'),
  usd: z.number().min(0).max(1_000_000).exactOptional().describe('Dollars. Default: 1.'),
  repeats: z
    .int()
    .min(2)
    .max(100)
    .exactOptional()
    .describe('How often the same calls may be made without leading anywhere new. Default: 8.'),
  mistakes: z
    .int()
    .min(1)
    .max(100)
    .exactOptional()
    .describe('Replies of the model in a row of which nothing could be carried out. Default: 5.'),
});

const pixels = z.int().min(1).max(10_000);

export const credentials = z.strictObject({
  username: text,
  secret: name.describe('The name under `secrets` of the one whose value is the password.'),
  origin: text.exactOptional().describe('The only origin that they are sent to. Default: that of `url`.'),
});

export const use = z.strictObject({
  browser: z.enum(['chromium', 'firefox', 'webkit']).exactOptional().describe('Default: chromium.'),
  viewport: z
    .strictObject({ width: pixels, height: pixels })
    .exactOptional()
    .describe('CSS pixels. Default: 1280 x 720.'),
  device: text
    .exactOptional()
    .describe("A name of Playwright's device list, such as iPhone 15; it brings its own viewport."),
  locale: text.refine(isLocale, 'a language tag such as `en-GB`').exactOptional(),
  timezone: text.refine(isTimezone, 'a time zone such as `Europe/Berlin`').exactOptional(),
  colorScheme: z.enum(['light', 'dark']).exactOptional(),
  storageState: text.exactOptional().describe("A file of Playwright's storage state, relative to the scenario."),
  testIdAttribute: text
    .regex(/^[A-Za-z_][\w:.-]{0,99}$/, 'the name of an attribute')
    .exactOptional()
    .describe('Default: data-testid.'),
  httpCredentials: credentials
    .exactOptional()
    .describe('What the browser answers with where a server asks for a user name and a password (HTTP Basic).'),
  serviceWorkers: z.enum(['allow', 'block']).exactOptional().describe('Default: block.'),
});

const request = z.strictObject({
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']),
  url: text.describe('Absolute, or relative to `url` of the scenario.'),
  body: anyText.exactOptional(),
  headers: headers.exactOptional(),
});

export const hook = z.union([
  text,
  z
    .strictObject({ command: text.exactOptional(), request: request.exactOptional() })
    .refine(...either('command', 'request')),
]);

const hooks = z.array(hook).max(100);

export const scenarioShape = {
  name: text
    .max(200)
    .regex(/^[^\r\n]+$/, 'one line of text')
    .describe('What the scenario is called in reports and specs; at most 200 characters.'),
  url: text.describe('The absolute http or https address at which the scenario begins.'),
  goal: text.exactOptional().describe('One sentence to bring about, instead of `steps`: the model plans.'),
  images: images.exactOptional().describe('Pictures that go with the `goal` to the model.'),
  steps: steps.exactOptional().describe('What to do and what to expect, in order.'),
  server: server.exactOptional().describe('How the application is started, if it is not running already.'),
  secrets: z
    .record(name, secret)
    .refine(...fewNames)
    .exactOptional()
    .describe('Names for {{secret:name}} → environment variable. Never values.'),
  vars: vars.exactOptional(),
  origins: z
    .array(text)
    .max(100)
    .exactOptional()
    .describe('What the browser may reach. Default, and always allowed: the origin of `url`.'),
  limits: limits.exactOptional().describe('What ends the run.'),
  use: use.exactOptional().describe('The browser and what it pretends to be.'),
  files: z
    .array(text)
    .max(100)
    .exactOptional()
    .describe('Files that `upload` may name by their base name; in the folder of the scenario or below.'),
  tools: z
    .union([text, z.array(text).min(1).max(20)])
    .exactOptional()
    .describe(
      'Modules (.mjs, .js) whose defineTool exports the model may call; in the folder of the scenario or below. They are code: they run.',
    ),
  headers: headers.exactOptional().describe('Sent with every request to an allowed origin.'),
  before: hooks
    .exactOptional()
    .describe('Commands or requests that put the application into a known state before the run.'),
  after: hooks.exactOptional().describe('Commands or requests after the run, whatever came of it.'),
  allow: z
    .array(z.enum(ALLOWED_FAULTS))
    .max(10)
    .exactOptional()
    .describe('Faults that are known and do not fail the run.'),
  opinion: z
    .literal('accept')
    .exactOptional()
    .describe(
      'An expectation may rest on the opinion of the model alone: what only eyes can tell. Default: it may not.',
    ),
  verify: z
    .int()
    .min(0)
    .max(100)
    .exactOptional()
    .describe('How often the spec is run to prove it. Default: 1; 0 where the scenario cannot be run twice.'),
};

export const scenarioSchema = z.strictObject(scenarioShape).meta({ title: 'uitest scenario' });

export const includedSchema = z.strictObject({
  steps: steps.describe('The steps that are put where the file is included.'),
  vars: vars.exactOptional(),
});

function isLocale(tag: string): boolean {
  return tag.length > 0 && accepts(() => Intl.getCanonicalLocales(tag));
}

function isTimezone(timeZone: string): boolean {
  return accepts(() => new Intl.DateTimeFormat('en', { timeZone }));
}

function accepts(attempt: () => unknown): boolean {
  try {
    attempt();
    return true;
  } catch {
    // `Intl` has no other way to say that a name is unknown.
    return false;
  }
}
