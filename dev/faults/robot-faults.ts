import type { FaultRow } from './fault';

/** Failures of the groups' robots (docs/notices.md). Rules for a keyword and IPs are 飞书's own. */
export const ROBOT_FAULTS = {
  'robot-gone': ['机器人删掉了', '企业微信（93000）或飞书（19001）不认机器人的地址。'],
  'robot-keyword': ['要有关键词', '飞书的机器人勾了“自定义关键词”，消息里没有（19024）。'],
  'robot-ip': ['不让 IP 进', '飞书的机器人勾了“IP 白名单”，里面没有云函数的（19022）。'],
  'robot-too-fast': ['机器人嫌快', '企业微信（45009）或飞书（11232）说发得太快。'],
  'robot-hangs': ['机器人不回答', '机器人收下消息，一直不回答，群里也没有。'],
} as const satisfies Readonly<Record<string, FaultRow>>;
