import { comparedAnswer, parsedAnswer, readContract } from '../../../dev/sandbox/contract-tables';
import { BUSINESS, serveSandbox } from '../../support/served-sandbox';

const contract = readContract();
const compared = (api: string, answer: string) =>
  comparedAnswer(contract, api, parsedAnswer(answer));

describe('the tables of the contract', () => {
  it('describe ten answers, each field with a type and a time that are understood', () => {
    expect(new Set(contract.map(({ api }) => api)).size).toBe(10);
    const type = /^(any|list|object|(number|string)(, (≤ )?\d+ (digits|characters))?)$/;
    const when = /^(always|perhaps|never|delivering|with a rider)$/;
    expect(contract.filter((field) => !type.test(field.type) || !when.test(field.when))).toEqual(
      [],
    );
  });

  it('are what the sandbox keeps to, at each status', async () => {
    const { sandbox, call, getOrder, stop } = await serveSandbox({ now: Date.now });
    const { orderId } = sandbox.placeOrder({ courierId: 'SFTC', destination: '鹿鸣山庄' });
    const found: string[] = [];
    for (const status of [101, 102, 201, 202, 301, 302]) {
      if (status !== 101) sandbox.move(orderId, status);
      found.push(...compared('order/get', (await getOrder(orderId)).text).found);
    }
    found.push(...compared('shop/get', (await call(`${BUSINESS}/shop/get`, {})).text).found);
    await stop();
    expect(found).toEqual([]);
  });

  it('name the line that an answer contradicts', () => {
    const { found, place, code } = compared('stable_token', '{"access_token":5,"expires_in":"7"}');
    expect(found).toEqual([
      expect.stringMatching(/^docs\/getorder-contract\.md §4 \(line \d+\): access_token is number/),
      expect.stringMatching(
        /§4 \(line \d+\): expires_in is numeric string, 1 characters, not number/,
      ),
    ]);
    expect([place, code]).toEqual([expect.stringContaining('§4'), 0]);
  });

  it('ask nothing of what a refusal lacks, nor of an answer that did not come', () => {
    expect(compared('order/get', '{"errcode":930563,"errmsg":"x"}')).toMatchObject({
      ...{ code: 930563, found: [] },
    });
    expect(compared('order/get', '<html>')).toMatchObject({ told: { fields: {} }, found: [] });
  });

  it('let shapes and short numbers be told, and words of their own, and nothing else', () => {
    const answer = '{"errcode":13812345678,"resultcode":7,"rider_13812345678":[{"a":"secret"}]}';
    expect(compared('order/get', answer).told).toEqual({
      resultcode: 7,
      fields: {
        errcode: 'number, 11 digits',
        resultcode: 'number, 1 digits',
        'rider_?': 'list, 1 items',
        'rider_?.?': 'string, 6 characters',
      },
    });
  });
});
