import { MOST_ADDED } from '../../../../miniprogram/contract/board-api';
import { installWx, storageInMemory } from '../../../support/fake-wx';
import { settle } from '../../../support/manual-time';
import { renderComponent } from '../../../support/rendered-component';

let asked: (readonly string[])[];
let answer: (orderIds: readonly string[]) => object;

beforeEach(() => {
  asked = [];
  answer = (orderIds) => ({
    ok: true,
    serverTime: Date.now(),
    data: {
      added: orderIds.map((orderId) => ({ orderId, outcome: 'under-way' })),
      left: [],
      reason: null,
    },
  });
  installWx({
    ...storageInMemory(),
    cloud: {
      callFunction: ({ data }: { readonly data: { readonly orderIds: readonly string[] } }) => {
        asked.push(data.orderIds);
        return Promise.resolve({ result: answer(data.orderIds) });
      },
    },
  });
});

const pasted = async (text: string) => {
  const field = renderComponent('paste-orders', {}, ['added']);
  field.call('onInput', { value: text });
  await field.set({});
  return field;
};

describe('many order ids at once', () => {
  it('are counted while they are typed, however they are separated, and put on the board', async () => {
    const field = await pasted('A-1288\nA-1290，A-1291 A-1288');
    expect(field.text()).toContain('放上 3 单');
    field.call('put');
    await settle();
    expect(asked).toEqual([['A-1288', 'A-1290', 'A-1291']]);
    expect(field.emitted('added')).toBe(1);
    expect(field.data('text')).toBe('');
    expect(field.text('.told')).toContain('3 单');
  });

  it('says what to do where there is none', async () => {
    const field = await pasted('  ');
    field.call('put');
    await settle();
    expect(asked).toEqual([]);
    expect(field.text('.told')).toContain('还没有订单号');
    expect(field.emitted('added')).toBe(0);
  });

  it('leaves in the field what could not be put there', async () => {
    answer = ([first = '', ...others]) => ({
      ok: true,
      serverTime: Date.now(),
      data: {
        added: [
          { orderId: first, outcome: 'under-way' },
          ...others.map((orderId) => ({ orderId, outcome: 'not-found' })),
        ],
        left: [],
        reason: null,
      },
    });
    const field = await pasted('A-1288 A-9999');
    field.call('put');
    await settle();
    expect(field.data('text')).toBe('A-9999');
    expect(field.text()).toContain('放上 1 单');
  });

  it('go in calls of as many as the cloud takes', async () => {
    const field = await pasted(
      Array.from({ length: MOST_ADDED + 1 }, (_, n) => `A-${1000 + n}`).join(' '),
    );
    field.call('put');
    await settle();
    expect(asked.map(({ length }) => length)).toEqual([MOST_ADDED, 1]);
  });
});
