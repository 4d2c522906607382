import { chromium, firefox, webkit, type Browser } from 'playwright';
import { UitestError, messageOf } from '../core/error.ts';
import type { Use } from '../core/scenario.ts';

/**
 * WebRTC sends UDP past any proxy, DNS look-ups leave before it is asked, and Debian's Chromium calls home:
 * these close all three (docs/decisions/2026-11-23-guard.md). `disable_non_proxied_udp` is the spelling that works; of the two
 * switches the whole browser reads the first, the build without a window the second.
 */
const CHROMIUM_ARGS = [
  '--webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
  // No switch turns its look-ups of form fields off; at a port where nobody may listen they are never sent.
  '--autofill-server-url=http://127.0.0.1:1/',
];

export type BrowserName = Use['browser'];

export interface LaunchOptions {
  browser: BrowserName;
  executable?: string;
  headed: boolean;
  /** As root Chromium's sandbox cannot be used. */
  sandbox: boolean;
  /** `ws://` of a Playwright server or `http://` of a DevTools endpoint: used instead of starting one. */
  connect?: string;
}

export async function launchBrowser({
  browser,
  executable,
  headed,
  sandbox,
  connect,
}: LaunchOptions): Promise<Browser> {
  const type = { chromium, firefox, webkit }[browser];
  try {
    if (connect) return connect.startsWith('ws') ? await type.connect(connect) : await chromium.connectOverCDP(connect);
    return await type.launch({
      ...(executable ? { executablePath: executable } : {}),
      headless: !headed,
      ...(browser === 'chromium' ? { args: CHROMIUM_ARGS, chromiumSandbox: sandbox } : {}),
    });
  } catch (cause) {
    const what = connect ? `connect to ${connect}` : `start ${executable ?? browser}`;
    throw new UitestError(
      'browser.start',
      `could not ${what}: ${firstLine(messageOf(cause))}. Run \`npx uitest doctor\` to see which browsers work here`,
      { cause },
    );
  }
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? text;
}
