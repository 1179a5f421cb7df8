/** Id of the owner's environment (云开发控制台 → 设置 → 环境设置 → 环境 ID; client.init [O]); empty: no call. */
export const CLOUD_ENVIRONMENT = '' as string;
