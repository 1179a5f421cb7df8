import { runInNewContext } from 'node:vm';
import { WXS_PRELUDE, wxsToJavaScript } from '../../../dev/phone/wxs';

function run(source: string): unknown {
  const module = { exports: {} };
  runInNewContext(`${WXS_PRELUDE}\n${wxsToJavaScript(source)}`, { module });
  return module.exports;
}

describe('WXS as JavaScript', () => {
  it('tells the kind of a value by a string', () => {
    const source = `module.exports = [[].constructor, 'a'.constructor, (1).constructor, ({}).constructor, true.constructor];`;
    expect(JSON.stringify(run(source))).toBe('["Array","String","Number","Object","Boolean"]');
  });

  it('keeps the backslash of escapes that WXS does not know, so that patterns work', () => {
    const source = String.raw`module.exports = [getRegExp('^-?\d+$').test('-12'), '\d'.length, '\n'.length];`;
    expect(JSON.stringify(run(source))).toBe('[true,2,1]');
  });

  it('names a required module without its suffix, and leaves other text alone', () => {
    expect(wxsToJavaScript(`var a = require('./a.wxs'); var b = 'b.wxs';`)).toBe(
      `var a = require('./a'); var b = 'b.wxs';`,
    );
  });

  it('touches neither comments nor the inside of strings', () => {
    const source = `// x.constructor\n/* '\\d' */ var a = 'x.constructor';`;
    expect(wxsToJavaScript(source)).toBe(source);
  });

  it('gives the date functions of WXS', () => {
    expect(run('module.exports = getDate(0).getTime();')).toBe(0);
  });
});
