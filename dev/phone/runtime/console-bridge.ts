import { reportError } from './errors';
import { openAs } from './open-as';
import { topPage } from './page-stack';
import { phone, textScaleOf } from './phone';
import type { Router } from './router';
import { isRecord, textOf } from './values';

/** What the page around the phone may do with it. */
export interface Bridge {
  readonly router: Router;
  /** Path of the first page of app.json, where order ids are typed. */
  readonly home: string;
}

/**
 * Listens to the console, which shows the phone in a frame of the same origin, and tells it where the phone is. Messages from anywhere
 * else are not heard.
 */
export function connectConsole({ router, home }: Bridge): void {
  window.addEventListener('message', ({ origin, data }: MessageEvent<unknown>) => {
    if (origin !== location.origin || !isRecord(data)) return;
    try {
      obey(data, router, home);
    } catch (error) {
      reportError(error, 'console');
    }
  });
  const tell = (path: string): void => {
    if (window.parent !== window)
      window.parent.postMessage({ type: 'route', path, person: phone.person }, location.origin);
  };
  router.routed.add(tell);
  const shown = topPage();
  if (shown !== undefined) tell(shown.route);
}

function obey(message: Record<string, unknown>, router: Router, home: string): void {
  switch (message['type']) {
    case 'type-order-id':
      typeText(textOf(message['orderId']), router, home);
      return;
    case 'open':
      router.reLaunch(textOf(message['url']));
      return;
    case 'theme':
      phone.change({ theme: message['theme'] === 'dark' ? 'dark' : 'light' });
      return;
    case 'text':
      phone.change({ textScale: textScaleOf(textOf(message['scale'])) });
      return;
    case 'network':
      phone.change({ online: message['online'] !== false });
      return;
    case 'person':
      openAs(
        textOf(message['person'], 'clerk'),
        typeof message['path'] === 'string' ? message['path'] : undefined,
      );
  }
}

/** Types as a barcode scanner does, key by key, without Enter; on the first page when the one shown has no field. */
function typeText(text: string, router: Router, home: string): void {
  const fieldIn = (): HTMLInputElement | null =>
    topPage()?.frame.section.querySelector<HTMLInputElement>('wx-input input') ?? null;
  let field = fieldIn();
  if (field === null) {
    router.reLaunch(`/${home}`);
    field = fieldIn();
  }
  if (field === null) throw new Error(`${home} has no field to type into`);
  field.focus();
  field.value = '';
  for (const character of text) {
    field.value += character;
    field.dispatchEvent(new InputEvent('input', { data: character, inputType: 'insertText' }));
  }
}
