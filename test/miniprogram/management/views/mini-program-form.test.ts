import {
  type RecognisedKeys,
  NOTHING_PASTED,
  readMiniProgramForm,
  recognisePasted,
} from '../../../../miniprogram/management/views/mini-program-form';

const APP_ID = 'wx6d20a1b2c3d441c8';
const SECRET = '0123456789abcdef0123456789abcdef';

function pasted(text: string): RecognisedKeys {
  return recognisePasted(text, NOTHING_PASTED);
}

describe('the one box', () => {
  it.each([
    ['by themselves', `${APP_ID} ${SECRET}`],
    ['the other way round', `${SECRET}\n${APP_ID}`],
    ['with their labels', `AppID(小程序ID)：${APP_ID}\r\nAppSecret(小程序密钥)：${SECRET}`],
    ['in JSON', `{"appid":"${APP_ID}","secret":"${SECRET}"}`],
    ['with other words and numbers', `店 13800000000，${APP_ID}，密钥=${SECRET}。谢谢 20261129`],
    ['with a capital AppID', `${APP_ID.toUpperCase().replace('WX', 'Wx')} ${SECRET}`],
  ])('takes AppID and AppSecret %s, and shows no secret', (_how, text) => {
    const read = pasted(text);
    expect(read).toMatchObject({ appId: APP_ID, secret: SECRET });
    expect(read.shown).toBe(text.replace(SECRET, '*'.repeat(16)));
  });

  it('keeps the masked secret while the rest is typed, and loses it with its mask', () => {
    const first = pasted(`AppSecret ${SECRET}`);
    const more = recognisePasted(`${APP_ID}\n${first.shown}`, first);
    expect(more).toMatchObject({ appId: APP_ID, secret: SECRET });
    expect(recognisePasted(more.shown.slice(0, -1), more)).toMatchObject({ secret: '' });
    const other = SECRET.replace('0', '9');
    expect(recognisePasted(`${more.shown} ${other}`, more)).toMatchObject({ secret: other });
  });

  it.each(['', SECRET.slice(1), `${SECRET}0`, APP_ID.slice(0, -1)])(
    'takes nothing else for them: %s',
    (text) => {
      expect(pasted(text)).toEqual({ appId: '', secret: '', shown: text });
    },
  );
});

describe('a mini-program', () => {
  const both = pasted(`${APP_ID} ${SECRET}`);

  it('is saved with what was pasted, under its name', () => {
    const expected = { ok: true, value: { appId: APP_ID, name: '茶小满', secret: SECRET } };
    expect(readMiniProgramForm(' 茶小满 ', both, '', false)).toEqual(expected);
  });

  it('that is known needs no AppID, and keeps a stored secret while none is pasted', () => {
    const only = pasted(SECRET);
    const value = { appId: APP_ID, secret: SECRET };
    expect(readMiniProgramForm('茶', only, APP_ID, false)).toMatchObject({ value });
    const kept = readMiniProgramForm('茶', NOTHING_PASTED, APP_ID, true);
    expect(kept).toMatchObject({ value: { appId: APP_ID, secret: null } });
  });

  it.each([
    ['both', '', pasted(''), '请把 AppID 和 AppSecret 都粘进来。'],
    ['the AppID', '', pasted(SECRET), '请把 AppID 和 AppSecret 都粘进来。'],
    ['the secret', APP_ID, pasted(''), '请把 AppSecret 粘进来。'],
  ])('says that it lacks %s, and a name', (_what, known, box, reason) => {
    const expected = { ok: false, reasons: { pasted: reason, name: '请给它起个好认的名字。' } };
    expect(readMiniProgramForm('', box, known, false)).toEqual(expected);
  });

  it('does not get the secret of another one', () => {
    const reasons = { pasted: '这是另一个小程序的 AppID。' };
    const read = readMiniProgramForm('茶', both, 'wx0000000000000001', true);
    expect(read).toEqual({ ok: false, reasons });
  });
});
