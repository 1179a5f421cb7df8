import { readRobotAddress } from '../../../../../cloudfunctions/core/providers/robots/robot';

const KEY = '693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa';

describe('the address of a robot', () => {
  it.each([
    ['企业微信', `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${KEY}`, 'wecom'],
    ['飞书', ` https://open.feishu.cn/open-apis/bot/v2/hook/${KEY}\n`, 'feishu'],
  ])('of %s is read', (_name, pasted, kind) => {
    expect(readRobotAddress(pasted)).toEqual({ kind, key: KEY });
  });

  it.each([
    ['another host', `https://qyapi.weixin.qq.com.example.com/cgi-bin/webhook/send?key=${KEY}`],
    ['no https', `http://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${KEY}`],
    ['a port', `https://open.feishu.cn:8443/open-apis/bot/v2/hook/${KEY}`],
    ['credentials', `https://open.feishu.cn@127.0.0.1/open-apis/bot/v2/hook/${KEY}`],
    ['credentials of the right host', `https://a:b@open.feishu.cn/open-apis/bot/v2/hook/${KEY}`],
    ['another path', `https://qyapi.weixin.qq.com/cgi-bin/gettoken?key=${KEY}`],
    ['a path that leads on', `https://open.feishu.cn/open-apis/bot/v2/hook/../../x/${KEY}`],
    ['two keys', `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${KEY}&key=${KEY}`],
    ['one more parameter', `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${KEY}&debug=1`],
    ['an encoded line end in its key', `https://open.feishu.cn/open-apis/bot/v2/hook/${KEY}%0d%0a`],
    ['a fragment', `https://open.feishu.cn/open-apis/bot/v2/hook/${KEY}#x`],
    ['no address', '请大家加群：https://work.weixin.qq.com/g/abc'],
  ])('is refused: %s', (_what, pasted) => {
    expect(readRobotAddress(pasted)).toBeNull();
  });
});
