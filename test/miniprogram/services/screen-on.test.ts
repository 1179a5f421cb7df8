import { switchScreenOn, removeViewer, addViewer } from '../../../miniprogram/services/screen-on';
import { installWx, storageInMemory } from '../../support/fake-wx';

it('is one switch: all that is looked at is told of it, and the last one left lets go', () => {
  const asked: boolean[] = [];
  installWx({
    ...storageInMemory(),
    setKeepScreenOn: ({ keepScreenOn }: { readonly keepScreenOn: boolean }) => {
      asked.push(keepScreenOn);
      return Promise.resolve();
    },
  });
  const [board, delivery] = [{ setData: jest.fn() }, { setData: jest.fn() }];
  addViewer(board);
  addViewer(delivery);
  switchScreenOn(true);
  for (const { setData } of [board, delivery])
    expect(setData).toHaveBeenLastCalledWith({ isScreenOn: true, screenRefusal: '' });
  removeViewer(board);
  expect(asked).toEqual([true]);
  removeViewer(delivery);
  expect(asked).toEqual([true, false]);
});
