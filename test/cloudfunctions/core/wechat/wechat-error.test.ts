import { readWire } from '../../../../cloudfunctions/core/wechat/wire';
import {
  ridOf,
  throwIfWeChatError,
  WeChatError,
} from '../../../../cloudfunctions/core/wechat/wechat-error';
import { thrownBy } from '../../../support/thrown-by';

describe('throwIfWeChatError', () => {
  it.each(['{}', '{"errcode":0,"errmsg":"ok"}', '{"errcode":"0"}', '{"errcode":null}'])(
    'lets %s pass',
    (body) => {
      expect(() => {
        throwIfWeChatError(readWire(body));
      }).not.toThrow();
    },
  );

  it.each([
    [40013, 'token-rejected'],
    [40125, 'token-rejected'],
    [930563, 'order-not-found'],
    [930557, 'upstream-timeout'],
    [48001, 'wechat-refused'],
  ])('%i is %s', (errcode, code) => {
    expect(
      thrownBy(() => {
        throwIfWeChatError(readWire(JSON.stringify({ errcode })));
      }),
    ).toMatchObject({ code });
  });

  it('names the number of an error that has no text of its own', () => {
    expect(new WeChatError(48001, null).said).toBe('微信没有给出结果（错误码 48001）。');
  });

  it('knows which errors a new token heals (§4 [O])', () => {
    expect([40001, 40014, 42001].map((code) => new WeChatError(code, null).isDeadToken)).toEqual([
      true,
      true,
      true,
    ]);
    expect(new WeChatError(40125, null).isDeadToken).toBe(false);
  });
});

describe('ridOf', () => {
  it("finds WeChat's request id at the end of errmsg", () => {
    expect(ridOf('invalid credential rid: 65fe1f9e-0c5b7a5d-1')).toBe('65fe1f9e-0c5b7a5d-1');
    expect(ridOf('invalid credential')).toBeUndefined();
    expect(ridOf(null)).toBeUndefined();
  });
});
