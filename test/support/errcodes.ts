/** Pairs each `errcode` with its code, from a table of the errcodes of each code. */
export function errcodesOf(
  table: Readonly<Record<string, readonly number[]>>,
): readonly (readonly [errcode: number, code: string])[] {
  return Object.entries(table).flatMap(([code, errcodes]) =>
    errcodes.map((errcode) => [errcode, code] as const),
  );
}
