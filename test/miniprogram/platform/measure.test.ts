import { heightsOf } from '../../../miniprogram/platform/measure';

it('measures tags in their order in whole px, whatever a move adds, and one that is not rendered as 0', async () => {
  const heights: Readonly<Record<string, number>> = { '.a': 20.00003, '.b': 12.5 };
  const asked: string[] = [];
  const query = {
    select: (selector: string) => ({ boundingClientRect: () => asked.push(selector) }),
    exec: (answer: (boxes: unknown) => void) => {
      answer(asked.map((name) => (name in heights ? { height: heights[name] } : null)));
    },
  };
  const component = { createSelectorQuery: () => query };
  const measured = heightsOf(component, ['.b', '.none', '.a']);
  expect(await measured).toEqual([13, 0, 20]);
});
