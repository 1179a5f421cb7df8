import { regularStatusesUpTo, regularStatuses } from '../../../dev/host/regular-statuses';

describe('the usual way of a delivery', () => {
  it('leads to the customer, or back to the store, and nowhere from an end', () => {
    expect(regularStatuses(201)).toEqual([101, 102, 201, 202, 301, 302]);
    expect(regularStatuses(304)).toEqual([304, 401]);
    for (const end of [302, 401, 103, 204, 501]) expect(regularStatuses(end)).toEqual([]);
  });

  it('leads to the customer with 同城配送, too, after a rider gave the order back as well', () => {
    expect(regularStatuses(40000)).toEqual([10000, 30000, 40000, 50000, 70000]);
    expect(regularStatuses(60000)).toEqual([60000, 30000, 40000, 50000, 70000]);
    expect(regularStatusesUpTo(60000, 40000)).toEqual([30000, 40000]);
    for (const end of [70000, 20000, 20001, 90000]) expect(regularStatuses(end)).toEqual([]);
  });

  it('holds every step from here to one that is ahead', () => {
    expect(regularStatusesUpTo(101, 202)).toEqual([102, 201, 202]);
    expect(regularStatusesUpTo(305, 401)).toEqual([401]);
  });

  it('has no steps back, nor to where it does not lead', () => {
    expect(() => regularStatusesUpTo(301, 201)).toThrow('只往前走');
    expect(() => regularStatusesUpTo(301, 301)).toThrow('只往前走');
    expect(() => regularStatusesUpTo(101, 304)).toThrow('只往前走');
    expect(() => regularStatusesUpTo(302, 401)).toThrow('只往前走');
  });
});
