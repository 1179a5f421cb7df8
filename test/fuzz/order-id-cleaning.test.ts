import fc from 'fast-check';
import { orderIdCandidates, idProblem } from '../../miniprogram/contract/order-id';
import { expectAlways } from '../support/fuzz';

const cleanId = fc.string({
  unit: fc.constantFrom(...Array.from('0123456789AZaz-_.单汉')),
  minLength: 1,
  maxLength: 40,
});
const digits = fc.bigInt({ min: 0n, max: 10n ** 30n }).map(String);
const key = fc.constantFrom('id', 'orderId', 'order_id', 'shop_order_id', 'order_no', 'sn');
const unseen = fc.string({
  unit: fc.constantFrom(...Array.from(' \t\r\n\u3000\u200B\u200E\uFEFF\u0000\u001D\u00A0')),
  maxLength: 4,
});
/** Values of other keys, with deeper known keys. */
const decoy = fc.constantFrom(
  ...['7', '"id"', '"\\"id\\":12345678901234567890,"', '{"id":98765432109876543210}', '[{"sn":1}]'],
);

const likeliest = (raw: string): string | undefined => orderIdCandidates(raw)[0];

describe('cleaning an order id', () => {
  it('gives no blank id, none twice, at most two, and none that cannot be asked for unless there is no other', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.string({
        unit: fc.constantFrom(...Array.from('{}":,?&#=%+ id1７\u3000\u200B\u0007\uD83D\u2028')),
      }),
      fc
        .array(fc.oneof(cleanId, unseen, decoy, key), { maxLength: 6 })
        .map((parts) => parts.join('')),
    );
    expectAlways([text], (raw) => {
      const candidates = orderIdCandidates(raw);
      expect({
        tooMany: candidates.length > 2,
        repeated: new Set(candidates).size < candidates.length,
        blank: candidates.filter((id) => id.trim() === ''),
        impossible: candidates.length > 1 && candidates.some((id) => idProblem(id) !== null),
        lost: candidates.length === 0 && /[0-9A-Za-z]/.test(raw),
        // UTF-8, never \uXXXX escapes (docs/getorder-contract.md §1 [O]).
        escaped: candidates.filter((id) => JSON.stringify(id.replace(/\\/g, '')).includes('\\u')),
      }).toEqual({
        ...{ tooMany: false, repeated: false, blank: [] },
        ...{ impossible: false, lost: false, escaped: [] },
      });
    });
  });

  it('leaves a clean id alone, whatever unseen stands around it', () => {
    expectAlways([cleanId, unseen, unseen], (id, before, after) => {
      expect(orderIdCandidates(before + id + after)).toEqual([id]);
    });
  });

  it('finds the id in a link, escaped or not', () => {
    expectAlways(
      [cleanId, key, fc.constantFrom('', 'https://shop.example/o?a=1&', '?', '/p#')],
      (id, name, before) => {
        const start = before === '' || /[?&#]$/.test(before) ? before : `${before}?`;
        expect(likeliest(`${start}${name}=${encodeURIComponent(id)}&grid=9`)).toBe(id);
        expect(likeliest(`${start}${name}=${id}`)).toBe(id);
      },
    );
  });

  it('finds the id in JSON, with every digit of a bare number, and takes none from deeper inside', () => {
    const value = fc.oneof(
      digits.map((id) => [id, id] as const),
      cleanId.map((id) => [JSON.stringify(id), id] as const),
    );
    const others = fc.dictionary(fc.constantFrom('a', 'data', '__proto__', 'x"'), decoy);
    expectAlways([value, key, others, fc.boolean()], ([printed, id], name, rest, isFirst) => {
      const fields = Object.entries(rest).map(
        ([other, held]) => `${JSON.stringify(other)}:${held}`,
      );
      const own = `"${name}" : ${printed}`;
      fc.pre(JSON.stringify(rest).length < 80);
      expect(likeliest(`{${(isFirst ? [own, ...fields] : [...fields, own]).join(', ')}}`)).toBe(id);
    });
  });

  it('is not kept from an id by a blank under a likelier name', () => {
    expectAlways([cleanId, unseen], (id, blank) => {
      expect(likeliest(JSON.stringify({ id: blank, sn: id }))).toBe(id);
      expect(likeliest(`?id=${encodeURIComponent(blank)}&sn=${id}`)).toBe(id);
    });
  });
});
