import type { ToHandleReason } from '../../contract/delivery/urgency';

interface ReasonWording {
  /** Words before a duration on a card: `到店 26 分`. If missing, REASON_NAMES is used. */
  readonly beforeDuration?: string;
  /** Writes when the rider should have come or left: `该到 12:43`; missing for other reasons. */
  readonly dueWords?: (clock: string) => string;
  /** Title of the card: what to do. `rider`: the rider's name, or 骑手. */
  readonly cardTitle: (rider: string) => string;
  /** Action of the card's button: call the rider, or copy the order id. */
  readonly action: 'call' | 'copy';
  /** Advice to staff; may contain `ask` (`给骑手打电话，问`). If missing, the status's advice is used. */
  readonly nextStep?: (ask: string) => string;
}

const CALL_RIDER = { cardTitle: (rider: string) => `给${rider}打电话`, action: 'call' } as const;
const ASK_WHY_STILL = { ...CALL_RIDER, nextStep: (ask: string) => `${ask}是不是遇到了困难。` };

/** Words of each reason why an order needs action, the same in rows, cards and pages. */
export const REASON_WORDING: Readonly<Record<ToHandleReason, ReasonWording>> = {
  late: { ...CALL_RIDER, nextStep: (ask) => `${ask}还要多久，再告诉顾客。` },
  'no-rider': {
    cardTitle: () => '换一家叫骑手',
    action: 'copy',
    nextStep: () => '到下单的系统换一家叫，或加小费；也可以请配送公司催一催。',
  },
  'not-arrived': {
    dueWords: (clock) => `该到 ${clock}`,
    ...CALL_RIDER,
    nextStep: (ask) => `${ask}什么时候到；来不了的，请他退单，好换一位。`,
  },
  'at-store': {
    beforeDuration: '到店',
    dueWords: (clock) => `该 ${clock} 走`,
    ...CALL_RIDER,
    nextStep: (ask) => `看看货备好没有；${ask}人在哪；货已经交了，请他点“取货”。`,
  },
  'not-departed': {
    dueWords: (clock) => `该 ${clock} 走`,
    ...CALL_RIDER,
    nextStep: (ask) => `${ask}什么时候走。`,
  },
  'not-moving': ASK_WHY_STILL,
  unreachable: { ...CALL_RIDER, nextStep: (ask) => `${ask}还能等几分钟，再联系顾客。` },
  returning: ASK_WHY_STILL,
  exception: CALL_RIDER,
  failed: { cardTitle: () => '重新叫骑手', action: 'copy' },
};
