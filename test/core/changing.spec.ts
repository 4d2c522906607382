import { expect, test } from '@playwright/test';
import { changingIn, lastingPattern, speaking } from '../../src/core/changing.ts';

const patternOf = (text: string, spoken = '') =>
  lastingPattern(text, changingIn(text, speaking(spoken)), { whole: true });

for (const [text, pattern, later] of [
  ['Inbox (12)', '/^Inbox \\(\\d+\\)$/', 'Inbox (3)'],
  ['Inbox [99+]', '/^Inbox \\[\\d+\\+\\]$/', 'Inbox [7+]'],
  ['All (1,204)', '/^All \\([\\d.,]+\\)$/', 'All (998)'],
  ['3 items', '/^\\d+ items?$/', '1 item'],
  ['1 item in the cart', '/^\\d+ items? in the cart$/', '4 items in the cart'],
  ['5 minutes ago', '/^\\d+ ?\\p{L}+ ago$/u', '1 hour ago'],
  ['Ends in 2 days', '/^Ends in \\d+ ?\\p{L}+$/u', 'Ends in 1 hour'],
  ['Order 2026-11-23', '/^Order \\d+-\\d+-\\d+$/', 'Order 2027-01-02'],
  ['2026-11-23 Order', '/^\\d+-\\d+-\\d+ Order$/', '2027-01-02 Order'],
  ['Run of 2026-11-23T10:20:30Z', '/^Run of \\d+-\\d+-\\d+T\\d+:\\d+:\\d+Z$/', 'Run of 2026-11-24T00:00:00Z'],
  ['Due 24.12.2026', '/^Due \\d+\\.\\d+\\.\\d+$/', 'Due 1.1.2027'],
  ['Due 12/24/2026', '/^Due \\d+\\/\\d+\\/\\d+$/', 'Due 1/2/2027'],
  ['Nov 23, 2026', '/^\\p{L}+\\.? \\d+\\p{L}*,? \\d+$/u', 'Dec 1, 2026'],
  ['Paid 23 November 2026', '/^Paid \\d+[\\p{L}.]* \\p{L}+\\.?,? \\d+$/u', 'Paid 1 May 2027'],
  ['Today 10:45', '/^Today [\\d:]+$/', 'Today 9:05'],
  ['Today 10:45 AM', '/^Today [\\d:]+ ?[AaPp][Mm]$/', 'Today 1:05 PM'],
  ['09:00-10:30', '/^[\\d:]+-[\\d:]+$/', '10:00-11:00'],
  ['#10023', '/^#\\d+$/', '#10024'],
  ['Order #10023 (2)', '/^Order #\\d+ \\(\\d+\\)$/', 'Order #1 (3)'],
  ['Order 1001', '/^Order \\d+$/', 'Order 1002'],
  ['INV-2024-00017', '/^INV-2024-\\d+$/', 'INV-2024-00018'],
  ['Ticket 7f9c0e2a-1111-4222-8333-444455556666', '/^Ticket [\\da-f-]{36}$/', undefined],
  ['Build 7f9c0e2a11', '/^Build [\\da-f]+$/', 'Build 00ab'],
  ['Panel :r1a:', '/^Panel :r[\\da-z]+:$/', 'Panel :r2:'],
  ['Call 5551234567', '/^Call \\d+$/', undefined],
] as const)
  test(`digits of ${text} change`, () => {
    const pattern_ = patternOf(text);

    expect(String(pattern_)).toBe(pattern);
    expect(pattern_.test(text)).toBe(true);
    expect(pattern_.test(later ?? text)).toBe(true);
    expect(pattern_.test(`${text} more`)).toBe(false);
  });

for (const text of [
  'Step 2',
  'Page 3',
  'Room 101',
  'H2O',
  'Version 2.1.0',
  'v1.12.2024',
  '€ 24.50',
  '$1234567',
  '1.234.567 €',
  'Alien (1979)',
  'iPhone 15',
  '2 x 4',
  'RFC-2119',
  'MP3',
  '50%',
  'feedface',
  'The 7 habits',
  'Level 42 of 100',
])
  test(`${text} is a name`, () => {
    expect(changingIn(text)).toEqual([]);
  });

for (const [text, spoken, kept] of [
  ['Order 1001', 'open order 1001', true],
  ['Order #1001', 'open order 1001', true],
  ['23.11.2026', 'choose 2026-11-23', true],
  ['3 items', 'it shows 3 items', true],
  ['Cart (3)', 'the cart shows 3', true],
  ['Cart (13)', 'the cart shows 3', false],
  ['Order 1001', 'open the newest order', false],
] as const)
  test(`${text} is ${kept ? 'kept' : 'not kept'} when the step says: ${spoken}`, () => {
    expect(changingIn(text, speaking(spoken)).length).toBe(kept ? 0 : 1);
  });

test('a part of a name is looked for anywhere in it', () => {
  const text = 'Ann (3)';

  expect(String(lastingPattern(text, changingIn(text), { whole: false }))).toBe('/Ann \\(\\d+\\)/');
});
