import { COLLECTION_NAMES } from '../../miniprogram/contract/shop-collections';
import { INDEXES } from './indexes';
import type { ManualTask } from './plan';
import type { DeploySettings } from './settings';

/**
 * Lists the tasks that are left to do by hand in WeChat's menus, the most urgent first.
 *
 * @param refused manual tasks that replace failed steps
 */
export function manualTasks(
  { appSecret, functionEnvironment }: DeploySettings,
  refused: readonly ManualTask[] = [],
): readonly string[] {
  const collections = COLLECTION_NAMES.join('、');
  const without = appSecret === null;
  const isConfigured = !without && !refused.includes('configuration');
  const settings = ['SETTINGS_KEY', 'OWNER_SETUP_CODE'].filter(
    (name) => !isConfigured || functionEnvironment[name] === undefined,
  );
  const configuration = [
    '内存 256 MB',
    ...(isConfigured ? [] : ['超时时间 10 秒、10 秒、60 秒、60 秒']),
    ...(settings.length === 0
      ? []
      : [`环境变量 ${settings.join('、')}（getOrder、shop 和 watch；OWNER_SETUP_CODE 只给 shop）`]),
  ];
  return [
    ...(without ? [`云开发控制台 → 数据库 → +（添加集合）：${collections}`] : []),
    `云开发控制台 → 数据库 → 每个集合（${collections}）→ 数据权限 → 仅管理端可读写（新的控制台叫“无权限”，改完一分钟内生效）。没有接口能代劳；不改的话，任何人都能往里写。`,
    ...(without
      ? [`云开发控制台 → 数据库 → 集合 → 索引管理 → 添加索引（字段按顺序）：${indexesInWords()}。`]
      : []),
    // Node version of new functions: dist/ci/cloud/uploadFunction.js of miniprogram-ci 2.1.42.
    '云开发控制台 → 云函数 → getOrder、shop、sweep、watch → 运行环境：要是 Nodejs16.13 或更新（推荐 20.19）。miniprogram-ci 新建的是 Nodejs8.9，跑不起来，以后也改不了：删掉云函数和 dist/deploy，选 Nodejs20.19 新建同名的，再 npm run deploy -- --adopt。',
    `云开发控制台 → 云函数 → getOrder、shop、sweep、watch → 配置：${configuration.join('；')}。`,
    ...(refused.includes('timer')
      ? [
          '开发者工具 → 云函数 sweep、watch 上各点右键 → 上传触发器（sweep 每小时一次，清除过期的数据；watch 每分钟一次，没人看时问微信；已经有 hourly、minutely 的话不用）。',
        ]
      : []),
    '公众平台 → 管理 → 版本管理 → 开发版本 → 选为体验版；试过以后 → 提交审核。',
    '打开小程序 → 店铺 → 自检：每一行都要是绿的。',
  ];
}

function indexesInWords(): string {
  return INDEXES.map(({ collection, keys }) => {
    const fields = keys.map(
      ({ name, direction }) => `${name} ${direction === '1' ? '升序' : '降序'}`,
    );
    return `${collection}（${fields.join('、')}）`;
  }).join('；');
}
