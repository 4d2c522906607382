/** Alert, confirm, prompt: while one is open its page stands still, so nobody may wait for the page then. */
import type { BrowserContext, Dialog } from 'playwright';
import type { DialogKind } from '../core/action.ts';
import { UitestError } from '../core/error.ts';
import { TargetError } from './resolve.ts';

/** More of them, with nothing done in between, are a page that cannot be used. */
const MAX_IN_A_ROW = 20;

export class Dialogs {
  private dialog: Dialog | undefined;
  /** Dialogs since something could last be done. */
  private inARow = 0;
  private opened: (() => void) | undefined;

  /** `tell` hears of every dialog. */
  constructor(context: BrowserContext, tell: (line: string) => void) {
    context.on('dialog', (dialog) => {
      tell(`dialog ${dialog.type()}: ${dialog.message()}`);
      if (dialog.type() === 'beforeunload') {
        // Whoever leaves a page means to leave it: what plain Playwright does, and so the spec.
        dialog.accept().catch(() => undefined);
        return;
      }
      this.dialog = dialog;
      this.inARow++;
      this.opened?.();
    });
  }

  get open(): { kind: DialogKind; message: string } | undefined {
    return this.dialog && { kind: this.dialog.type() as DialogKind, message: this.dialog.message() };
  }

  /** Waits for `work`, or until a dialog opens: then undefined, and the work ends or fails when the dialog is answered. */
  async orOpened<T>(work: Promise<T>): Promise<T | undefined> {
    const opened = new Promise<undefined>((resolve) => {
      this.opened = () => resolve(undefined);
      if (this.dialog) resolve(undefined);
    });
    work.catch(() => undefined);
    try {
      return await Promise.race([work, opened]);
    } finally {
      this.opened = undefined;
    }
  }

  /** Something is about to be done: the page can be used. */
  acting(): void {
    if (!this.dialog) this.inARow = 0;
  }

  async answer(accept: boolean, text?: string): Promise<DialogKind> {
    const { dialog } = this;
    if (!dialog) throw new TargetError('no dialog is open');
    this.dialog = undefined;
    if (this.inARow > MAX_IN_A_ROW)
      throw new UitestError(
        'browser.stuck',
        `the page opened ${this.inARow} dialogs one after the other, the last an ${dialog.type()}: nobody could use it`,
      );
    await (accept ? dialog.accept(text) : dialog.dismiss());
    return dialog.type() as DialogKind;
  }
}
