import type { FaultOf } from '../../../dev/faults/fault-table';
import { MALL, STAFF_MINI_PROGRAM } from '../../../dev/sandbox/mini-programs';
import { createSandbox } from '../../../dev/sandbox/sandbox';
import { sandboxForEach } from '../../support/served-sandbox';

const NOON = Date.parse('2026-11-24T12:00:00+08:00');
const CLERK = 'o-clerk';

const served = sandboxForEach();

const templates = async (by = STAFF_MINI_PROGRAM) => {
  const { json } = await served.callByGet('/wxaapi/newtmpl/gettemplate', by);
  return json['data'] as readonly { priTmplId: string; title: string; content: string }[];
};
const WORDS = {
  thing1: '天河南店',
  character_string2: '1304',
  thing3: '联系不上收货人',
  time4: '2026年11月29日 22:14',
};
const send = async (words: Readonly<Record<string, string>> = WORDS, by = STAFF_MINI_PROGRAM) => {
  const [first] = await templates();
  const data = Object.fromEntries(Object.entries(words).map(([key, value]) => [key, { value }]));
  const body = { touser: CLERK, template_id: first?.priTmplId, page: 'pages/delivery', data };
  const { json } = await served.call('/cgi-bin/message/subscribe/send', body, by);
  return json['errcode'];
};
const accept = async () => {
  const [first] = await templates();
  served.sandbox.messages.accept(CLERK, first?.priTmplId ?? '');
};

describe('subscribe messages', () => {
  it('are one for each acceptance, over a restart, too', async () => {
    await accept();
    expect(await send()).toBe(0);
    expect(await send()).toBe(43101);
    await accept();
    const again = createSandbox({ now: () => NOON, journalFile: served.journalFile });
    expect(again.messages.sent).toEqual(served.sandbox.messages.sent);
    expect(served.sandbox.messages.sent.map(({ rows }) => rows.map(({ words }) => words))).toEqual([
      Object.values(WORDS),
    ]);
  });

  it('have templates in the own mini-program only', async () => {
    expect((await templates()).map(({ content }) => content)[0]).toBe(
      '门店:{{thing1.DATA}}\n订单:{{character_string2.DATA}}\n情况:{{thing3.DATA}}\n时间:{{time4.DATA}}\n',
    );
    expect(await templates(MALL)).toEqual([]);
    await accept();
    expect(await send(WORDS, MALL)).toBe(40037);
  });

  it.each([
    ['a thing of 21 characters', { thing1: '店'.repeat(21) }],
    ['Chinese in a character_string', { character_string2: '单1304' }],
    ['an empty thing', { thing3: '' }],
    ['a time without a clock', { time4: '昨天' }],
  ])('refuse %s', async (_what, wrong) => {
    await accept();
    expect(await send({ ...WORDS, ...wrong })).toBe(47003);
    expect(served.sandbox.messages.sent).toEqual([]);
  });

  const FAULTS: readonly [FaultOf<'message'>, number][] = [
    ['message-not-accepted', 43101],
    ['message-field-refused', 47003],
    ['message-template-gone', 40037],
    ['message-two-at-once', 43108],
  ];
  it.each(FAULTS)('are refused by the fault %s with %d', async (fault, code) => {
    await accept();
    served.sandbox.faults.set(fault, { times: 1 });
    expect(await send()).toBe(code);
    expect(await send()).toBe(0);
  });
});
