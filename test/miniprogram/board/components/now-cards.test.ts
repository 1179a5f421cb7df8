import type { NowCard } from '../../../../miniprogram/board/now-cards';
import { renderComponent } from '../../../support/rendered-component';

const CARD: NowCard = {
  orderId: 'A-1265',
  verb: '给罗师傅打电话',
  isNew: true,
  end: '1265',
  reason: '到店 26 分',
  fact: '该 11:44 走',
  tone: 'bad',
  act: 'call',
  isSelected: false,
};
const OTHER: NowCard = { ...CARD, orderId: 'A-1285', isNew: false, act: 'copy-id' };

it('a card has the verb, what is new, the reason, and two buttons; several have a heading', async () => {
  const shown = renderComponent('now-cards', { cards: [CARD] });
  expect(shown.text()).toBe('给罗师傅打电话新1265 · 到店 26 分知道了拨打');
  await shown.set({ wide: true });
  expect(shown.text('.why')).toBe('1265 · 到店 26 分 · 该 11:44 走');
  await shown.set({ cards: [CARD, OTHER], heading: '2 件', tall: true });
  expect(shown.text('.heading')).toBe('现在做什么2 件');
  expect([shown.count('.now'), shown.count('.new'), shown.count('.now--tall')]).toEqual([2, 1, 2]);
});

it('a tap opens the order, a button does its deed; after 知道了 the card leaves until it changes', async () => {
  const shown = renderComponent('now-cards', { cards: [CARD, OTHER] });
  const heard: unknown[] = [];
  shown.listen('choose', (detail) => heard.push(detail));
  shown.listen('act', (detail) => heard.push(detail));
  await shown.dispatch('.what', 'tap');
  await shown.dispatch('.button--deed', 'tap');
  await shown.dispatch('.button', 'tap');
  expect(heard).toEqual([
    { orderId: 'A-1265' },
    { orderId: 'A-1265', act: 'call' },
    { orderId: 'A-1265', act: 'take-note' },
  ]);
  expect(shown.count('.now--left')).toBe(1);
  await shown.set({ cards: [{ ...CARD, reason: '没记上：手机没有网络' }, OTHER] });
  expect(shown.count('.now--left')).toBe(0);
});
