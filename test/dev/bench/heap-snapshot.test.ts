import { bytesOfObjects } from '../../../dev/bench/heap-snapshot';

const snapshot = (...nodes: readonly number[]) => ({
  snapshot: {
    meta: {
      node_fields: ['type', 'name', 'self_size'],
      node_types: [['object', 'code', 'string', 'native'], 'string', 'number'] as const,
    },
  },
  nodes,
});

it('counts what the page holds, and none of what the browser does', () => {
  expect(bytesOfObjects(snapshot(0, 9, 100, 1, 9, 5000, 2, 9, 30, 3, 9, 7000))).toBe(130);
});

it('is no number where the format has changed', () => {
  const { snapshot: of, nodes } = snapshot(0, 9, 100);
  const meta = { ...of.meta, node_fields: ['type', 'name', 'size'] };
  expect(bytesOfObjects({ snapshot: { meta }, nodes })).toBeNaN();
});
