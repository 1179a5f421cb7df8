import { type TemplateResult, html } from 'lit-html';
import { button } from './controls';
import { SIZES } from './phone-frame';
import type { Shown } from './shown';

/** Draws the size of the phone's screen, and a button for a phone in a window of its own. */
export function phoneCaption({ view, phone }: Shown): TemplateResult {
  const { screen, theme, text, client } = view.kept;
  const { label, width, height } = SIZES[screen];
  const percent = Math.round(phone.fit(screen) * 100);
  const openWindow = (): void => {
    const query = new URLSearchParams({ person: view.person, theme, text, client });
    window.open(`/phone/?${query.toString()}`, '_blank', `popup,width=${width},height=${height}`);
  };
  return html`${label} ${width} × ${height} · ${percent === 100 ? '原大' : `缩小到 ${percent}%`}
  ${button('单独开一个窗口', openWindow)}`;
}
