import {
  type PageName,
  isInSubpackage,
  MANAGEMENT_PAGES,
  PAGE_PATHS,
  pagePath,
} from '../../../miniprogram/contract/page-paths';
import { jsonOf } from '../../support/repository';

it('the paths of the pages are those of app.json, each in its package', () => {
  const { pages, subPackages } = jsonOf('miniprogram/app.json') as {
    readonly pages: readonly string[];
    readonly subPackages: readonly { readonly root: string; readonly pages: readonly string[] }[];
  };
  const names = [...Object.keys(PAGE_PATHS), ...MANAGEMENT_PAGES] as readonly PageName[];
  const paths = names.map(pagePath);
  expect(paths.filter((path) => !isInSubpackage(path)).sort()).toEqual(
    pages.map((page) => `/${page}`).sort(),
  );
  expect(paths.filter(isInSubpackage).sort()).toEqual(
    subPackages.flatMap(({ root, pages: own }) => own.map((page) => `/${root}/${page}`)).sort(),
  );
});
