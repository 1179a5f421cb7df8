/**
 * Asks WeChat's person to accept one more message, by WeChat's pop-up. With 总是保持以上选择 the pop-up
 * does not come. May be called after a tap only.
 *
 * @returns why not, and what to do; empty once accepted
 */
export async function acceptAtWeChat(templateId: string): Promise<string> {
  try {
    const answer = await wx.requestSubscribeMessage({ tmplIds: [templateId] });
    const outcome = answer[templateId] ?? '';
    // A template with a sound is accepted by `acceptWithAudio` [R].
    return outcome.startsWith('accept') ? '' : (REFUSED[outcome] ?? NOT_SHOWN);
  } catch (failure) {
    const { errCode } = (failure ?? {}) as { errCode?: unknown };
    return (typeof errCode === 'number' ? FAILED.get(errCode) : undefined) ?? NOT_SHOWN;
  }
}

const NOT_SHOWN = '微信没有弹出来，再点一次。';
const CHOOSE_ANOTHER = '微信不认这个模板了，请店主到“提醒”里重选一个。';

const REFUSED: Readonly<Record<string, string>> = {
  reject: '没有同意，就不发。点了没反应的，到右上角“…” › 设置 › 通知管理里打开。',
  ban: CHOOSE_ANOTHER,
  filter: CHOOSE_ANOTHER,
};

/** Sentences by WeChat's `errCode` (…/open-api/subscribe-message, 错误码 [O]). */
const FAILED = new Map([
  [10002, '网络不稳，再点一次。'],
  [10003, '网络不稳，再点一次。'],
  [20001, CHOOSE_ANOTHER],
  [20004, '通知关着：到右上角“…” › 设置 › 通知管理里打开。'],
  [20005, '微信不让这个小程序发消息，请店主到公众平台看通知。'],
]);
