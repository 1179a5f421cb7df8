import type { FromPhone, ToPhone } from '../../protocol/phone-messages';
import { reportError } from './errors';
import { pageUrl, topPage } from './page-stack';
import { phone, startAnew, textScaleOf } from './phone';
import type { Router } from './router';
import { forgetAllPhones } from './wx/storage';

/**
 * Listens to the console, which shows the phone in a frame of the same origin, and tells it where
 * the phone is. Messages from anywhere else are not heard.
 *
 * @param home route of the first page of app.json, where order ids are typed
 */
export function connectConsole(router: Router, home: string): void {
  document.addEventListener('focusin', ({ target }) => {
    if (isField(target)) chosen = target;
  });
  window.addEventListener('message', ({ origin, data }: MessageEvent<unknown>) => {
    if (origin !== location.origin) return;
    try {
      // The console is this program's other half, built with it.
      obey(data as ToPhone, router, home);
    } catch (error) {
      reportError(error, 'console');
    }
  });
  const tellRoute = (path: string): void => {
    tell({ type: 'route', path, person: phone.person });
  };
  router.routed.add(tellRoute);
  const shown = topPage();
  if (shown !== undefined) tellRoute(shown.route);
}

function tell(message: FromPhone): void {
  if (window.parent !== window) window.parent.postMessage(message, location.origin);
}

type Field = HTMLInputElement | HTMLTextAreaElement;

/** The field that had the focus last: it loses it to whatever is pressed beside the phone. */
let chosen: Field | null = null;

function isField(target: unknown): target is Field {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

/** Types into the field that was chosen last, and tells whether the page that is shown has it. */
function typeWhereChosen(text: string): void {
  const isShown = topPage()?.frame.section.contains(chosen) ?? false;
  if (isShown) typeInto(chosen, text);
  tell({ type: 'typed', text, isTyped: isShown });
}

function obey(message: ToPhone, router: Router, home: string): void {
  switch (message.type) {
    case 'type-order-id':
      typeInto(orderField(router, home), message.orderId);
      return;
    case 'type-text':
      typeWhereChosen(message.text);
      return;
    case 'open':
      router.reLaunch(message.url);
      return;
    case 'theme':
      phone.change({ theme: message.theme });
      return;
    case 'text': {
      const shown = topPage();
      if (textScaleOf(message.scale) !== phone.settings.textScale)
        // As WeChat does, on the page that is shown.
        startAnew({ text: message.scale, ...(shown && { path: pageUrl(shown) }) });
      return;
    }
    case 'client':
      phone.change({ client: message.client });
      return;
    case 'network':
      phone.change({ online: message.online });
      return;
    case 'person':
      startAnew({ person: message.person, path: null, scene: null });
      return;
    case 'start-over':
      forgetAllPhones();
      startAnew({ person: message.person, path: null, scene: null });
  }
}

/** The field of the first page, which is opened unless it is shown. */
function orderField(router: Router, home: string): Element | null {
  if (topPage()?.route !== home) router.reLaunch(`/${home}`);
  return topPage()?.frame.section.querySelector('wx-input input') ?? null;
}

/** Types as a barcode scanner does, key by key, without Enter. */
function typeInto(field: Element | null, text: string): void {
  if (!isField(field)) throw new Error('The phone shows no field to type into');
  field.focus();
  field.value = '';
  for (const character of text) {
    field.value += character;
    field.dispatchEvent(new InputEvent('input', { data: character, inputType: 'insertText' }));
  }
}
