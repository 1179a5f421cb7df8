import { noteLaunch, takeStartAtBoard } from '../../../miniprogram/platform/launch';
import { installWx } from '../../support/fake-wx';

const SEARCH = 'pages/search/search';

/** Starts on a platform. @returns whether 看板 comes first, as asked twice */
function started(platform: string, path: string, query: Record<string, string> = {}): boolean[] {
  installWx({ getDeviceInfo: () => ({ platform }) });
  noteLaunch({ path, query, scene: 1001, shareTicket: '', forwardMaterials: [], chatType: 1 });
  return [takeStartAtBoard(), takeStartAtBoard()];
}

it('a computer begins at 看板, once, unless a link or another page was asked for', () => {
  expect(started('windows', SEARCH)).toEqual([true, false]);
  expect(started('mac', SEARCH, { id: 'A-1' })).toEqual([false, false]);
  expect(started('windows', 'management/pages/join/join')).toEqual([false, false]);
  expect(started('ios', SEARCH)).toEqual([false, false]);
});
