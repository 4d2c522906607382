/** `uitest report --serve`, asked as a browser never would. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { emptyFolder, startUitest, uitest } from '../support/cli.ts';
import { writeRun } from './writtenRuns.ts';

interface Answer {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: string;
}

/** The path goes out as it is written: nothing is made shorter or escaped. */
function ask(url: URL, rawPath: string, { method = 'GET', host = url.host } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      { host: url.hostname, port: url.port, path: rawPath, method, headers: { host }, agent: false },
      (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (body += chunk));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
      },
    );
    request.on('error', reject);
    request.end();
  });
}

async function served(args: string[]): Promise<{ url: URL; stop: () => Promise<void> }> {
  const running = startUitest(['report', '--serve', ...args]);
  await running.printed('Ctrl-C ends it');
  await running.printed('/index.html\n');
  const url = new URL(/http:\S+/.exec(running.soFar())?.[0] ?? '');
  const stop = async () => {
    process.kill(running.pid, 'SIGINT');
    await running.ended;
  };
  return { url, stop };
}

test('all runs are served, by an address that nobody can guess, to nobody else, and nothing but their files', async ({
  page,
}) => {
  const folder = emptyFolder();
  const out = path.join(folder, 'reports');
  writeFileSync(path.join(folder, 'secret.html'), 'SECRET');
  const older = writeRun(out, '01', { name: 'Older' });
  writeRun(out, '02', { name: 'Newer' });
  await picture(page, older);
  writeFileSync(path.join(older, 'odd.exe'), 'SECRET');
  writeFileSync(path.join(older, '.env'), 'SECRET');
  writeFileSync(path.join(older, '.hidden.html'), 'SECRET');
  mkdirSync(path.join(older, 'deep', 'er'), { recursive: true });
  writeFileSync(path.join(older, 'deep', 'secret.html'), 'SECRET');
  symlinkSync(path.join(folder, 'secret.html'), path.join(older, 'link.html'));
  symlinkSync(folder, path.join(out, 'up'));
  const { url, stop } = await served(['--out', out]);
  const [, token = '', run] = url.pathname.split('/');

  expect([url.hostname, run, token.length]).toEqual(['127.0.0.1', '02', 32]);
  const good = await ask(url, url.pathname);
  expect(good).toMatchObject({
    status: 200,
    headers: { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
  });
  expect(good.headers['content-security-policy']).toContain(`frame-ancestors 'none'`);
  expect(good.body).toContain('Newer');
  expect(await ask(url, url.pathname, { method: 'HEAD' })).toMatchObject({ status: 200, body: '' });
  expect((await ask(url, `/${token}/01/shots/a.png`)).headers).toMatchObject({
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
  });
  expect((await ask(url, `/${token}/01/journal.jsonl`)).headers['content-type']).toBe('text/plain; charset=utf-8');

  for (const host of [
    'evil.example',
    `evil.example:${url.port}`,
    '127.0.0.1',
    'localhost',
    `127.0.0.1:${url.port}.evil.example`,
  ])
    expect(await ask(url, url.pathname, { host }), host).toMatchObject({ status: 403, body: 'wrong host\n' });
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
    expect(await ask(url, url.pathname, { method }), method).toMatchObject({ status: 405 });
  const strays = [
    ['/', '/index.html', '/01/index.html', `/${'0'.repeat(32)}/index.html`, `//${token}/index.html`],
    ['../secret.html', '01/../../secret.html', '%2e%2e/secret.html', '..%2fsecret.html', '01/..%2f..%2fsecret.html'],
    ['..\\secret.html', '..%5csecret.html', '%2e%2e%5csecret.html', '01/%00', '01/index.html%00.png', '%'],
    ['up/secret.html', '01/link.html', '01/odd.exe', '01/.env', '01/.hidden.html', '01/deep/secret.html'],
    ['01', '01/', '01/shots', '01/shots/', 'shots', `file:///${folder}/secret.html`, `%2f${folder}/secret.html`],
  ].flatMap((paths, at) => (at === 0 ? paths : paths.map((each) => `/${token}/${each}`)));
  for (const stray of strays) {
    const answer = await ask(url, stray);
    expect(answer.status, stray).toBeGreaterThanOrEqual(400);
    expect(answer.body, stray).not.toContain('SECRET');
  }

  const broken: string[] = [];
  page.on('console', (message) => broken.push(message.text()));
  await page.goto(url.href);
  await page.getByRole('link', { name: 'uitest' }).click();
  await page.getByRole('row').getByRole('link', { name: 'Older' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Older');
  expect(broken).toEqual([]);
  await stop();
  await expect(ask(url, url.pathname)).rejects.toThrow();
});

test('a run that lies elsewhere is served alone, and one file needs no server', async () => {
  const folder = emptyFolder();
  const dir = writeRun(folder, '01');
  writeRun(folder, '02');
  writeFileSync(path.join(folder, 'index.html'), 'SECRET');

  const { url, stop } = await served([dir, '--out', path.join(folder, 'reports')]);
  const token = url.pathname.split('/')[1] ?? '';
  const statuses = await Promise.all(
    [url.pathname, `/${token}/index.html`, `/${token}/`, `/${token}/02/journal.jsonl`].map((each) => ask(url, each)),
  );
  await stop();

  expect(statuses.map(({ status }) => status)).toEqual([200, 404, 404, 404]);
  const both = await uitest(['report', '--serve', '--single-file', '--out', folder]);
  expect(both).toMatchObject({
    code: 2,
    text: expect.stringContaining('expected --serve or --single-file, found both'),
  });
});

async function picture(page: Page, dir: string): Promise<void> {
  writeFileSync(path.join(dir, 'shots', 'a.png'), await page.screenshot());
}
