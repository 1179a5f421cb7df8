import { readFileSync } from 'node:fs';
import path from 'node:path';
import { runInNewContext } from 'node:vm';
import { wxsToJavaScript } from '../../../../dev/phone/wxs';
import { renderComponent } from '../../../support/rendered-component';

const FILE = path.join(
  __dirname,
  '../../../../miniprogram/delivery/components/rolling-figure/rolling-figure.wxs',
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

  it('counts seconds without rolling', async () => {
    const figure = renderComponent('rolling-figure', { figure: '4:12', spoken: '已等 4 分' });
    await figure.set({ figure: '4:13' });
    expect(figure.text('.figure')).toBe('4:13');
    expect(figure.count('.character')).toBe(0);
  });
});
