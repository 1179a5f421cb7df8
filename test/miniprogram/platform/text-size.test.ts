import type * as TextSize from '../../../miniprogram/platform/text-size';
import { installWx } from '../../support/fake-wx';

it.each([
  ['as the person has set it', { fontSizeSetting: 19 }, '19px'],
  ['the standard one where WeChat does not say', {}, '16px'],
  ['the standard one where WeChat says nothing', { fontSizeSetting: 0 }, '16px'],
])('the text size is %s', (_which, told, expected) => {
  jest.isolateModules(() => {
    installWx({ getAppBaseInfo: () => told });
    const { ROOT_FONT_SIZE } = jest.requireActual<typeof TextSize>(
      '../../../miniprogram/platform/text-size',
    );
    expect(ROOT_FONT_SIZE).toBe(expected);
  });
});
