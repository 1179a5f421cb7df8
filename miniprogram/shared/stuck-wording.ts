import type { StuckReason } from './delivery';

/** What is told of a delivery that stands longer than the store lets it: how long already, and what can be done. */
export const STUCK_WORDING: Readonly<
  Record<StuckReason, { readonly told: (howLong: string) => string; readonly step: string }>
> = {
  'no-rider': {
    told: (howLong) => `等了 ${howLong}，还没有骑手接单。`,
    step: '到下单的系统加小费或改派，也可以请配送公司催一催。',
  },
  'at-store': {
    told: (howLong) => `骑手到店 ${howLong}，还没取走货。`,
    step: '看看货备好没有；已经交给骑手的，请他点“取货”。',
  },
  'not-moving': {
    told: (howLong) => `骑手的位置 ${howLong}没有变化。`,
    step: '打电话问问骑手，是不是遇到了困难。',
  },
  overdue: {
    told: (howLong) => `比最初的预计晚了 ${howLong}。`,
    step: '问问骑手还要多久，再告诉顾客。',
  },
};
