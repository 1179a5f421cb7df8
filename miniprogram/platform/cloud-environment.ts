/**
 * Id of the owner's cloud environment (云开发控制台 → 设置 → 环境设置 → 环境 ID), which WeChat requires
 * (developers.weixin.qq.com/minigame/dev/wxcloud/reference-sdk-api/init/client.init, 必填 [O]).
 */
export const CLOUD_ENVIRONMENT = '' as string;
