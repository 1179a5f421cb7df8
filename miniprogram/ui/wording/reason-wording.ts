import type { ToHandleReason } from '../../contract/delivery/urgency';

interface ReasonWording {
  /** Words before a duration on a card: `到店 26 分`. If missing, REASON_NAMES is used. */
  readonly beforeDuration?: string;
  /** Writes when a late rider should have come or left: `该到 12:43`. Other reasons have none. */
  readonly dueWords?: (clock: string) => string;
  /** Title of the card: what to do. `riderName` may be 骑手. */
  readonly cardTitle: (riderName: string) => string;
  /** Action of the card's button: call the rider, or copy the order id. */
  readonly action: 'call' | 'copy';
  /** Advice to staff; may begin with `askWords` (`给骑手打电话，问`). Default: the status's advice. */
  readonly nextStep?: (askWords: string) => string;
}

const CALL_RIDER = { cardTitle: (name: string) => `给${name}打电话`, action: 'call' } as const;
const ASK_WHY_STILL = { ...CALL_RIDER, nextStep: (words: string) => `${words}是不是遇到了困难。` };

/** Words of each reason why an order needs action, the same in rows, cards and pages. */
export const REASON_WORDING: Readonly<Record<ToHandleReason, ReasonWording>> = {
  late: { ...CALL_RIDER, nextStep: (askWords) => `${askWords}还要多久，再告诉顾客。` },
  'no-rider': {
    cardTitle: () => '换一家叫骑手',
    action: 'copy',
    nextStep: () => '到下单的系统换一家叫，或加小费；也可以请配送公司催一催。',
  },
  'not-arrived': {
    dueWords: (clock) => `该到 ${clock}`,
    ...CALL_RIDER,
    nextStep: (askWords) => `${askWords}什么时候到；来不了的，请他退单，好换一位。`,
  },
  'at-store': {
    beforeDuration: '到店',
    dueWords: (clock) => `该 ${clock} 走`,
    ...CALL_RIDER,
    nextStep: (askWords) => `看看货备好没有；${askWords}人在哪；货已经交了，请他点“取货”。`,
  },
  'not-departed': {
    dueWords: (clock) => `该 ${clock} 走`,
    ...CALL_RIDER,
    nextStep: (askWords) => `${askWords}什么时候走。`,
  },
  'not-moving': ASK_WHY_STILL,
  unreachable: { ...CALL_RIDER, nextStep: (askWords) => `${askWords}还能等几分钟，再联系顾客。` },
  returning: ASK_WHY_STILL,
  exception: CALL_RIDER,
  failed: { cardTitle: () => '重新叫骑手', action: 'copy' },
};
