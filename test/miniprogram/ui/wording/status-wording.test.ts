// More than 300 lines: one table of what every status is told as.
import {
  STATUS_CODES,
  statusOfCode,
} from '../../../../cloudfunctions/core/providers/wechat-instant/status-codes';
import { nextAskInSeconds } from '../../../../cloudfunctions/core/deliveries/next-ask';
import { rankOf, statusOf, toneOf } from '../../../../miniprogram/contract/delivery-status';
import {
  NEXT_STEP_HEADS,
  statusWording,
  STUCK_WORDING,
} from '../../../../miniprogram/ui/wording/status-wording';
import { printTable } from '../../../support/print-table';
import type { StuckReason } from '../../../../miniprogram/contract/delivery';

/**
 * What each code of WeChat's is told as, word for word, and when it is asked for again: as it was
 * when the product still knew statuses by these codes, and typed in from there; but for what 103
 * and 501 mean, whose names serve 同城配送, too.
 */
const AS_IT_WAS = {
  101: {
    tag: '待接单',
    title: '等骑手接单',
    meaning: '配送公司正在分配骑手。',
    nextStep: { by: 'wait', text: '先备好货；久等无人接单，可到下单的系统加小费或改派。' },
    milestone: '等待接单',
    already: '在等待接单',
    customer: '正在找骑手来店里取货',
    tone: 'wait',
    stage: 'accepting',
    rank: 0,
    seconds: 30,
  },
  102: {
    tag: '已接单',
    title: '骑手正在赶来',
    meaning: '骑手已接单，正前往门店。',
    nextStep: { by: 'wait', text: '把货备好，骑手到店就能取走。' },
    milestone: '骑手接单',
    already: '已接单',
    customer: '骑手已经接单，正赶来店里取货',
    tone: 'go',
    stage: 'accepting',
    rank: 1,
    seconds: 20,
  },
  103: {
    tag: '已取消',
    title: '商家已取消',
    meaning: '由商家取消，配送结束。',
    nextStep: { by: 'staff', text: '还要送的话，请到下单的系统重新下单。' },
    milestone: '商家取消，配送结束',
    already: '已被商家取消',
    customer: '这次配送已经取消，接下来怎么安排，我们马上跟您确认',
    tone: 'bad',
    stage: 'accepting',
    rank: null,
    seconds: null,
  },
  201: {
    tag: '取货中',
    title: '骑手已到店取货',
    meaning: '骑手在店里等货。',
    nextStep: { by: 'staff', text: '核对订单号，把货交给骑手。' },
    milestone: '骑手到店',
    already: '已到店',
    customer: '骑手已经到店，正在取货',
    tone: 'go',
    stage: 'pickup',
    rank: 2,
    seconds: 20,
  },
  202: {
    tag: '已取货',
    title: '骑手已取到货',
    meaning: '货已交给骑手，即将出发。',
    nextStep: null,
    milestone: '取货成功',
    already: '已取货',
    customer: '骑手已经取到货，马上出发',
    tone: 'go',
    stage: 'pickup',
    rank: 3,
    seconds: 20,
  },
  203: {
    tag: '取货失败',
    title: '商家取消，货没有取走',
    meaning: '取货时由商家取消，配送结束。',
    nextStep: { by: 'staff', text: '还要送的话，请到下单的系统重新下单。' },
    milestone: '取货失败：商家取消',
    already: '取货失败（商家取消）',
    customer: '这次配送已经取消，接下来怎么安排，我们马上跟您确认',
    tone: 'bad',
    stage: 'pickup',
    rank: null,
    seconds: null,
  },
  204: {
    tag: '取货失败',
    title: '骑手取消，货没有取走',
    meaning: '骑手因自身原因取消，配送结束。',
    nextStep: { by: 'staff', text: '请到下单的系统重新下单，换一位骑手。' },
    milestone: '取货失败：骑手取消',
    already: '取货失败（骑手取消）',
    customer: '骑手临时来不了，让您久等了；我们会尽快重新安排，有新进展告诉您',
    tone: 'bad',
    stage: 'pickup',
    rank: null,
    seconds: null,
  },
  205: {
    tag: '取货失败',
    title: '货没有取走',
    meaning: '骑手因商家原因取消，配送结束。',
    nextStep: { by: 'staff', text: '先确认货已备好、地址无误，再到下单的系统重新下单。' },
    milestone: '取货失败：骑手因商家原因取消',
    already: '取货失败（商家原因）',
    customer: '这次没能把货交给骑手，让您久等了；我们会尽快重新安排，有新进展告诉您',
    tone: 'bad',
    stage: 'pickup',
    rank: null,
    seconds: null,
  },
  301: {
    tag: '配送中',
    title: '骑手正在送货',
    meaning: '货在路上。',
    nextStep: null,
    milestone: '开始配送',
    already: '已在配送',
    customer: '骑手正在送货，已经在路上了',
    tone: 'go',
    stage: 'delivering',
    rank: 4,
    seconds: 12,
  },
  302: {
    tag: '已送达',
    title: '货已送达',
    meaning: '配送结束。',
    nextStep: null,
    milestone: '送达',
    already: '已送达',
    customer: '已经送到，请您查收',
    tone: 'done',
    stage: 'delivering',
    rank: 5,
    seconds: null,
  },
  303: {
    tag: '返还中',
    title: '商家取消，货正在返回',
    meaning: '骑手正把货送回本店。',
    nextStep: { by: 'staff', text: '骑手到店后当面清点，并在配送平台确认收货。' },
    milestone: '商家取消，开始返还',
    already: '已在返还（商家取消）',
    customer: '这次配送已经取消，货正送回店里，接下来怎么安排，我们马上跟您确认',
    tone: 'back',
    stage: 'returning',
    rank: 5,
    seconds: 30,
  },
  304: {
    tag: '返还中',
    title: '联系不上收货人，货正在返回',
    meaning: '骑手正把货送回本店。',
    nextStep: {
      by: 'staff',
      text: '先打电话给顾客核对地址；骑手到店后当面清点，并在配送平台确认收货。',
    },
    milestone: '联系不上收货人，开始返还',
    already: '已在返还（联系不上收货人）',
    customer: '骑手没能联系上您，货正送回店里；麻烦您回个电话，我们再给您安排',
    tone: 'back',
    stage: 'returning',
    rank: 5,
    seconds: 30,
  },
  305: {
    tag: '返还中',
    title: '收货人拒收，货正在返回',
    meaning: '骑手正把货送回本店。',
    nextStep: {
      by: 'staff',
      text: '先问清顾客为什么拒收；骑手到店后当面清点，并在配送平台确认收货。',
    },
    milestone: '收货人拒收，开始返还',
    already: '已在返还（收货人拒收）',
    customer: '听说您没有收下这一单，货正送回店里；哪里不合适，请告诉我们',
    tone: 'back',
    stage: 'returning',
    rank: 5,
    seconds: 30,
  },
  401: {
    tag: '已退回',
    title: '货已退回本店',
    meaning: '没有送成，货已返还，配送结束。',
    nextStep: { by: 'staff', text: '清点退回的货；还要送的话，请重新下单。' },
    milestone: '货已退回本店',
    already: '已退回本店',
    customer: '这次没能送到您手里，货已经回到店里；要不要再送，听您安排',
    tone: 'bad',
    stage: 'returning',
    rank: 5,
    seconds: null,
  },
  501: {
    tag: '异常取消',
    title: '配送公司取消了订单',
    meaning: '由配送公司取消，配送结束。',
    nextStep: {
      by: 'staff',
      text: '急的话换一家配送公司重新下单；这类订单偶尔会恢复，过一会儿可以再查。',
    },
    milestone: '配送公司取消',
    already: '已被配送公司取消',
    customer: '配送公司那边取消了这一单，实在抱歉；我们会尽快重新安排，有新进展告诉您',
    tone: 'bad',
    stage: 'exception',
    rank: null,
    seconds: 300,
  },
  502: {
    tag: '异常取消',
    title: '因不可抗力取消',
    meaning: '因天气、道路管制等原因取消，配送结束。',
    nextStep: {
      by: 'staff',
      text: '先告诉顾客会晚；急的话重新下单，这类订单偶尔会恢复，过一会儿可以再查。',
    },
    milestone: '不可抗力取消',
    already: '已取消（不可抗力）',
    customer: '因为天气或道路的原因，这一单暂时送不了，实在抱歉；我们会尽快安排，有新进展告诉您',
    tone: 'bad',
    stage: 'exception',
    rank: null,
    seconds: 300,
  },
  999: {
    tag: '状态未知',
    title: '暂时不知道到哪一步',
    meaning: '配送公司给出了没有约定的状态（999）。',
    nextStep: { by: 'courier', text: '会继续查询；着急的话，请向配送公司询问。' },
    milestone: '状态未知（999）',
    already: '状态未知',
    customer: '配送还在进行，我们正在向配送公司确认到哪一步了',
    tone: 'neutral',
    stage: 'unknown',
    rank: null,
    seconds: 30,
  },
  null: {
    tag: '状态未知',
    title: '暂时不知道到哪一步',
    meaning: '配送公司没有给出状态。',
    nextStep: { by: 'courier', text: '会继续查询；着急的话，请向配送公司询问。' },
    milestone: '状态未知',
    already: '状态未知',
    customer: '配送还在进行，我们正在向配送公司确认到哪一步了',
    tone: 'neutral',
    stage: 'unknown',
    rank: null,
    seconds: 30,
  },
} as const;

describe('the words of a status', () => {
  it.each(Object.entries(AS_IT_WAS))('are for %s what they always were', (code, was) => {
    const status = statusOfCode(code === 'null' ? null : Number(code));
    expect({
      ...statusWording(status),
      tone: toneOf(status.name),
      stage: status.stage,
      rank: rankOf(status.name),
      seconds: nextAskInSeconds({ status, arrival: null }, 0),
    }).toEqual(was);
  });

  it('were so for every code, one that is not listed, and none', () => {
    expect(Object.keys(AS_IT_WAS)).toEqual([...STATUS_CODES, 999, null].map(String));
  });

  it.each(STATUS_CODES)(
    '%i has words of its own, and a next step with somebody who can take it',
    (code) => {
      const wording = statusWording(statusOfCode(code));
      expect(wording).not.toEqual(statusWording(statusOfCode(null)));
      for (const text of [
        wording.tag,
        wording.title,
        wording.meaning,
        wording.milestone,
        wording.already,
        wording.customer,
      ]) {
        expect(text).not.toBe('');
      }
      expect(wording.nextStep?.text ?? '。').toMatch(/。$/);
      expect(NEXT_STEP_HEADS[wording.nextStep?.by ?? 'wait']).toMatch(/^接下来/);
    },
  );

  it.each([
    ['rider-withdrew', '骑手退单，正在重新派单', 'wait'],
    ['exception', '配送出了异常', 'staff'],
  ] as const)('of 同城配送 alone tell %s: %s', (name, title, by) => {
    const wording = statusWording(statusOf(name));
    expect(wording).toMatchObject({ title, nextStep: { by } });
    expect(wording.nextStep?.text).toMatch(/。$/);
    for (const text of Object.values(wording)) expect(text).not.toBe('');
    expect(nextAskInSeconds({ status: statusOf(name), arrival: null }, 0)).toBe(
      name === 'exception' ? 60 : 30,
    );
  });

  it('leave no cell of the table empty', () => {
    const rows = [...STATUS_CODES, 7, null].map((code) => {
      const status = statusOfCode(code);
      const { tag, title, meaning, nextStep, milestone, already, customer } = statusWording(status);
      const head = nextStep === null ? '–' : NEXT_STEP_HEADS[nextStep.by];
      const step = nextStep === null ? '–' : nextStep.text;
      return {
        code: String(code),
        tone: toneOf(status.name),
        tag,
        title,
        meaning,
        head,
        step,
        milestone,
        already,
        customer,
      };
    });
    printTable('Statuses, as 配送 tells them', rows);
    for (const row of rows) expect(Object.values(row)).not.toContain('');
  });

  it.each([
    ['nobody in particular while a rider is awaited', [101, 102], 'wait'],
    ['nobody while all goes its way, and there is none', [202, 301, 302], undefined],
    [
      'the shop’s staff when the rider stands there, when goods come back, and when it has failed',
      [103, 201, 203, 204, 205, 303, 304, 305, 401, 501, 502],
      'staff',
    ],
    ['the delivery company when it says nothing that was agreed', [0, 7, null], 'courier'],
  ])('ask %s for the next step', (_who, codes, by) => {
    expect(codes.map((code) => statusWording(statusOfCode(code)).nextStep?.by)).toEqual(
      codes.map(() => by),
    );
  });

  it('no two statuses share a title', () => {
    const titles = STATUS_CODES.map((code) => statusWording(statusOfCode(code)).title);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('an unlisted code is shown as unknown, with the code; a missing one without', () => {
    expect(statusWording(statusOfCode(999)).meaning).toContain('999');
    expect(statusWording(statusOfCode(0)).tag).toBe('状态未知');
    expect(statusWording(statusOfCode(999)).milestone).toContain('999');
    expect(statusWording(statusOfCode(null)).meaning).toBe('配送公司没有给出状态。');
    expect(statusWording(statusOfCode(null)).milestone).toBe('状态未知');
  });

  it('an end without an outcome claims none', () => {
    const { tag, customer, nextStep } = statusWording(statusOf('over'));
    expect([tag, nextStep?.by]).toEqual(['已结束', 'staff']);
    expect(customer).not.toMatch(/送到|取消/);
  });

  it('a code that a newer cloud puts into a stage this phone does not know is unknown as well', () => {
    expect(statusWording({ ...statusOfCode(301), stage: 'unknown' }).tag).toBe('状态未知');
  });

  it.each([303, 304, 305])('%i reads 返还中', (code) => {
    expect(statusWording(statusOfCode(code)).tag).toBe('返还中');
  });
});

const REASONS = Object.keys(STUCK_WORDING) as StuckReason[];

describe('what is told of a delivery that stands', () => {
  it.each(REASONS)('%s: how long, in a sentence; and a step that is a sentence too', (reason) => {
    const { sentence, step } = STUCK_WORDING[reason];
    expect(sentence('20 分钟')).toMatch(/20 分钟.*。$/);
    expect(step('打给骑手问')).toMatch(/。$/);
  });

  it('is another step for each reason', () => {
    expect(new Set(REASONS.map((reason) => STUCK_WORDING[reason].step(''))).size).toBe(
      REASONS.length,
    );
  });
});
