import { type CheckLine, checkLine, CHECKS } from '../../../../miniprogram/contract/self-check';
import type { PartFindings } from '../../../../miniprogram/management/views/run-self-check';
import {
  type CheckRow,
  type SelfCheckView,
  selfCheckText,
  selfCheckView,
} from '../../../../miniprogram/management/views/self-check-view';
import { OFFLINE } from '../../../support/failed-calls';
import { NOON } from '../../../support/delivery-reports';

const FAILED = { ok: false, noAnswer: 'not-deployed', detail: '-501000' } as const;

const WELL: readonly CheckLine[] = [
  checkLine('settings', 'settings-complete', { about: 'shop' }),
  checkLine('time-limit', 'time-limit-enough', { about: 'shop', value: '10' }),
  checkLine('ip', 'ip-allowed'),
  checkLine('token', 'token-obtained'),
  checkLine('sign', 'sign-accepted', { about: '顺丰' }),
  checkLine('accounts', 'account-bound', { about: '顺丰' }),
  checkLine('shop-no', 'shop-no-needless'),
  checkLine('quota', 'quota-ample', { value: '990 / 1000' }),
  checkLine('questions', 'questions-left', { value: '12 / 60000' }),
  checkLine('records', 'records-readable'),
  checkLine('search', 'search-quick'),
  checkLine('watch', 'watch-idle'),
  checkLine('sweep', 'sweep-recent', { value: '12' }),
];
const ALL_WELL: PartFindings = {
  shop: WELL,
  getOrder: [
    checkLine('settings', 'settings-complete', { about: 'getOrder' }),
    checkLine('time-limit', 'time-limit-enough', { about: 'getOrder', value: '10' }),
  ],
  database: [checkLine('database', 'database-closed')],
  clock: [checkLine('clock', 'clock-right')],
};

/** Checks of 同城配送, of paid orders and of notices, none of which this shop has. */
const UNUSED = [
  ...['intracity', 'api-keys', 'certificate', 'cloud-clock'],
  ...['paid-orders', 'robots', 'messages'],
];
const SHOWN = CHECKS.filter((check) => !UNUSED.includes(check));

/** Findings that are all in order but for these lines, which replace those of their checks. */
function withLines(...lines: readonly CheckLine[]): PartFindings {
  const checks = lines.map(({ check }) => check);
  return { ...ALL_WELL, shop: [...WELL.filter(({ check }) => !checks.includes(check)), ...lines] };
}

function rowOf({ rows }: SelfCheckView, check: string): CheckRow {
  const row = rows.find((one) => one.check === check);
  if (row === undefined) throw new Error(`There is no ${check}.`);
  return row;
}

describe('自检', () => {
  it('begins with every line, none of which is known', () => {
    const { isDone, title, rows } = selfCheckView({});
    expect([isDone, title]).toEqual([false, '正在检查']);
    expect(rows.map(({ check }) => check)).toEqual(SHOWN);
    expect(rows.every(({ tag, problems }) => tag === '' && problems.length === 0)).toBe(true);
  });

  it('is all well when everything is', () => {
    const view = selfCheckView(ALL_WELL);
    expect(view).toMatchObject({ isDone: true, title: '全部正常', tone: 'done' });
    expect(view.rows.map(({ tag, tone }) => `${tag} ${tone}`)).toEqual(
      SHOWN.map(() => '正常 done'),
    );
    expect(view.rows.map(({ summary }) => summary)).not.toContain('');
    expect(rowOf(view, 'quota').summary).toBe('剩 990 / 1,000 次');
    expect(rowOf(view, 'questions').summary).toBe('今天问了 12 / 60,000 次');
    expect(rowOf(view, 'sweep').summary).toBe('上次清理 12 分钟前');
  });

  it('has lines of 同城配送 only where there is such an account', () => {
    const about = '同城配送';
    const found = withLines(
      checkLine('intracity', 'intracity-opened', { about, value: '3' }),
      checkLine('api-keys', 'keys-accepted', { about }),
      checkLine('certificate', 'certificate-urgent', { about, value: '5' }),
      checkLine('cloud-clock', 'cloud-clock-right', { about }),
    );
    const view = selfCheckView(found);
    expect(view.title).toBe('1 项要处理');
    expect(rowOf(view, 'intracity').summary).toBe('已开通，读到 3 家门店');
    const problems = [{ what: '平台证书只剩 5 天，到期后查不了同城配送的单。' }];
    const expected = { summary: '同城配送：证书就要到期', problems };
    expect(rowOf(view, 'certificate')).toMatchObject(expected);
    expect(selfCheckView({ shop: OFFLINE }).rows.map(({ check }) => check)).toEqual(SHOWN);
  });

  it('has a line of paid orders only where they come by themselves, and says which mini-program', () => {
    const [about, value] = ['茶小满点单', '3'];
    const read = withLines(checkLine('paid-orders', 'paid-orders-read', { about, value }));
    expect(rowOf(selfCheckView(read), 'paid-orders').summary).toBe('茶小满点单 · 3 分前读过');
    const stopped = withLines(checkLine('paid-orders', 'paid-orders-stopped', { about }));
    const where = '店铺 → 下单小程序 → 茶小满点单：再比一次，一样了就能再打开。';
    const row = { tag: '留意', summary: '茶小满点单：新单不再自己上看板', problems: [{ where }] };
    expect(rowOf(selfCheckView(stopped), 'paid-orders')).toMatchObject(row);
  });

  it('has a line of robots only where there is one, and names the store whose group hears nothing', () => {
    const problem = '企业微信不认这个地址：重新复制地址，再贴一次（93000）。';
    const told = checkLine('robots', 'robots-told', { about: '一店', value: '90' });
    expect(rowOf(selfCheckView(withLines(told)), 'robots').summary).toBe('1 小时 30 分前发过');
    const refused = checkLine('robots', 'robots-refused', { about: '二店', value: problem });
    const row = rowOf(selfCheckView(withLines(told, refused)), 'robots');
    expect(row).toMatchObject({ tag: '要处理', summary: '二店：没送到群里' });
    expect(row.problems).toMatchObject([
      { what: problem, where: '店铺 → 提醒 → 二店：照上面说的改好，再发一条试试。' },
    ]);
  });

  it('shows a line as soon as all who tell of it have', () => {
    const { isDone, rows } = selfCheckView({ shop: WELL });
    expect(isDone).toBe(false);
    const waiting = rows.filter(({ tag }) => tag === '').map(({ check }) => check);
    expect(waiting).toEqual(['settings', 'time-limit', 'database', 'clock']);
  });

  it('says what is wrong, who mends it and where, the worst first', () => {
    const view = selfCheckView(
      withLines(
        checkLine('accounts', 'account-bound', { about: '闪送' }),
        checkLine('accounts', 'no-answer', { about: '达达' }),
        checkLine('accounts', 'account-not-bound', { about: '顺丰' }),
      ),
    );
    expect(view).toMatchObject({ title: '1 项要处理', tone: 'bad' });
    const { tag, tone, summary, problems } = rowOf(view, 'accounts');
    expect([tag, tone, summary]).toEqual(['要处理', 'bad', '顺丰：没有绑定']);
    const where = '公众平台 → 功能 → 即时配送：绑定它；再到 店铺 → 配送账号 → 顺丰：核对 shopid。';
    expect(problems).toMatchObject([
      { title: '顺丰：没有绑定', by: '店主', where },
      { title: '达达：没有查成', tone: 'wait' },
    ]);
  });

  it('says of one store’s number that it is entered, or that it is not known whether one is needed', () => {
    const entered = checkLine('shop-no', 'shop-no-needless', { value: 'entered' });
    expect(rowOf(selfCheckView(ALL_WELL), 'shop-no').summary).toBe('用不着');
    expect(rowOf(selfCheckView(withLines(entered)), 'shop-no').summary).toBe('已填');
    const unknown = checkLine('shop-no', 'shop-no-untried', { about: '顺丰', value: 'numberless' });
    const row = rowOf(selfCheckView(withLines(unknown)), 'shop-no');
    expect([row.tone, row.summary]).toEqual(['wait', '顺丰：还不知道']);
    expect(row.problems[0]?.what).toContain('配送公司给了编号就要填');
  });

  it('counts what is only worth knowing apart', () => {
    const view = selfCheckView(withLines(checkLine('sign', 'sign-untried', { about: '顺丰' })));
    expect(view).toMatchObject({ title: '没有要处理的，1 项留意', tone: 'wait' });
  });

  it('tells of a function that does not answer once; what it would have told waits', () => {
    const view = selfCheckView({ ...ALL_WELL, getOrder: FAILED });
    const where = '请在开发者工具里上传并部署全部云函数。';
    expect(rowOf(view, 'settings').problems).toMatchObject([
      { title: '云函数 getOrder 没有结果', what: '云函数还没有上传。', where },
    ]);
    expect(rowOf(view, 'time-limit')).toMatchObject({ tag: '留意' });
    expect(view.title).toBe('1 项要处理');
  });

  it('says once that a check waits for both functions', () => {
    const view = selfCheckView({ ...ALL_WELL, shop: FAILED, getOrder: FAILED });
    const waits = { summary: '没有查', problems: [{ title: '没有查' }] };
    expect(rowOf(view, 'time-limit')).toMatchObject(waits);
  });

  it('tells the problems of two accounts of one name apart', () => {
    const line = checkLine('accounts', 'account-not-bound', { about: '顺丰' });
    const { summary, problems } = rowOf(selfCheckView(withLines(line, line)), 'accounts');
    expect(summary).toBe('2 处');
    expect(new Set(problems.map(({ key }) => key)).size).toBe(2);
  });

  it('is told as text for whoever helps', () => {
    const view = selfCheckView(withLines(checkLine('quota', 'quota-low', { value: '9 / 1000' })));
    const text = selfCheckText(view, NOON).split('\n');
    expect(text.slice(0, 2)).toEqual(['骑手在哪 自检 11-24 12:00：1 项要处理', '✓ 设置：齐全']);
    expect(text).toContain('✗ 查询额度：快用完了');
    expect(text).toContain(
      '  快用完了。今天只剩 9 / 1,000 次，用完就查不了单。谁来改：店主。在哪里：店里的手机和电脑：不看的配送页面先关掉。明天零点恢复。',
    );
  });
});
