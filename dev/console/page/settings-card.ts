import type { TemplateResult } from 'lit-html';
import { html, nothing } from 'lit-html';
import type { ShownPerson } from '../../host/host-state';
import type { TileSource } from '../../host/tile-source';
import { choice } from './choice';
import type { Screen } from './phone-frame';

/** Who holds the phone, and how it is set. */
export interface Settings {
  readonly person: string;
  readonly screen: Screen;
  readonly theme: string;
  /** How many times as large as usual text is. */
  readonly text: string;
}

const SCREENS: readonly { readonly value: Screen; readonly label: string }[] = [
  { value: 'phone', label: '手机' },
  { value: 'tablet', label: '平板' },
  { value: 'computer', label: '电脑' },
];
const THEMES = [
  { value: 'light', label: '浅色' },
  { value: 'dark', label: '深色' },
];
const TEXTS = [
  { value: '1', label: '标准字' },
  { value: '1.4', label: '大字' },
];

export function peopleCard(
  people: readonly ShownPerson[],
  { person }: Settings,
  set: (change: Partial<Settings>) => void,
): TemplateResult {
  const options = people.map(({ id, name }) => ({ value: id, label: name }));
  return html`<h2>谁拿着手机</h2>
    <div class="card__choices">
      ${choice('谁拿着手机', options, person, (next) => {
        set({ person: next });
      })}
      <p class="card__hint">陌生人什么也查不到。</p>
    </div>`;
}

export function screenCard(
  { screen, theme, text }: Settings,
  tiles: TileSource | null,
  set: (change: Partial<Settings>) => void,
): TemplateResult {
  return html`<h2>屏幕</h2>
    <div class="card__choices">
      ${choice('大小', SCREENS, screen, (next) => {
        set({ screen: next });
      })}
      ${choice('深浅', THEMES, theme, (next) => {
        set({ theme: next });
      })}
      ${choice('字号', TEXTS, text, (next) => {
        set({ text: next });
      })}
    </div>
    ${
      tiles === null
        ? nothing
        : html`<p class="card__hint">
            底图来自
            ${new URL(tiles.template.replace('{s}.', '')).host}${
              tiles.system === 'wgs84' ? '，已从 WGS-84 换算' : ''
            }。
          </p>`
    }`;
}
