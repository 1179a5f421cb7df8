import { splitIds } from '../../../../miniprogram/ui/wording/order-front';

const shown = (...ids: readonly string[]) => splitIds(ids).map(({ front, end }) => [front, end]);

describe('the front part of order ids', () => {
  it('says nothing that most rows have', () => {
    expect(shown('20261126-1288', '20261126-1284', '20261125-0931')).toEqual([
      ['', '1288'],
      ['', '1284'],
      ['20261125-', '0931'],
    ]);
    expect(shown('20261126-1288')).toEqual([['', '1288']]);
  });

  it('is shown of all where no two have the same', () => {
    expect(shown('20261126-1288', '20261125-0931')).toEqual([
      ['20261126-', '1288'],
      ['20261125-', '0931'],
    ]);
  });

  it('is cut from the front where it is long', () => {
    expect(shown('MT-20261124004178842', 'MT-20261124004991207')).toEqual([
      ['…112400417', '8842'],
      ['…112400499', '1207'],
    ]);
  });

  it('is whole where it alone tells two rows apart, whatever the case of the end', () => {
    expect(splitIds(['MT-20261124004178842', '20261126-8842', '20261126-1284'])).toEqual([
      { front: 'MT-2026112400417', isFrontDecisive: true, end: '8842' },
      { front: '20261126-', isFrontDecisive: true, end: '8842' },
      { front: '', isFrontDecisive: false, end: '1284' },
    ]);
    expect(shown('a-AB42', 'b-ab42')).toEqual([
      ['a-', 'AB42'],
      ['b-', 'ab42'],
    ]);
  });

  it('is nothing of an id of four characters', () => {
    expect(shown('A-1', '8842')).toEqual([
      ['', 'A-1'],
      ['', '8842'],
    ]);
  });
});
