import { choicesView } from '../../../../miniprogram/delivery/view/choices-view';
import { at, knownOrder } from '../../../support/delivery-reports';
import { renderComponent } from '../../../support/rendered-component';

describe('the track', () => {
  const steps = [
    { name: '接单', detail: '12:12', state: 'done' },
    { name: '取货', detail: '', state: 'inferred' },
    { name: '配送', detail: '', state: 'failed' },
    { name: '送达', detail: '', state: 'todo' },
  ];

  it('shows every step with its time, what is inferred and what failed', () => {
    const track = renderComponent('stage-track', { steps, tone: 'bad' });
    expect(track.text('.track__name')).toBe('接单|取货|配送 未成|送达');
    expect(track.text('.track__detail')).toBe('12:12|推断||');
    expect(track.count('.track__step--done')).toBe(1);
    expect(track.count('.track__inferred')).toBe(1);
    expect(track.count('.track__line')).toBe(3);
  });

  it('explains an inferred step by a tap, until the next one, or while it is inferred', async () => {
    const track = renderComponent('stage-track', { steps, tone: 'bad' });
    expect(track.count('.explained')).toBe(0);
    await track.dispatch('.track__why', 'tap');
    expect(track.text('.explained')).toMatch(/^没有看到“取货”这一步/);
    await track.dispatch('.track__why', 'tap');
    expect(track.count('.explained')).toBe(0);
    await track.dispatch('.track__why', 'tap');
    const seen = steps.map((step) => (step.name === '取货' ? { ...step, state: 'done' } : step));
    await track.set({ steps: seen });
    expect(track.count('.explained')).toBe(0);
  });
});

it('the next step is a card, with a head where somebody has to take it', () => {
  const step = { head: '接下来 · 店里处理', text: '骑手到店后当面清点。' };
  const card = renderComponent('next-step', { step, tone: 'back' });
  expect(card.text('.step__head')).toBe('接下来 · 店里处理');
  expect(card.count('.tone-back')).toBe(1);
  const nobodys = renderComponent('next-step', { step: { head: '', text: '先备好货。' } });
  expect(nobodys.count('.step__head')).toBe(0);
  expect(nobodys.text()).toBe('先备好货。');
});

describe('经过', () => {
  const rows = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      key: String(index),
      time: `12:0${index}`,
      text: `第 ${index} 步`,
      inferred: index === 1,
    }));

  it('has a time for what was seen, and a mark on what is inferred; a short one is whole', () => {
    const list = renderComponent('history-list', { rows: rows(3) });
    expect(list.text('.history__time')).toBe('12:00|12:01|12:02');
    expect(list.text('.history__text')).toBe('第 0 步|第 1 步推断|第 2 步');
    expect(list.count('.head__fold')).toBe(0);
  });

  it('folds a long history to the latest, and shows all of it on request', async () => {
    const list = renderComponent('history-list', { rows: rows(6) });
    const shown = () => [list.count('.history__text'), list.text('.head__fold')];
    expect(shown()).toEqual([2, '全部 6 条']);
    await list.dispatch('.head__fold', 'tap');
    expect(shown()).toEqual([6, '收起']);
    await list.dispatch('.head__fold', 'tap');
    expect(list.text('.history__text')).toBe('第 0 步|第 1 步推断');
  });
});

it('the rider’s card shows the name, the company and the details', () => {
  const details = ['135****0000', '号码由配送公司隐藏'];
  const rider = { name: '陈师傅', initial: '陈', company: '顺丰同城', details, change: '' };
  const card = renderComponent('rider-card', { rider });
  expect(card.text('.rider__name')).toBe('陈师傅');
  expect(card.text('.rider__company')).toBe('顺丰同城');
  expect(card.text('.rider__detail')).toBe(details.join('|'));
});

describe('a number to be dialled on another telephone', () => {
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
  });
  afterEach(() => {
    jest.clearAllTimers();
    jest.useRealTimers();
  });

  it('stands there for a minute, which is counted down, and is over then', () => {
    const shown = renderComponent('shown-number', { number: '12012345678' }, ['expire']);
    expect([shown.text('.number__figure'), shown.data('seconds')]).toEqual(['12012345678', 60]);
    jest.advanceTimersByTime(59_000);
    expect([shown.data('seconds'), shown.emitted('expire')]).toEqual([1, 0]);
    jest.advanceTimersByTime(61_000);
    expect(shown.emitted('expire')).toBe(1);
  });
});

describe('the ids of an order', () => {
  it('are copied by a tap on them', async () => {
    const ids = renderComponent('order-ids', { orderId: 'A-1', waybillId: 'SF7444' });
    const copied: unknown[] = [];
    ids.listen('copy', (detail) => copied.push(detail));
    expect(ids.text('.id__name')).toBe('订单号|运单号');
    expect(ids.text('.id__text')).toBe('A-1|SF7444');
    expect(ids.count('.id')).toBe(2);
    await ids.dispatch('.id', 'tap');
    expect(copied).toEqual([{ text: 'A-1' }]);
  });

  it('are one while the company has given none, below the company after the end', () => {
    const ids = renderComponent('order-ids', { orderId: 'A-1', company: '闪送' });
    expect(ids.count('.id')).toBe(1);
    expect(ids.text('.company')).toBe('闪送');
  });
});

describe('the bar', () => {
  const call = { name: 'call', text: '拨打', icon: 'phone', key: 'P', isPrimary: false };
  const copy = { ...call, name: 'copy-summary', text: '复制给顾客', icon: 'copy', key: 'C' };

  it('says why a call did not come about, and why nothing was copied', async () => {
    const bar = renderComponent('action-bar', { actions: [call, copy] });
    expect(bar.count('.failure')).toBe(0);
    await bar.set({ failure: { text: '网络不稳。', traceId: '' } });
    expect(bar.text('.failure')).toBe('网络不稳。');
    expect(bar.count('.failure__trace')).toBe(0);
    await bar.set({ failure: { text: '微信正忙。', traceId: 'rid-1' } });
    expect(bar.count('.failure__trace')).toBe(1);
    await bar.set({ failure: null, copyRefused: '没能复制。' });
    expect(bar.text('.failure')).toBe('没能复制。');
  });

  it('offers 知道了 in the same row, and names the keys where they are heard', async () => {
    const bar = renderComponent('action-bar', { actions: [call, copy] });
    expect([bar.count('.bar__action'), bar.count('.key')]).toEqual([2, 0]);
    const did: unknown[] = [];
    bar.listen('act', (detail) => did.push(detail));
    await bar.set({ canNote: true, hasKeys: true });
    expect(bar.text('.key')).toBe('P|C|K');
    await bar.dispatch('.bar__action--quiet', 'click');
    expect(did).toContainEqual({ name: 'take-note' });
  });
});

const awaited = { end: '1288', words: '正在查', tone: 'neutral', icon: 'clock', sound: '' };
const found = { ...awaited, words: '还有 7 分', tone: 'go', icon: 'bike', sound: 'found' };

it('the head of a scanned order is in colour with the answer of the scan, and not with its later words', async () => {
  const head = renderComponent('answer-head', { answer: awaited, announced: true });
  expect(head.text('.answer__end')).toBe('1288');
  expect([head.text('.answer__words'), head.count('.answer--new')]).toEqual(['正在查', 0]);
  await head.set({ answer: found });
  expect([head.text('.answer__words'), head.count('.answer--new')]).toEqual(['还有 7 分', 1]);
  expect(head.count('.tone-go')).toBe(1);
  await head.set({ announced: false });
  expect(head.count('.answer--new')).toBe(0);
});

it('the orders that may be meant stand below the question, and the one that was typed', () => {
  const choices = ['20261124-8842', '20261123-8842'].map((orderId) =>
    knownOrder(orderId, 301, at('12:35')),
  );
  const shown = (more: boolean) => {
    const view = choicesView({ choices, more }, '8842', at('12:35:25'));
    return renderComponent('order-choices', { choices: view });
  };
  const panel = shown(false);
  expect(panel.text('.question')).toBe('有 2 个订单以“8842”结尾，选一个：');
  expect(panel.text('.order')).toBe(
    '884220261124-配送中 12:35 查到|884220261123-配送中 12:35 查到',
  );
  expect(panel.text('.typed-id')).toContain('完整订单号就是 8842');
  expect(panel.count('.more')).toBe(0);
  expect(shown(true).text('.more')).toContain('多输几位');
});
