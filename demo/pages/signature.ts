/** A canvas that is drawn on with the pointer; what is posted is its picture. */
import { redirect, type Answer, type Exchange, type Route } from '../exchange.ts';
import { html, script } from '../html.ts';
import { page } from '../layout.ts';

export const signatureRoutes: Route[] = [
  { method: 'GET', path: '/signature', answer: (x) => signaturePage(x) },
  { method: 'POST', path: '/signature', answer: save },
];

function signaturePage(x: Exchange, error?: string): Answer {
  const { t, state } = x;
  return page(x, {
    title: t('Signature'),
    body: html`<h1>${t('Sign for a delivery')}</h1>
      <p class="lead">${t('Draw your name in the box with mouse, pen or finger.')}</p>
      ${error !== undefined && html`<p class="alert" role="alert">${error}</p>`}
      <div class="columns">
        <form class="card" method="post" action="/signature" id="pad">
          <canvas width="738" height="240" role="img" aria-label="${t('Signature box')}"></canvas>
          <input type="hidden" name="drawing" />
          <div class="buttons">
            <button>${t('Save signature')}</button>
            <button class="quiet" type="button" id="clear">${t('Clear')}</button>
          </div>
        </form>
        <section class="card" aria-labelledby="kept">
          <h2 id="kept">${t('On file')}</h2>
          ${
            state.signature === undefined
              ? html`<p>${t('No signature yet')}</p>`
              : html`<img src="${state.signature}" alt="${t('Your signature')}" style="max-width:100%" />`
          }
        </section>
      </div>
      ${script(drawOnCanvas)}`,
  });
}

function save(x: Exchange): Answer {
  const drawing = x.form.text('drawing');
  if (!/^data:image\/png;base64,[\w+/=]+$/.test(drawing)) return signaturePage(x, x.t('Please sign first.'));
  if (!x.bug('signature-lost')) x.state.signature = drawing;
  x.state.notice = x.t('Signature saved.');
  return redirect('/signature');
}

function drawOnCanvas(): void {
  const form = document.querySelector<HTMLFormElement>('#pad');
  const canvas = form?.querySelector('canvas');
  const pen = canvas?.getContext('2d');
  const drawing = form?.querySelector<HTMLInputElement>('[name=drawing]');
  if (!form || !canvas || !pen || !drawing) return;

  let drawn = false;
  Object.assign(pen, { lineWidth: 3, lineCap: 'round', lineJoin: 'round', strokeStyle: '#20263a' });
  canvas.addEventListener('pointerdown', (event) => {
    canvas.setPointerCapture(event.pointerId);
    pen.beginPath();
    pen.moveTo(event.offsetX, event.offsetY);
  });
  canvas.addEventListener('pointermove', (event) => {
    if (event.buttons === 0) return;
    pen.lineTo(event.offsetX, event.offsetY);
    pen.stroke();
    drawn = true;
  });
  form.querySelector('#clear')?.addEventListener('click', () => {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    drawn = false;
  });
  form.addEventListener('submit', () => {
    drawing.value = drawn ? canvas.toDataURL('image/png') : '';
  });
}
