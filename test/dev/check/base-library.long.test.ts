import { readFileSync } from 'node:fs';
import path from 'node:path';
import { baseLibrary } from '../../../dev/check/base-library';
import { ROOT } from '../../support/repository';

it.each(['docs/set-up.md', 'docs/set-up.zh-CN.md'])('%s names what is needed', (file) => {
  const { since } = baseLibrary(path.join(ROOT, 'miniprogram')).needed;
  const text = readFileSync(path.join(ROOT, file), 'utf8');
  expect(text).toMatch(new RegExp(`基础库最低可用版本\\*\\*[:：] ?${since}`));
});
