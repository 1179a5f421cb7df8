/**
 * The id of the cloud environment that the mini-program asks (云开发控制台 → 设置 → 环境设置 →
 * 环境 ID). It has to be entered: WeChat takes no other for it
 * (developers.weixin.qq.com/minigame/dev/wxcloud/reference-sdk-api/init/client.init, 必填 [O]).
 */
export const CLOUD_ENVIRONMENT = '' as string;
