import { readFileSync } from 'node:fs';
import path from 'node:path';
import { runInNewContext } from 'node:vm';
import { wxsToJavaScript } from '../../../../dev/phone/wxs';
import { renderComponent } from '../../../support/rendered-component';

const headline = { tag: '配送中', tone: 'go' };
const freshness = { text: '刚刚更新', tone: 'done' };
const hero = {
  prefix: '',
  figure: '12:43',
  isCode: false,
  title: '',
  chip: '',
  line: { before: '还有 ', strong: '8 分钟', after: '送达 · 比最初晚 4 分' },
  spoken: '',
};
const late = { ...hero, prefix: '原', figure: '12:39', chip: '晚 3 分' };
const unknown = { ...hero, figure: '', title: '暂时不知道到哪一步' };
const code = { ...hero, prefix: '取货码', figure: '4827', isCode: true, spoken: '取货码 4 8 2 7' };

describe('the summary', () => {
  const shown = (more: object) =>
    renderComponent('delivery-summary', { headline, freshness, hero, ...more }, ['refresh']);

  it('has a sentence where there is no figure', () => {
    const summary = shown({ hero: unknown });
    expect(summary.text('.hero')).toBe(unknown.title);
    expect(summary.text('.line__strong.bold')).toBe('8 分钟');
    expect(shown({ hero: unknown, old: true }).count('.line__strong.bold')).toBe(0);
  });

  it('does not ask where there is nothing to ask for yet', async () => {
    const summary = shown({ hero: null });
    await summary.dispatch('.freshness', 'tap');
    expect(summary.emitted('refresh')).toBe(0);
    expect(summary.count('.freshness__icon')).toBe(0);
  });
});

const line = { before: '取货序号 ', strong: '7', after: ' 和取货码都对上' };
const lateCode = { ...code, line, chip: '晚 3 分' };
const wrong = { ...hero, figure: '', title: '配送出了异常', chip: '晚 3 分' };

it.each([
  ['status, words and the time', hero, '还有 8 分钟送达 · 比最初晚 4 分', '12:43'],
  ['how late it is', late, '晚 3 分', '原12:39'],
  ['a sentence where no time is known', unknown, unknown.title, ''],
  ['what is wrong', wrong, '晚 3 分 · 配送出了异常', ''],
  ['取货码 of what is late', lateCode, '晚 3 分 · 取货序号 7 和取货码都对上', '取货码4827'],
])('the lowest stop of the sheet shows %s', (_what, one, words, time) => {
  const peek = renderComponent('sheet-peek', { headline, hero: one });
  expect(peek.text('.peek__words')).toBe(words);
  expect(peek.text('.peek__time')).toBe(time);
  expect(peek.count('.peek__time')).toBe(time === '' ? 0 : 1);
});

describe('the skeleton', () => {
  it('has the shapes of a delivery, and words for a person who waits', async () => {
    const skeleton = renderComponent('delivery-skeleton', {});
    expect(skeleton.count('.blank--figure')).toBe(1);
    expect(skeleton.count('.avatar')).toBe(1);
    expect(skeleton.text()).toBe('');
    await skeleton.set({ freshness: { text: '正在问微信…', tone: 'neutral' } });
    expect(skeleton.text('.words')).toBe('正在问微信…');
  });

  it('has what the list knows in place of the shapes', () => {
    const stages = [{ name: '接单', detail: '', state: 'done' }];
    const skeleton = renderComponent('delivery-skeleton', { headline, hero, freshness, stages });
    expect(skeleton.count('.blank--figure')).toBe(0);
    expect(skeleton.text()).toContain('12:43');
    expect(skeleton.text()).toContain('接单');
    expect(skeleton.count('.avatar')).toBe(1);
  });
});

const FILE = path.join(
  __dirname,
  '../../../../miniprogram/delivery/components/hero-figure/hero-figure.wxs',
);

interface Roll {
  readonly charactersOf: (figure: string) => readonly { readonly key: string }[];
}

/** Returns the keys of a figure's characters: a new key is a new node, which rolls in. */
function keysOf(figure: string): readonly string[] {
  const module = { exports: {} };
  runInNewContext(wxsToJavaScript(readFileSync(FILE, 'utf8')), { module });
  return (module.exports as Roll).charactersOf(figure).map(({ key }) => key);
}

describe('a figure that rolls', () => {
  it('keeps the nodes of the characters that stay, counted from the right', () => {
    const before = keysOf('9:59');
    expect(keysOf('9:58').filter((key) => !before.includes(key))).toEqual(['18']);
    expect(keysOf('10:59').filter((key) => !before.includes(key))).toEqual(['51', '40']);
    expect(new Set(keysOf('11:11')).size).toBe(5);
  });

  it.each([
    ['rolls', {}, hero, '12:43', 5],
    ['marks what is late', { tone: 'wait' }, late, '原12:39', 5],
    ['counts seconds without rolling', {}, { ...hero, spoken: '已等 4 分' }, '12:43', 0],
    ['spaces 取货码, and shows it whole', {}, code, '取货码4827', 0],
    ['greys what is old', { old: true }, hero, '12:43', 5],
  ])('%s', (_what, more, one, text, rolling) => {
    const figure = renderComponent('hero-figure', { hero: one, tone: 'go', ...more });
    expect([figure.text(), figure.count('.character')]).toEqual([text, rolling]);
    expect(figure.count('.figure--old')).toBe('old' in more ? 1 : 0);
    expect(figure.count('.tone-wait')).toBe('tone' in more ? 1 : 0);
    expect(figure.count('.figure__time--code')).toBe(one.isCode ? 1 : 0);
  });
});
