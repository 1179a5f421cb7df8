/**
 * The id of the cloud environment that the mini-program asks (云开发控制台 → 设置 → 环境设置 → 环境 ID). Empty: the one that WeChat takes by default, the
 * first that was opened for this mini-program.
 */
export const CLOUD_ENVIRONMENT = '' as string;
