import { PrintedNumber, printJson } from '../../../dev/sandbox/print-json';

describe('printJson', () => {
  it('prints numbers digit for digit, and all else as JSON.stringify does', () => {
    const body = {
      waybill: new PrintedNumber('12345678901234567890123456'),
      list: [new PrintedNumber('113.3221600000000000000001'), '"12', null, undefined],
      zero: 0,
    };
    expect(printJson(body)).toBe(
      '{"waybill":12345678901234567890123456,"list":[113.3221600000000000000001,"\\"12",null,null],"zero":0}',
    );
  });
});
