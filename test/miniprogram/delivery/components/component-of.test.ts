import { componentOf } from '../../../../miniprogram/delivery/components/component-of';

it('gives a component by its id in the template; null where there is none', () => {
  const map = { followScene: () => undefined };
  const owner = { selectComponent: (selector: string) => (selector === '#rider-map' ? map : null) };
  expect(componentOf(owner, 'rider-map')).toBe(map);
  expect(componentOf({ selectComponent: () => null }, 'rider-map')).toBeNull();
});
