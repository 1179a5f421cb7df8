import type { WeChat } from '../../../../../cloudfunctions/core/providers/wechat/wechat';
import { getQuota } from '../../../../../cloudfunctions/core/providers/wechat/quota';
import { fakeCall } from '../../../../support/calls';
import { LOOK_UP_PATH } from '../../../../../cloudfunctions/core/providers/wechat-instant/get-order';
import { fakeWeChat } from '../../../../support/fake-wechat';

function answering(body: string): WeChat {
  const post: WeChat['post'] = (url, sent) => {
    expect(url).toContain('/cgi-bin/openapi/quota/get?');
    expect(sent).toEqual({ cgi_path: '/cgi-bin/express/local/business/order/get' });
    return Promise.resolve(body);
  };
  return fakeWeChat({ post });
}

const quotaIn = (body: string) => getQuota(answering(body), LOOK_UP_PATH, fakeCall());

describe('the quota of look-ups (docs/getorder-contract.md §9)', () => {
  it.each([
    ['{"daily_limit":100,"used":30,"remain":70}', { dailyLimit: 100, leftToday: 70 }],
    ['{"daily_limit":"100","used":"100","remain":"0"}', { dailyLimit: 100, leftToday: 0 }],
    ['{"daily_limit":100,"used":30}', { dailyLimit: 100, leftToday: 70 }],
    ['{"daily_limit":100}', { dailyLimit: 100, leftToday: 100 }],
    ['{"daily_limit":100,"used":120}', { dailyLimit: 100, leftToday: 0 }],
    ['{"daily_limit":0}', null],
    ['{}', null],
    ['null', null],
  ])('of %s', async (quota, expected) => {
    expect(await quotaIn(`{"errcode":0,"errmsg":"ok","quota":${quota}}`)).toEqual(
      expected === null ? null : { ...expected, perMinute: null },
    );
  });

  it.each([
    ['{"call_count":500,"refresh_second":60}', 500],
    ['{"call_count":"10","refresh_second":"1"}', 600],
    ['{"call_count":500,"refresh_second":0}', null],
    ['{}', null],
  ])('has the rate %s', async (rate, perMinute) => {
    const body = `{"errcode":0,"quota":{"daily_limit":100},"rate_limit":${rate}}`;
    expect(await quotaIn(body)).toEqual({ dailyLimit: 100, leftToday: 100, perMinute });
  });
});
