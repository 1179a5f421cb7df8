/**
 * Id of the cloud environment that the mini-program calls (云开发控制台 → 设置 → 环境设置 → 环境
 * ID). Each owner enters their own. WeChat requires the id
 * (developers.weixin.qq.com/minigame/dev/wxcloud/reference-sdk-api/init/client.init, 必填 [O]).
 */
export const CLOUD_ENVIRONMENT = '' as string;
