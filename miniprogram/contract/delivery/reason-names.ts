/** Names of the reasons to handle an order, least bad first, short enough for a message. */
export const REASON_NAMES = {
  late: '超过预计',
  'no-rider': '没人接',
  'not-arrived': '接单后没到店',
  'at-store': '到店没走',
  'not-departed': '取货后没走',
  'not-moving': '骑手没动',
  unreachable: '联系不上收货人',
  returning: '货还没回来',
  exception: '配送异常',
  failed: '没送成',
} as const;
