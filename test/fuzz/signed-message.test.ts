import fc from 'fast-check';
import { readUsableKeys } from '../../cloudfunctions/core/providers/wechat-intracity/api-keys';
import {
  decryptAnswer,
  signQuestion,
} from '../../cloudfunctions/core/providers/wechat-intracity/signed-message';
import { NOON } from '../support/delivery-reports';
import { answered, opened, testKeys } from '../support/signing-wechat';

const PATH = '/cgi-bin/express/intracity/queryorder';
const URL_PATH = `https://api.weixin.qq.com${PATH}`;
const APP_ID = 'wxde00000000000000';

const keys = readUsableKeys(JSON.stringify(testKeys()));
const subject = { path: PATH, appId: APP_ID, keys, now: NOON };
const answer = (fields: object) => answered(URL_PATH, APP_ID, { ...fields }, NOON, false);

it('10,000 random questions and answers come through, byte for byte', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.string({ unit: 'binary' })), (fields) => {
      const given = JSON.stringify(fields);
      const { body, headers } = signQuestion({ given }, subject);
      const heard = opened(URL_PATH, APP_ID, body, headers);
      const wire = decryptAnswer(answer({ given: heard['given'], errcode: 0 }), subject);
      return heard['given'] === given && wire.text('given') === given.trim();
    }),
    { numRuns: 10_000 },
  );
});

it('an answer is refused with any one bit of its body flipped', () => {
  const { headers, body } = answer({ errcode: 0, order_status: 30000 });
  for (let bit = 0; bit < body.length * 8; bit += 1) {
    const flipped = Buffer.from(body);
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(() => decryptAnswer({ headers, body: flipped }, subject)).toThrow();
  }
});
