import type { TemplateResult } from 'lit-html';
import { html, nothing } from 'lit-html';
import type { Press } from './controls';
import { button, choice } from './controls';

export interface TopBar {
  /** Current time, in ms since 1970 on the simulated clock. */
  readonly now: number;
  readonly speed: number;
  /** Time in ms by which a button has just moved the clock; 0 for a clock that only runs. */
  readonly jumpedMs: number;
  /** Names of the faults that are on. */
  readonly faults: readonly string[];
  readonly hasTour: boolean;
}

export interface TopBarPresses {
  readonly setSpeed: (speed: number) => Press;
  readonly jump: (byMs: number) => Press;
  readonly openTour: Press;
  /** Opens or closes the card 捣乱. */
  readonly showFaults: (isOpen: boolean) => Press;
}

const SPEEDS = [1, 5, 10, 30, 60].map((speed) => ({ value: speed, label: `×${speed}` }));
const JUMPS_MINUTES = [1, 5, 30];
/** Seconds of real time between a phone's look-ups, at any clock speed (product.md, promise 5). */
const ASKS_EVERY_SECONDS = 12;

/** Draws the title, the simulated clock with its controls, and the guided tour's button. */
export function topBar(
  { now, speed, jumpedMs, faults, hasTour }: TopBar,
  { setSpeed, jump, openTour, showFaults }: TopBarPresses,
): TemplateResult {
  return html`<h1 class="top__name">骑手在哪</h1>
    <p class="hint top__what">本机演示 — 同一份源码，不需要微信</p>
    <div class="row hint top__clock">
      <span title=${paceOf(speed)}
        >${location.host} · 沙箱时间
        <time ?data-jumped=${jumpedMs > 0}>${TIME.format(now)}</time
        >${jumpedMs > 0 ? html`<b class="top__jumped" role="status"> +${spanOf(jumpedMs)}</b>` : nothing}<span
          class="top__pace"
          >${speed === 1 ? '' : ` · ${paceOf(speed)}`}</span
        ></span
      >
      ${choice('时间快慢', SPEEDS, speed, setSpeed)}
      <span class="row top__jumps" role="group" aria-label="时间往前跳">
        ${JUMPS_MINUTES.map((minutes) => button(`+${minutes} 分钟`, jump(minutes * 60_000)))}
      </span>
    </div>
    ${faults.length > 0 ? button(html`捣乱：${whatIsOn(faults)}`, showFaults(true), { kind: 'chip' }) : nothing}
    ${hasTour ? button('带我看一遍', openTour) : nothing}`;
}

/** Formats times in the shop's time zone, as the phone does. */
const TIME = new Intl.DateTimeFormat('zh-CN', {
  timeStyle: 'medium',
  hourCycle: 'h23',
  timeZone: 'Asia/Shanghai',
});

function whatIsOn(faults: readonly string[]): string {
  return faults.length === 1 ? (faults[0] ?? '') : `${faults.length} 样开着`;
}

function spanOf(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds} 秒` : `${Math.round(seconds / 60)} 分钟`;
}

/** Explains a clock speed: the phone polls in real time, so more simulated time lies between. */
function paceOf(speed: number): string {
  if (speed === 1) return '和真实时间一样快';
  const seconds = Math.round(ASKS_EVERY_SECONDS * speed);
  const apart = seconds < 120 ? `${seconds} 秒` : `${Math.round(seconds / 60)} 分钟`;
  return `手机仍约 ${ASKS_EVERY_SECONDS} 秒问一次，两次相隔 ${apart}`;
}
