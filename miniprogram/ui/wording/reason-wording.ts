import type { ToHandleReason } from '../../contract/delivery/urgency';

export interface ReasonWording {
  /** Shorter words before a duration on a card: `到店 26 分`. Missing: those of REASON_NAMES. */
  readonly lasting?: string;
  /** Writes what should have happened by a clock time. */
  readonly due?: (clock: string) => string;
  /** What to do now; `rider`: his name, or 骑手. */
  readonly verb: (rider: string) => string;
  /** Button of the verb: calls the rider, or copies the order id. */
  readonly deed: 'call' | 'copy';
  /** Advice to staff; `ask`: how to ask the rider. Missing: the advice of the status fits. */
  readonly step?: (ask: string) => string;
}

const CALL = { verb: (rider: string) => `给${rider}打电话`, deed: 'call' } as const;
const STANDS = { ...CALL, step: (ask: string) => `${ask}是不是遇到了困难。` };

/** Words of each reason, the same in row, card, bell and page. */
export const REASON_WORDING: Readonly<Record<ToHandleReason, ReasonWording>> = {
  late: { ...CALL, step: (ask) => `${ask}还要多久，再告诉顾客。` },
  'no-rider': {
    verb: () => '换一家叫骑手',
    deed: 'copy',
    step: () => '到下单的系统换一家叫，或加小费；也可以请配送公司催一催。',
  },
  'not-arrived': {
    due: (clock) => `该到 ${clock}`,
    ...CALL,
    step: (ask) => `${ask}什么时候到；来不了的，请他退单，好换一位。`,
  },
  'at-store': {
    lasting: '到店',
    due: (clock) => `该 ${clock} 走`,
    ...CALL,
    step: (ask) => `看看货备好没有；${ask}人在哪；货已经交了，请他点“取货”。`,
  },
  'not-departed': {
    due: (clock) => `该 ${clock} 走`,
    ...CALL,
    step: (ask) => `${ask}什么时候走。`,
  },
  'not-moving': STANDS,
  unreachable: { ...CALL, step: (ask) => `${ask}还能等几分钟，再联系顾客。` },
  returning: STANDS,
  exception: CALL,
  failed: { verb: () => '重新叫骑手', deed: 'copy' },
};
