/** A host's words → a fault. Hosts agree on little; each wording here was seen at one of them, or is of its kind. */
import { test, expect } from '@playwright/test';
import { faultOf } from '../../../src/model/kimi/hostAnswer.ts';

for (const [status, words, kind] of [
  [400, 'Invalid request: failed to decode image: not a JPEG', 'image'],
  [400, 'Invalid image data', 'image'],
  [400, 'cannot identify image file <_io.BytesIO object>', 'image'],
  [400, 'You uploaded an unsupported image. Please make sure your image is valid.', 'image'],
  [400, 'Could not process image', 'image'],
  [415, 'Unsupported Media Type', 'image'],
  [422, 'image format is invalid', 'image'],
  [400, 'this model does not support image input', 'bad_request'],
  [400, 'unknown field "image_detail"', 'bad_request'],
  [400, 'Invalid request: Your request exceeded model token limit: 262144 (requested: 300000)', 'context'],
  [400, "This model's maximum context length is 262144 tokens", 'context'],
  [400, 'total message size 3145728 exceeds limit 2097152', 'body_size'],
  [413, '', 'body_size'],
  [400, 'The request was rejected because it was considered high risk', 'content_filter'],
  [402, 'Insufficient credits', 'quota'],
  [403, 'Your account is suspended due to insufficient balance', 'quota'],
  [403, 'forbidden', 'key'],
  [400, 'moonshotai/kimi-k9 is not a valid model ID', 'not_found'],
  [404, 'The model `kimi-k2` does not exist', 'not_found'],
  [429, 'rate limit reached', 'overloaded'],
  [500, 'oops', 'overloaded'],
  [301, '', 'redirect'],
  [undefined, 'The engine is currently overloaded', 'overloaded'],
] as const) {
  test(`${status ?? 'in the stream'} ${words.slice(0, 60)}: ${kind}`, () => {
    expect(faultOf({ status, body: JSON.stringify({ error: { message: words } }) }).kind).toBe(kind);
  });
}
