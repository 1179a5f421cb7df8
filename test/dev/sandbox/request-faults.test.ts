import { createFaults } from '../../../dev/faults/faults';
import { faultsOfRequest } from '../../../dev/sandbox/request-faults';

const LOOK_UP = '/cgi-bin/express/local/business/order/get';
const TOKEN = '/cgi-bin/stable_token';
const ORDER = 'A';

describe('the faults of a request', () => {
  it('happen to look-ups and to tokens where they are WeChat’s, for all orders', () => {
    const faults = createFaults();
    faults.set('busy');
    expect(faultsOfRequest(faults, LOOK_UP, ORDER)('busy')).toBe(true);
    expect(faultsOfRequest(faults, TOKEN, undefined)('busy')).toBe(true);
  });

  it('happen to no token where they are about an order', () => {
    const faults = createFaults();
    faults.set('busy', { orderId: 'A' });
    faults.set('order-over');
    expect(faultsOfRequest(faults, TOKEN, ORDER)('busy')).toBe(false);
    expect(faultsOfRequest(faults, TOKEN, ORDER)('order-over')).toBe(false);
    expect(faultsOfRequest(faults, LOOK_UP, ORDER)('busy')).toBe(true);
  });

  it.each([undefined, null, 5, {}])(
    'happen to a look-up of no order only when they are for all: %j',
    (sent) => {
      const faults = createFaults();
      faults.set('busy', { orderId: 'A' });
      faults.set('hang');
      expect(faultsOfRequest(faults, LOOK_UP, sent)('busy')).toBe(false);
      expect(faultsOfRequest(faults, LOOK_UP, sent)('hang')).toBe(true);
    },
  );

  it('happen to look-ups of the service that they are of, or of both', () => {
    const faults = createFaults();
    const intracity = (operation: string) =>
      faultsOfRequest(faults, `/cgi-bin/express/intracity/${operation}`, ORDER);
    for (const name of ['quota-exceeded', 'order-over', 'intracity-key-missing'] as const)
      faults.set(name);
    expect(intracity('queryorder')('quota-exceeded')).toBe(true);
    expect(intracity('queryorder')('order-over')).toBe(false);
    expect(intracity('queryorder')('intracity-key-missing')).toBe(true);
    expect(intracity('querystore')('quota-exceeded')).toBe(false);
    expect(intracity('querystore')('intracity-key-missing')).toBe(true);
    expect(faultsOfRequest(faults, LOOK_UP, ORDER)('intracity-key-missing')).toBe(false);
  });

  it('happen to nothing that a shop’s function does not ask, and are not used up by it', () => {
    const faults = createFaults();
    faults.set('busy', { times: 1 });
    faults.set('database-down');
    const path = '/cgi-bin/express/local/business/order/add';
    expect(faultsOfRequest(faults, path, ORDER)('busy')).toBe(false);
    expect(faultsOfRequest(faults, LOOK_UP, ORDER)('database-down')).toBe(false);
    expect(faults.active()).toHaveLength(2);
  });
});
