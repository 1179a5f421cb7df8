import { type TemplateResult, html, nothing } from 'lit-html';
import { button, choice } from './controls';
import { type Shown, firstIn } from './shown';

/** Labels of the clock's speeds. */
const SPEEDS = { '1': '×1', '5': '×5', '10': '×10', '30': '×30', '60': '×60' };
const JUMPS_MINUTES = [1, 5, 30];
/** Seconds of real time between a phone's look-ups, at any clock speed. */
const ASKS_EVERY_SECONDS = 12;

/** Formats times in the shop's time zone, as the phone does. */
const TIME = new Intl.DateTimeFormat('zh-CN', {
  timeStyle: 'medium',
  hourCycle: 'h23',
  timeZone: 'Asia/Shanghai',
});

/** Draws the title, the simulated clock with its controls, and the guided tour's button. */
export function topBar({ state, view, now, phone, change, send }: Shown): TemplateResult {
  const { speed } = state.clock;
  const between = Math.round(ASKS_EVERY_SECONDS * speed);
  const openTour = (): void => {
    // The tour needs a person who may look orders up.
    const person = firstIn('demo');
    if (view.person !== person) phone.tell({ type: 'person', person });
    change({ person, inPhone: null, wanted: '', kept: { ...view.kept, isTourOpen: true } });
  };
  return html`<h1 class="top__name">骑手在哪</h1>
    <p class="hint">本机演示 — 同一份源码，不需要微信</p>
    <div class="row hint top__clock">
      <span title="手机仍约 ${ASKS_EVERY_SECONDS} 秒问一次，两次相隔沙箱的 ${between} 秒"
        >${location.host} · 沙箱时间 <time>${TIME.format(now)}</time></span
      >
      ${choice<string>('时间快慢', SPEEDS, String(speed), (to) => send('speed', { speed: Number(to) }))}
      <span class="row top__jumps" role="group" aria-label="时间往前跳">
        ${JUMPS_MINUTES.map((minutes) =>
          button(`+${minutes} 分钟`, () => send('jump', { byMs: minutes * 60_000 })),
        )}
      </span>
    </div>
    ${state.shop.kind === 'demo' ? button('带我看一遍', openTour) : nothing}`;
}
