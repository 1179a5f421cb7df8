/** Asks the person to accept one subscribe message. @returns why it failed; empty if accepted */
export async function askMessageConsent(templateId: string): Promise<string> {
  try {
    const outcomeByTemplate = await wx.requestSubscribeMessage({ tmplIds: [templateId] });
    const outcome = outcomeByTemplate[templateId] ?? '';
    // For a template with a sound WeChat returns `acceptWithAudio` [R].
    return outcome.startsWith('accept') ? '' : (REFUSAL_TEXTS[outcome] ?? NO_POPUP);
  } catch (failure) {
    const { errCode } = (failure ?? {}) as { errCode?: unknown };
    return (typeof errCode === 'number' ? ERROR_TEXTS.get(errCode) : undefined) ?? NO_POPUP;
  }
}

const NO_POPUP = '微信没有弹出来，再点一次。';
const TEMPLATE_UNKNOWN = '微信不认这个模板了，请店主到“提醒”里重选一个。';

const REFUSAL_TEXTS: Readonly<Record<string, string>> = {
  reject: '没有同意，就不发。点了没反应的，到右上角“…” › 设置 › 通知管理里打开。',
  ban: TEMPLATE_UNKNOWN,
  filter: TEMPLATE_UNKNOWN,
};

/** Sentences for WeChat's `errCode` (…/open-api/subscribe-message, 错误码 [O]). */
const ERROR_TEXTS = new Map([
  [10002, '网络不稳，再点一次。'],
  [10003, '网络不稳，再点一次。'],
  [20001, TEMPLATE_UNKNOWN],
  [20004, '通知关着：到右上角“…” › 设置 › 通知管理里打开。'],
  [20005, '微信不让这个小程序发消息，请店主到公众平台看通知。'],
]);
