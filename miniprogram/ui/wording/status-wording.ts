import { type DeliveryStatus, type StatusName, STATUSES } from '../../contract/delivery-status';

/** Who takes the next step. `wait`: nobody has to do anything now. */
export type NextStepTaker = 'staff' | 'owner' | 'courier' | 'wechat' | 'wait';

interface StatusWording {
  readonly tag: string;
  readonly title: string;
  readonly meaning: string;
  readonly nextStep: { readonly by: NextStepTaker; readonly text: string } | null;
  readonly historyLine: string;
  /** Line of the history for the status that the delivery had at the first look-up. */
  readonly firstSeenLine: string;
  /** Sentence for a customer: friendly and true, without details that only the shop needs. */
  readonly customer: string;
  /** Words for the running time shown while the arrival time is unknown; null if no time runs. */
  readonly timer: TimerWording | null;
  /** Note below the status's duration in a list of orders; may be empty. */
  readonly durationNote: string;
}

export interface TimerWording {
  readonly prefix: string;
  /** Verb after the clock time at which the status began: `12:19 到店`. */
  readonly verb: string;
  /** Writes what happens in the status. `company`: name of the delivery company. */
  readonly activity: (company: string) => string;
}

const USUAL_TEXTS = { nextStep: null, timer: null, durationNote: '' } as const;

const TO_BE_ARRANGED = '接下来怎么安排，我们马上跟您确认';
const NEWS_SOON = '有新进展告诉您';
const MAY_REVIVE = '这类订单偶尔会恢复，过一会儿可以再查。';
const NOBODY_TAKES_IT = '久等无人接单，可到下单的系统加小费或改派。';
const ORDER_AGAIN = '还要送的话，请到下单的系统重新下单。';
const CHECK_RETURNED_GOODS = '骑手到店后当面清点，并在配送平台确认收货。';

type PartialStatusWording = Omit<StatusWording, keyof typeof USUAL_TEXTS> & Partial<StatusWording>;

/** Texts of each status. WeChat's official meanings are in docs/getorder-contract.md §2 [O]. */
const WORDING_BY_STATUS: Readonly<Record<Exclude<StatusName, 'unknown'>, PartialStatusWording>> = {
  waiting: {
    tag: '待接单',
    title: '等骑手接单',
    meaning: '配送公司正在分配骑手。',
    nextStep: { by: 'wait', text: `先备好货；${NOBODY_TAKES_IT}` },
    historyLine: '等待接单',
    firstSeenLine: '在等待接单',
    customer: '正在找骑手来店里取货',
    timer: { prefix: '已等', verb: '叫的骑手', activity: (company) => `${company}在派单` },
    durationNote: '已等',
  },
  'rider-withdrew': {
    tag: '换骑手',
    title: '骑手退单，正在重新派单',
    meaning: '会有新的骑手来取货。',
    nextStep: { by: 'wait', text: `货先留好；${NOBODY_TAKES_IT}` },
    historyLine: '骑手退单，重新派单',
    firstSeenLine: '已在重新派单',
    customer: '正在换一位骑手来店里取货',
    timer: { prefix: '已等', verb: '骑手退单', activity: (company) => `${company}在重新派单` },
    durationNote: '退单后',
  },
  assigned: {
    tag: '已接单',
    title: '骑手正在赶来',
    meaning: '骑手已接单，正前往门店。',
    nextStep: { by: 'wait', text: '把货备好，骑手到店就能取走。' },
    historyLine: '骑手接单',
    firstSeenLine: '已接单',
    customer: '骑手已经接单，正赶来店里取货',
    timer: { prefix: '已等', verb: '接单', activity: () => '骑手正在赶来' },
    durationNote: '接单后',
  },
  'cancelled-by-shop': {
    tag: '已取消',
    title: '商家已取消',
    meaning: '由商家取消，配送结束。',
    nextStep: { by: 'staff', text: ORDER_AGAIN },
    historyLine: '商家取消，配送结束',
    firstSeenLine: '已被商家取消',
    customer: `这次配送已经取消，${TO_BE_ARRANGED}`,
  },
  'at-store': {
    tag: '取货中',
    title: '骑手已到店取货',
    meaning: '骑手在店里等货。',
    nextStep: { by: 'staff', text: '核对订单号，把货交给骑手。' },
    historyLine: '骑手到店',
    firstSeenLine: '已到店',
    customer: '骑手已经到店，正在取货',
    timer: { prefix: '已等', verb: '到店', activity: () => '骑手在等货' },
    durationNote: '在店',
  },
  'picked-up': {
    tag: '已取货',
    title: '骑手已取到货',
    meaning: '货已交给骑手，即将出发。',
    historyLine: '取货成功',
    firstSeenLine: '已取货',
    customer: '骑手已经取到货，马上出发',
    timer: { prefix: '已取', verb: '取货', activity: () => '骑手马上出发' },
    durationNote: '取货后',
  },
  'pick-up-cancelled-by-shop': {
    tag: '取货失败',
    title: '商家取消，货没有取走',
    meaning: '取货时由商家取消，配送结束。',
    nextStep: { by: 'staff', text: ORDER_AGAIN },
    historyLine: '取货失败：商家取消',
    firstSeenLine: '取货失败（商家取消）',
    customer: `这次配送已经取消，${TO_BE_ARRANGED}`,
  },
  'pick-up-cancelled-by-rider': {
    tag: '取货失败',
    title: '骑手取消，货没有取走',
    meaning: '骑手因自身原因取消，配送结束。',
    nextStep: { by: 'staff', text: '请到下单的系统重新下单，换一位骑手。' },
    historyLine: '取货失败：骑手取消',
    firstSeenLine: '取货失败（骑手取消）',
    customer: `骑手临时来不了，让您久等了；我们会尽快重新安排，${NEWS_SOON}`,
  },
  'pick-up-cancelled-shop-fault': {
    tag: '取货失败',
    title: '货没有取走',
    meaning: '骑手因商家原因取消，配送结束。',
    nextStep: { by: 'staff', text: '先确认货已备好、地址无误，再到下单的系统重新下单。' },
    historyLine: '取货失败：骑手因商家原因取消',
    firstSeenLine: '取货失败（商家原因）',
    customer: `这次没能把货交给骑手，让您久等了；我们会尽快重新安排，${NEWS_SOON}`,
  },
  delivering: {
    tag: '配送中',
    title: '骑手正在送货',
    meaning: '货在路上。',
    historyLine: '开始配送',
    firstSeenLine: '已在配送',
    customer: '骑手正在送货，已经在路上了',
    timer: { prefix: '在途', verb: '出发', activity: (company) => `${company}没说几点到` },
    durationNote: '在途 · 没有预计',
  },
  delivered: {
    tag: '已送达',
    title: '货已送达',
    meaning: '配送结束。',
    historyLine: '送达',
    firstSeenLine: '已送达',
    customer: '已经送到，请您查收',
  },
  'returning-by-shop': {
    tag: '返还中',
    title: '商家取消，货正在返回',
    meaning: '骑手正把货送回本店。',
    nextStep: { by: 'staff', text: CHECK_RETURNED_GOODS },
    historyLine: '商家取消，开始返还',
    firstSeenLine: '已在返还（商家取消）',
    customer: `这次配送已经取消，货正送回店里，${TO_BE_ARRANGED}`,
    durationNote: '返还中',
  },
  'returning-unreachable': {
    tag: '返还中',
    title: '联系不上收货人，货正在返回',
    meaning: '骑手正把货送回本店。',
    nextStep: { by: 'staff', text: `问骑手还能等几分钟，再联系顾客；${CHECK_RETURNED_GOODS}` },
    historyLine: '联系不上收货人，开始返还',
    firstSeenLine: '已在返还（联系不上收货人）',
    customer: '骑手没能联系上您，货正送回店里；麻烦您回个电话，我们再给您安排',
    durationNote: '返还中',
  },
  'returning-refused': {
    tag: '返还中',
    title: '收货人拒收，货正在返回',
    meaning: '骑手正把货送回本店。',
    nextStep: { by: 'staff', text: `先问清顾客为什么拒收；${CHECK_RETURNED_GOODS}` },
    historyLine: '收货人拒收，开始返还',
    firstSeenLine: '已在返还（收货人拒收）',
    customer: '听说您没有收下这一单，货正送回店里；哪里不合适，请告诉我们',
    durationNote: '返还中',
  },
  returned: {
    tag: '已退回',
    title: '货已退回本店',
    meaning: '没有送成，货已返还，配送结束。',
    nextStep: { by: 'staff', text: '清点退回的货；还要送的话，请重新下单。' },
    historyLine: '货已退回本店',
    firstSeenLine: '已退回本店',
    customer: '这次没能送到您手里，货已经回到店里；要不要再送，听您安排',
  },
  'cancelled-by-courier': {
    tag: '异常取消',
    title: '配送公司取消了订单',
    meaning: '由配送公司取消，配送结束。',
    nextStep: { by: 'staff', text: `急的话换一家配送公司重新下单；${MAY_REVIVE}` },
    historyLine: '配送公司取消',
    firstSeenLine: '已被配送公司取消',
    customer: `配送公司那边取消了这一单，实在抱歉；我们会尽快重新安排，${NEWS_SOON}`,
  },
  'cancelled-force-majeure': {
    tag: '异常取消',
    title: '因不可抗力取消',
    meaning: '因天气、道路管制等原因取消，配送结束。',
    nextStep: { by: 'staff', text: `先告诉顾客会晚；急的话重新下单，${MAY_REVIVE}` },
    historyLine: '不可抗力取消',
    firstSeenLine: '已取消（不可抗力）',
    customer: `因为天气或道路的原因，这一单暂时送不了，实在抱歉；我们会尽快安排，${NEWS_SOON}`,
  },
  exception: {
    tag: '异常',
    title: '配送出了异常',
    meaning: '配送公司报了异常，还没有结束。',
    nextStep: { by: 'staff', text: '给骑手或配送公司打电话，问清楚再告诉顾客。' },
    historyLine: '配送异常',
    firstSeenLine: '已有异常',
    customer: '配送路上有点情况，我们正在问，马上告诉您',
    durationNote: '异常后',
  },
  over: {
    tag: '已结束',
    title: '这一单已经结束',
    meaning: '微信只说这一单已经结束，没有说送到了没有。',
    nextStep: { by: 'staff', text: '结果请在下单的系统里看；如果又重新下了单，过一会儿再查。' },
    historyLine: '配送结束，结果未知',
    firstSeenLine: '已经结束（结果未知）',
    customer: '这次配送已经结束，结果我们正在确认，马上告诉您',
  },
};

/** Returns the texts of a status. For an unknown status, they quote the delivery company's term. */
export function statusWording({ name, detail, stage }: DeliveryStatus): StatusWording {
  const isNewerStage = stage === 'unknown' && STATUSES[name].stage !== 'unknown';
  return {
    ...USUAL_TEXTS,
    ...(name === 'unknown' || isNewerStage ? unknownWording(detail) : WORDING_BY_STATUS[name]),
  };
}

function unknownWording(detail: string | null): PartialStatusWording {
  return {
    tag: '状态未知',
    title: '暂时不知道到哪一步',
    meaning:
      detail === null ? '配送公司没有给出状态。' : `配送公司给出了没有约定的状态（${detail}）。`,
    nextStep: { by: 'courier', text: '会继续查询；着急的话，请向配送公司询问。' },
    historyLine: detail === null ? '状态未知' : `状态未知（${detail}）`,
    firstSeenLine: '状态未知',
    customer: '配送还在进行，我们正在向配送公司确认到哪一步了',
  };
}

export const NEXT_STEP_HEADS: Readonly<Record<NextStepTaker, string>> = {
  staff: '接下来 · 店里处理',
  owner: '接下来 · 请店主处理',
  courier: '接下来 · 找配送公司',
  wechat: '接下来 · 稍后再试',
  wait: '接下来',
};
