import type { FaultRow } from './fault';

/** Failures of subscribe messages to people's WeChat (docs/notices.md). */
export const MESSAGE_FAULTS = {
  'message-not-accepted': ['没有可收的了', '微信说这个人没有同意，或同意的都用完了（43101）。'],
  'message-field-refused': ['一格不合规', '微信说模板的第一格内容不合规（47003）。'],
  'message-template-gone': ['模板删掉了', '微信不认模板（40037）。'],
  'message-two-at-once': ['同时发两条', '微信说同时给一个人发了两条（43108）。'],
  'message-hangs': ['消息没有回答', '微信收下订阅消息，一直不回答，人也没收到。'],
} as const satisfies Readonly<Record<string, FaultRow>>;
