import JsBarcode from 'jsbarcode';

/** Code 128 of a text, module by module from its first bar to its last: 1 is a bar, 0 a space. */
export function barsOf(text: string): string {
  const drawn: { encodings?: readonly { readonly data: string }[] } = {};
  JsBarcode(drawn, text, { format: 'CODE128' });
  return (drawn.encodings ?? []).map(({ data }) => data).join('');
}
