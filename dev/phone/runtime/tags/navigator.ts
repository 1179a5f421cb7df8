import { callWx } from '../wx/call-wx';
import { numberOf, textOf } from '../values';
import type { BuiltIn } from '../framework/built-ins';
import { Hover } from './hover';

const APIS: Readonly<Record<string, string>> = {
  navigate: 'navigateTo',
  redirect: 'redirectTo',
  switchTab: 'switchTab',
  reLaunch: 'reLaunch',
  navigateBack: 'navigateBack',
};

/** <navigator> within the mini-program. */
export function createNavigator(element: HTMLElement): BuiltIn {
  const hover = new Hover(element, { className: 'navigator-hover', startMs: 50, stayMs: 600 });
  const attributes = new Map<string, unknown>();
  element.setAttribute('role', 'link');
  return {
    attribute: (name, value) => {
      if (hover.attribute(name, value)) return true;
      if (!['url', 'open-type', 'delta'].includes(name)) return false;
      attributes.set(name, value);
      return true;
    },
    hover: (on) => hover.hover(on),
    tapped: () => {
      const api = APIS[textOf(attributes.get('open-type'), 'navigate')];
      if (api === undefined) return false;
      callWx(api, {
        url: textOf(attributes.get('url')),
        delta: numberOf(attributes.get('delta'), 1),
      });
      return true;
    },
  };
}
