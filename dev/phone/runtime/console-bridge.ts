import type { FromPhone, ToPhone } from '../../protocol/phone-messages';
import { reportError } from './errors';
import { pageUrl, topPage } from './page-stack';
import { phone, startAnew, textScaleOf } from './phone';
import type { Router } from './router';
import { forgetAllPhones } from './wx/storage';

/**
 * Executes messages of the console, the parent window of the same origin, and reports the route of
 * the visible page to it. Ignores messages from other origins.
 *
 * @param home route of the first page, where order ids are typed
 */
export function connectConsole(router: Router, home: string): void {
  document.addEventListener('focusin', ({ target }) => {
    if (isField(target)) chosen = target;
  });
  window.addEventListener('message', ({ origin, data }: MessageEvent<unknown>) => {
    if (origin !== location.origin) return;
    try {
      // Trusts the type, because the console is built from the same source.
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

/** WeChat's scene value of a mini-program opened from a subscribe message. */
const FROM_MESSAGE = 1014;

type Field = HTMLInputElement | HTMLTextAreaElement;

/** The last focused field, kept because a click beside the phone takes the focus from it. */
let chosen: Field | null = null;

function isField(target: unknown): target is Field {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

/** Pastes into the last focused field if it is on the visible page, and reports whether it is. */
function pasteWhereChosen(text: string): void {
  const isShown = topPage()?.frame.section.contains(chosen) ?? false;
  if (isShown) typeInto(chosen, [text]);
  tell({ type: 'typed', text, isTyped: isShown });
}

function obey(message: ToPhone, router: Router, home: string): void {
  switch (message.type) {
    case 'type-order-id':
      typeInto(orderField(router, home), Array.from(message.orderId));
      return;
    case 'type-text':
      pasteWhereChosen(message.text);
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
        // Restarts on the visible page, as WeChat does.
        startAnew({ text: message.scale, ...(shown && { path: pageUrl(shown) }) });
      return;
    }
    case 'client':
      phone.change({ client: message.client });
      return;
    case 'network':
      phone.change({ online: message.online });
      return;
    case 'ring':
      ring(message.button);
      return;
    case 'person':
      startAnew({
        person: message.person,
        path: message.message === undefined ? null : `/${message.message}`,
        scene: message.message === undefined ? null : FROM_MESSAGE,
      });
      return;
    case 'start-over':
      forgetAllPhones();
      startAnew({ person: message.person, path: null, scene: null });
  }
}

/** Marks the button with this text on the visible page, and no other; null marks none. */
function ring(text: string | null): void {
  for (const marked of document.querySelectorAll('[data-ringed]')) {
    marked.removeAttribute('data-ringed');
  }
  const buttons = topPage()?.frame.section.querySelectorAll('[role="button"]') ?? [];
  const button = [...buttons].find((one) => one.textContent.trim() === text);
  button?.setAttribute('data-ringed', '');
}

/** Returns the field for order ids on the first page, which is opened if necessary. */
function orderField(router: Router, home: string): Element | null {
  if (topPage()?.route !== home) router.reLaunch(`/${home}`);
  return topPage()?.frame.section.querySelector('wx-input input') ?? null;
}

/** Types pieces one after another: characters as a barcode scanner does, or a pasted text. */
function typeInto(field: Element | null, pieces: readonly string[]): void {
  if (!isField(field)) throw new Error('The phone shows no field to type into');
  field.focus();
  field.value = '';
  for (const data of pieces) {
    field.value += data;
    field.dispatchEvent(new InputEvent('input', { data, inputType: 'insertText' }));
  }
}
