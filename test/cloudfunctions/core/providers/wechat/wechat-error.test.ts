import { parseAnswer } from '../../../../../cloudfunctions/core/providers/wechat/wire';
import {
  findRequestId,
  throwIfWeChatError,
  WeChatError,
} from '../../../../../cloudfunctions/core/providers/wechat/wechat-error';
import { errcodesOf } from '../../../../support/errcodes';
import { thrownBy } from '../../../../support/thrown-by';

const RID = '65fe1f9e-0c5b7a5d-1a2b3c4d';

describe('throwIfWeChatError', () => {
  const judging = (body: string) => () => {
    throwIfWeChatError(parseAnswer(body));
  };

  const CODES = errcodesOf({
    'wechat-busy': [-1],
    'token-rejected': [40001, 40014, 42001, 40013, 40125, 41002, 41004],
    'ip-not-allowed': [40164, 61004],
    'app-secret-frozen': [40243],
    'quota-exceeded': [45009],
    'too-frequent': [45011],
    'api-not-opened': [48001],
    'upstream-timeout': [930555, 930556, 930557],
    'courier-refused': [930558],
    'account-not-bound': [930560],
    'bad-order-id': [930561],
    'order-not-found': [930563],
    'order-over': [930565],
    'account-not-admitted': [930566, 930568, 930571],
    'wechat-refused': [99999],
  });
  it.each(CODES)('%i is %s (§5 [O])', (errcode, code) => {
    expect(thrownBy(judging(JSON.stringify({ errcode })))).toHaveProperty('code', code);
  });

  it.each([
    [930557, '微信或配送公司出错，或没有及时回答（930557）。'],
    [930561, '微信不接受这次请求的参数（930561）。'],
    [930563, undefined],
    [99999, '微信没有给出结果（错误码 99999）。'],
  ])('says of %i what the code alone does not: %s', (errcode, userMessage) => {
    const error = new WeChatError(errcode, 'any words');
    expect(error).toMatchObject({ name: 'WeChatError', userMessage });
  });

  it("tells the delivery company's words, without the rid and without phone numbers", () => {
    const { userMessage, rid } = new WeChatError(930558, `请联系 10012345678 rid: ${RID}`);
    expect(userMessage).toBe('配送公司答复：请联系 100****5678（930558）。');
    expect(rid).toBe(RID);
    const none = '配送公司答复：没有说明原因（930558）。';
    expect(new WeChatError(930558, null).userMessage).toBe(none);
  });
});

describe('ridOf', () => {
  it("finds WeChat's request id at the end of errmsg (§1 [R])", () => {
    expect(findRequestId(`invalid credential rid: ${RID}`)).toBe(RID);
    expect(findRequestId(`invalid code hint: [qKhDWV0sf-0s77ta] rid: ${RID}`)).toBe(RID);
    expect(findRequestId(`invalid credential rid:${RID}`)).toBe(RID);
    expect(findRequestId(`invalid credential rid:  ${RID} `)).toBe(RID);
    expect(findRequestId('invalid credential')).toBeUndefined();
    expect(findRequestId(null)).toBeUndefined();
  });

  it.each([
    ...['陈师傅', '10012345678', '100-1234-5678', 'token-of-the-shop', `${RID}-10012345678`],
    ...[`${RID}陈师傅`, `x${RID}`, 'f'.repeat(100_000), RID.replace('6', 'g')],
  ])('takes nothing else for one: it goes into the log', (text) => {
    expect(findRequestId(`invalid credential rid: ${text}`)).toBeUndefined();
  });
});
