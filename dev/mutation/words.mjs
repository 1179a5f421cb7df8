import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

/** Files whose Chinese strings are not mutated, because tests need not repeat such texts. */
const WORDING = [
  'cloudfunctions/core/deliveries/recorded-stories.ts',
  'miniprogram/contract/shop.ts',
  'miniprogram/ui/wording/status-wording.ts',
  'miniprogram/ui/wording/failure-wording.ts',
];

const words = {
  shouldIgnore({ node, hub }) {
    const file = hub.file.opts.filename.replaceAll('\\', '/');
    return WORDING.some((name) => file.endsWith(name)) && isChinese(node)
      ? 'words for people'
      : undefined;
  },
};

function isChinese({ type, value, quasis }) {
  if (type === 'StringLiteral') return /\p{Script=Han}/u.test(value);
  return (
    type === 'TemplateLiteral' && /\p{Script=Han}/u.test(quasis.map((q) => q.value.raw).join(''))
  );
}

export const strykerPlugins = [declareValuePlugin(PluginKind.Ignore, 'words', words)];
