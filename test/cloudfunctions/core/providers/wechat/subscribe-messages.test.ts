import {
  type SendOutcome,
  listTemplates,
  sendMessage,
} from '../../../../../cloudfunctions/core/providers/wechat/subscribe-messages';
import { CloudFailure } from '../../../../../cloudfunctions/core/runtime/cloud-failure';
import { fakeCall } from '../../../../support/calls';
import { TEMPLATE } from '../../../../support/fake-messages';
import { fakeWeChat } from '../../../../support/fake-wechat';

describe('the templates of a mini-program', () => {
  /** Lists templates, which WeChat answers so. @returns them, and the addresses that were asked */
  async function listed(answer: object) {
    const asked: string[] = [];
    const get = (url: string): Promise<string> => {
      asked.push(url);
      return Promise.resolve(JSON.stringify(answer));
    };
    const templates = await listTemplates(fakeWeChat({ get }), fakeCall());
    return { templates, asked };
  }

  it('are read with the kinds and labels of their places; only one-time ones', async () => {
    const content =
      '订单编号:{{character_string1.DATA}}\n配送情况：{{phrase2.DATA}}\n 时间 {{time3.DATA}}\n{{thing14.DATA}}';
    const template = { priTmplId: 'a', title: '配送提醒', content, type: 2 };
    const data = [template, { ...template, type: 3 }, { ...template, priTmplId: '' }];
    const { templates, asked } = await listed({ errcode: 0, data });
    expect(asked).toEqual(['https://api.example/wxaapi/newtmpl/gettemplate?access_token=T%201']);
    expect(templates).toEqual([
      {
        templateId: 'a',
        title: '配送提醒',
        places: [
          { key: 'character_string1', kind: 'character_string', label: '订单编号' },
          { key: 'phrase2', kind: 'phrase', label: '配送情况' },
          { key: 'time3', kind: 'time', label: '时间' },
          { key: 'thing14', kind: 'thing', label: '' },
        ],
      },
    ]);
  });

  it.each([
    [{ errcode: 48001 }, 'api-not-opened'],
    [{ errcode: 40164 }, 'ip-not-allowed'],
    [{ errcode: 45009 }, 'quota-exceeded'],
  ])('are refused by %p as %s', async (answer, code) => {
    await expect(listed(answer)).rejects.toHaveProperty('code', code);
  });
});

describe('a message', () => {
  const message = {
    openId: 'o-clerk',
    template: TEMPLATE,
    page: 'pages/search/search?id=A-1',
    words: { thing1: '一店' },
  };

  /** Sends a message, which WeChat answers so, one answer after the other. */
  const sent = (...answers: readonly (string | CloudFailure)[]) => sentIn(9000, ...answers);

  async function sentIn(timeLeftMs: number, ...answers: readonly (string | CloudFailure)[]) {
    const requests: unknown[] = [];
    const postOnce = (url: string, body: unknown, timeoutMs: number): Promise<string> => {
      requests.push([url, body, timeoutMs]);
      const answer = answers[requests.length - 1] ?? '{}';
      return typeof answer === 'string' ? Promise.resolve(answer) : Promise.reject(answer);
    };
    const tokens: unknown[] = [];
    const post = (_url: string, body: unknown): Promise<string> => {
      tokens.push(body);
      return Promise.resolve('{"access_token":"T 2","expires_in":7200}');
    };
    const wechat = fakeWeChat({ postOnce, post });
    const outcome = await sendMessage(wechat, message, fakeCall({ timeLeftMs }));
    return { outcome, requests, tokens };
  }

  it('goes out once, to the person, with page and words', async () => {
    const { outcome, requests } = await sent('{"errcode":0,"errmsg":"ok"}');
    expect(outcome).toEqual({ kind: 'sent' });
    const url = 'https://api.example/cgi-bin/message/subscribe/send?access_token=T%201';
    const { openId: touser, page } = message;
    const words = { data: { thing1: { value: '一店' } }, lang: 'zh_CN' };
    const body = { touser, template_id: 'tmpl-1', page, ...words };
    expect(requests).toEqual([[url, body, 3000]]);
  });

  it('goes out with a newer token where WeChat refuses the first', async () => {
    const { outcome, requests, tokens } = await sent('{"errcode":40001}', '{"errcode":0}');
    expect([outcome.kind, requests.length, tokens.length]).toEqual(['sent', 2, 1]);
  });

  it('is not lost where no token comes after one that was refused', async () => {
    const { outcome } = await sent(...Array<string>(3).fill('{"errcode":40001}'));
    const words = '小程序的 token 没拿到，消息没有发：看自检里的其他几行。';
    expect(summaryOf(outcome)).toEqual(['refused', words]);
  });

  it('is unsent where the token has taken the time for it', async () => {
    const { outcome, requests } = await sentIn(2000, '{"errcode":0}');
    expect([outcome.kind, requests]).toEqual(['unsent', []]);
  });

  const unreachable = (code: string) =>
    new CloudFailure('upstream-unreachable', { cause: Object.assign(new Error(), { code }) });

  it.each([
    ['{"errcode":43101}', 'spent', ''],
    ['{"errcode":40003}', 'spent', ''],
    ['{"errcode":43108}', 'busy', ''],
    ['{"errcode":40037}', 'refused', '微信里没有模板“配送异常提醒”了'],
    [
      '{"errcode":47003,"errmsg":"argument invalid! data.character_string2.value invalid"}',
      'unfit',
      '模板“配送异常提醒”里“单号”这样填，微信不收',
    ],
    ['{"errcode":47003,"errmsg":"data.other9.value"}', 'unfit', '里有一格这样填'],
    ['{"errcode":45009}', 'refused', '微信没让发这条消息（45009）'],
    ['{"errcode":-1}', 'refused', '微信没让发这条消息（-1）'],
    ['{"errcode":99999}', 'unfit', '微信没让发这条消息（99999）'],
    ['<html>', 'lost', '微信没有回答'],
    ['{}', 'lost', '微信没有回答'],
    [new CloudFailure('upstream-timeout'), 'lost', '微信没有回答'],
    [unreachable('ECONNRESET'), 'lost', '微信没有回答'],
    [unreachable('ENOTFOUND'), 'unsent', '没连上微信'],
    [unreachable('ECONNREFUSED'), 'unsent', '没连上微信'],
  ])('that is answered by %s is %s', async (answer, kind, words) => {
    const { outcome, requests } = await sent(answer);
    const [found, told = ''] = summaryOf(outcome);
    expect([found, requests.length]).toEqual([kind, 1]);
    expect(told).toContain(words);
  });
});

function summaryOf(outcome: SendOutcome): readonly [SendOutcome['kind'], string | undefined] {
  return [outcome.kind, 'failure' in outcome ? outcome.failure.userMessage : undefined];
}
