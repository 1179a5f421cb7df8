import type { TemplateResult } from 'lit-html';
import { html } from 'lit-html';
import { choice } from './choice';

export interface TopBar {
  /** ms on the one clock. */
  readonly now: number;
  readonly speed: number;
}

export interface TopBarButtons {
  readonly setSpeed: (speed: number) => void;
  readonly jump: (byMs: number) => void;
}

const SPEEDS = [1, 5, 10, 30, 60].map((speed) => ({ value: speed, label: `×${speed}` }));
const JUMPS_MINUTES = [1, 5, 30];
/** The one that is left where there is room for one. */
const USUAL_JUMP_MINUTES = 5;
/** A phone asks every so many seconds of real time, whatever the clock does (product.md, promise 5). */
const ASKS_EVERY_SECONDS = 12;

/** The one clock: what it shows, how fast it runs, and how to move it ahead. */
export function topBar({ now, speed }: TopBar, buttons: TopBarButtons): TemplateResult {
  // In the shop's zone, as on the phone beside it.
  const time = new Date(now).toLocaleTimeString('zh-CN', {
    hour12: false,
    timeZone: 'Asia/Shanghai',
  });
  return html`<span title=${paceOf(speed)}
      >${location.host} · 沙箱时间 <time class="top__time">${time}</time
      ><span class="top__pace">${speed === 1 ? '' : ` · ${paceOf(speed)}`}</span></span
    >
    ${choice('时间快慢', SPEEDS, speed, buttons.setSpeed)}
    <span class="top__jumps" role="group" aria-label="时间往前跳">
      ${JUMPS_MINUTES.map(
        (minutes) =>
          html`<button
            type="button"
            class="button top__jump"
            ?data-usual=${minutes === USUAL_JUMP_MINUTES}
            @click=${() => {
              buttons.jump(minutes * 60_000);
            }}
          >
            +${minutes} 分钟
          </button>`,
      )}
    </span>`;
}

/** Real timers stay real: what that means for the phone. */
function paceOf(speed: number): string {
  if (speed === 1) return '和真实时间一样快';
  const seconds = Math.round(ASKS_EVERY_SECONDS * speed);
  const apart = seconds < 120 ? `${seconds} 秒` : `${Math.round(seconds / 60)} 分钟`;
  return `手机仍约 ${ASKS_EVERY_SECONDS} 秒问一次，两次相隔 ${apart}`;
}
