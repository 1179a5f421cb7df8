import path from 'node:path';
import { baseLibrary } from '../../../dev/check/base-library';
import { ROOT, textOf } from '../../support/repository';

it('the base library that is needed is the one that the documents name', () => {
  const { since } = baseLibrary(path.join(ROOT, 'miniprogram')).needed;
  for (const file of ['docs/set-up.md', 'docs/set-up.zh-CN.md'])
    expect(textOf(file)).toMatch(new RegExp(`基础库最低可用版本\\*\\*[:：] ?${since}`));
});
