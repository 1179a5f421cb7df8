import { renderComponent } from '../../../support/rendered-component';

afterEach(() => jest.useRealTimers());

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

it('经过 is folded to the latest where it is long, and shows all of it on request', async () => {
  const rows = Array.from('123456', (key) => ({ key, time: '12:00', text: key, inferred: false }));
  const list = renderComponent('history-list', { rows });
  const shown = () => [list.text('.history__text'), list.text('.head__fold')];
  expect(shown()).toEqual(['1|2', '全部 6 条']);
  await list.dispatch('.head__fold', 'tap');
  expect(shown()).toEqual(['1|2|3|4|5|6', '收起']);
  await list.set({ rows: rows.slice(0, 3) });
  expect(shown()).toEqual(['1|2|3', '']);
});

it('the rider’s card shows the name, the company and the details', () => {
  const details = ['135****0000', '号码由配送公司隐藏'];
  const rider = { name: '陈师傅', initial: '陈', company: '顺丰同城', details, change: '' };
  const card = renderComponent('rider-card', { rider });
  expect(card.text('.rider__name')).toBe('陈师傅');
  expect(card.text('.rider__company')).toBe('顺丰同城');
  expect(card.text('.rider__detail')).toBe(details.join('|'));
});

it('a number to be dialled on another telephone stands there for a minute, which is counted down', () => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
  const shown = renderComponent('shown-number', { number: '12012345678' }, ['expire']);
  expect([shown.text('.number__figure'), shown.data('seconds')]).toEqual(['12012345678', 60]);
  jest.advanceTimersByTime(59_000);
  expect([shown.data('seconds'), shown.emitted('expire')]).toEqual([1, 0]);
  jest.advanceTimersByTime(61_000);
  expect(shown.emitted('expire')).toBe(1);
});

it('the ids of an order are one while the company has given none, below the company after the end', () => {
  const ids = renderComponent('order-ids', { orderId: 'A-1', company: '闪送' });
  expect([ids.text('.id__text'), ids.text('.company')]).toEqual(['A-1', '闪送']);
});

it('the bar says why a call did not come about, and why nothing was copied', async () => {
  const bar = renderComponent('action-bar', { actions: [] });
  expect(bar.count('.failure')).toBe(0);
  await bar.set({ failure: { text: '网络不稳。', traceId: '' } });
  expect(bar.text('.failure')).toBe('网络不稳。');
  expect(bar.count('.failure__trace')).toBe(0);
  await bar.set({ failure: { text: '微信正忙。', traceId: 'rid-1' } });
  expect(bar.count('.failure__trace')).toBe(1);
  await bar.set({ failure: null, copyRefused: '没能复制。' });
  expect(bar.text('.failure')).toBe('没能复制。');
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
